/** What Sendcloud may be like beyond what the emulator does by itself: each likeness is made with an interceptor. */
import type { ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { parsedUrl } from "../../provider/dist/url";
import type { Behaviours, Emulator, Interceptor, RecordedRequest } from "pulumi-sendcloud/emulator";

type Ask = Parameters<Interceptor>[2];
type Answer = ReturnType<Ask>;
type Fields = Record<string, unknown>;

/** What an emulator is like: its own behaviours, and others that are documented elsewhere, or assumed. */
export interface Likeness extends Pick<Behaviours, "rules" | "pageSize" | "limits"> {
  /** How answers write what is not set: as empty text unless given. */
  blank?: "null" | "missing";
  /** What a PATCH clears the webhook URL by: null unless given. */
  clearedBy?: "text" | "either" | "nothing";
  /** How an accepted PATCH is answered: 204 unless given; else with the record. */
  accepts?: 200 | 202;
  /** Fields that are accepted and not stored; a 202 has an error for each. */
  denies?: readonly string[] | "all";
  /** Fields that are refused with 403. */
  withheld?: readonly string[];
  /** URLs and carriers are stored in another spelling. */
  normalizes?: boolean;
  errors?: keyof typeof refusals;
  /** How a page of the list says where the next one is. */
  links?: keyof typeof linkStyles;
  records?: readonly (keyof typeof shapes)[];
  /** Nobody answers whose account it is. */
  metadata?: "missing";
  /** Milliseconds between one byte of a body and the next. */
  drip?: number;
  /** The life of a token is a text. */
  lifeAsText?: boolean;
}

/** Makes an emulator behave so from now on. What it returns sets, or ends, a fault that sees each request first. */
export function behave(emulator: Emulator, likeness: Likeness): (fault?: Interceptor) => void {
  const { rules, pageSize, limits } = likeness;
  const own = { rules, pageSize, limits };
  emulator.behave(Object.fromEntries(Object.entries(own).filter(([, value]) => value)));
  const arm = (fault?: Interceptor): void =>
    emulator.intercept((request, response, answer) => {
      const handled = fault?.(request, response, answer) ?? false;
      if (handled === true) return true;
      const answered = answerOf(request, likeness, answer, emulator);
      if (handled === "lose") response.destroy();
      else void send(response, answered, likeness.drip ?? 0);
      return true;
    });
  arm();
  return arm;
}

async function send(response: ServerResponse, answered: Answer, drip: number): Promise<void> {
  const { status, headers, body } = answered;
  response.writeHead(status, headers);
  for (const byte of drip > 0 ? Buffer.from(body) : []) {
    if (response.destroyed) return;
    response.write(Uint8Array.of(byte));
    await wait(drip, undefined, { ref: false });
  }
  response.end(drip > 0 || body === "" ? undefined : body);
}

function answerOf(
  request: RecordedRequest,
  likeness: Likeness,
  ask: Ask,
  emulator: Emulator,
): Answer {
  const { method, path } = request;
  if (path.startsWith("/oauth2/token")) return token(likeness, ask);
  if (path === "/user/auth/metadata" && likeness.metadata === "missing")
    return spelled(ask({ path: "/nowhere" }), likeness);
  const isChange = method === "PATCH" && isFields(request.body);
  const answered = isChange ? changed(request, likeness, ask, emulator) : ask();
  if (answered.status >= 400) return spelled(answered, likeness);
  if (method !== "GET" || !path.startsWith("/integrations")) return answered;
  const content = parsed(answered);
  const shown = (record: unknown): unknown => shaped(record, likeness);
  const { data } = content;
  const list = Array.isArray(data) ? data.map(shown) : undefined;
  if (likeness.records?.includes("broken record")) list?.splice(1, 0, { id: null, shop_name: 7 });
  const body = JSON.stringify({ ...content, data: list ?? shown(data) });
  const told = marked({ ...answered, body }, likeness);
  return likeness.links && list ? linked(told, likeness.links) : told;
}

/** Carries a change out, and says how it is answered. */
function changed(
  { path, body }: RecordedRequest,
  likeness: Likeness,
  ask: Ask,
  emulator: Emulator,
): Answer {
  const given = isFields(body) ? body : {};
  const read = (): Fields => data(ask({ method: "GET", path, body: undefined }));
  if (Object.keys(given).some((field) => likeness.withheld?.includes(field)))
    return json(403, { errors: [fault(403, "The feature is not available for this account.")] });
  const before = read();
  const answered = ask({ body: sent(given, likeness) });
  if (answered.status >= 400) return answered;
  const denies = likeness.denies ?? [];
  const denied = Object.keys(given).filter((field) => denies === "all" || denies.includes(field));
  const undone = Object.fromEntries(denied.map((field) => [field, before[field]]));
  if (denied.length > 0) emulator.edit(Number(before.id), undone);
  if (likeness.accepts === undefined) return answered;
  const errors = denied.map((field) => fault(400, "This field was not changed.", field));
  const content = {
    data: shaped(read(), likeness),
    ...(likeness.accepts === 202 && errors.length > 0 && { errors }),
  };
  return marked(json(likeness.accepts, content), likeness);
}

function marked(answered: Answer, { records }: Likeness): Answer {
  const mark = records?.includes("byte order mark") ? "\ufeff" : "";
  return { ...answered, body: `${mark}${answered.body}` };
}

/** A change as the API is given it, so that it stores, or refuses, what is wanted. */
function sent(given: Fields, likeness: Likeness): Fields {
  const { clearedBy, normalizes = false } = likeness;
  const invalid = "not a URL";
  const change = { ...given };
  for (const [field, value] of Object.entries(given)) {
    if (field === "webhook_url" && (value === null || value === "")) {
      if (clearedBy === "either" || (clearedBy === "text" && value === "")) change[field] = null;
      else if (clearedBy !== undefined) change[field] = invalid;
    } else if (field.endsWith("_url") && normalizes && parsedUrl(String(value)))
      change[field] = normalizedUrl(String(value));
    if (Array.isArray(value) && normalizes)
      change[field] = value.map((code) => String(code).toLowerCase()).sort();
  }
  return change;
}

/** A URL as browsers write it, without a final dot, fragment or empty query, its escapes in capitals. */
function normalizedUrl(text: string): string {
  const url = new URL(text);
  url.hostname = url.hostname.replace(/\.$/, "");
  const bare = url.href.replace(/\??(#.*)?$/s, "");
  return bare.replace(/%[0-9a-f]{2}/gi, (code) => code.toUpperCase());
}

function token({ lifeAsText = false }: Likeness, ask: Ask): Answer {
  const answered = ask();
  if (!lifeAsText || answered.status >= 400) return answered;
  const { expires_in, ...rest } = parsed(answered);
  return json(200, { ...rest, expires_in: String(expires_in) });
}

const facts = ["type", "created_at", "updated_at", "last_fetched_at", "started_failing_at"];

/** How a record may come. */
const shapes = {
  "facts missing": (record: Fields) => filtered(record, (name) => !facts.includes(name)),
  "facts null": (record: Fields) =>
    mapped(record, (value, name) => (facts.includes(name) ? null : value)),
  "numbers as text": (record: Fields) =>
    mapped(record, (value) => (typeof value === "number" ? String(value) : value)),
  "epoch dates": (record: Fields) =>
    mapped(record, (value, name) =>
      typeof value === "string" && name.endsWith("_at")
        ? Math.floor(Date.parse(value) / 1000)
        : value,
    ),
  "unknown fields": (record: Fields) => ({
    ...record,
    import_weight: null,
    unknown: { nested: [1, "two"] },
  }),
  "broken record": (record: Fields) => record,
  "byte order mark": (record: Fields) => record,
} satisfies Record<string, (record: Fields) => Fields>;

function shaped(record: unknown, { blank, records = [] }: Likeness): unknown {
  if (!isFields(record)) return record;
  const isBlank = (value: unknown): boolean =>
    value === "" || (Array.isArray(value) && value.length === 0);
  const written =
    blank === "missing"
      ? filtered(record, (_, value) => !isBlank(value))
      : mapped(record, (value) => (blank === "null" && isBlank(value) ? null : value));
  return records.reduce<Fields>((shown, shape) => shapes[shape](shown), written);
}

const refusals = {
  "v3 as one object": (status: number, errors: Fields[]) => json(status, { errors: errors[0] }),
  v2: (status: number, errors: Fields[]) =>
    json(status, { error: { code: status, message: sentence(errors) } }),
  fields: (status: number, errors: Fields[]) => {
    const texts: Fields = {};
    for (const error of errors) texts[fieldOf(error) ?? "non_field_errors"] = [error.detail];
    return json(status, { errors: texts });
  },
  html: (status: number, errors: Fields[]) =>
    text(
      status,
      "text/html",
      `<html><head><title>${status}</title></head><body><h1>${escaped(sentence(errors))}</h1></body></html>`,
    ),
  empty: (status: number) => ({ status, headers: {}, body: "" }),
} satisfies Record<string, (status: number, errors: Fields[]) => Answer>;

function spelled(answered: Answer, { errors: spelling }: Likeness): Answer {
  const { errors = [] } = answered.body === "" ? {} : parsed(answered);
  if (spelling === undefined || !Array.isArray(errors)) return answered;
  return refusals[spelling](answered.status, errors.filter(isFields));
}

const linkStyles = {
  relative: (link: string) => link.replace(/^<[^?]*/, "<"),
  elsewhere: (link: string) => link.replace(/^<[^>]*?(?=\/api)/, "<https://x.example"),
  circular: (link: string) => (link === "" ? '</api/v3/integrations?cursor=>; rel="next"' : link),
  body: () => "",
} satisfies Record<string, (link: string) => string>;

function linked(answered: Answer, style: keyof typeof linkStyles): Answer {
  const { link = "", ...headers } = answered.headers;
  const next = /^<(.*)>/.exec(link)?.[1] ?? null;
  const isTold = style === "body";
  const body = isTold ? JSON.stringify({ ...parsed(answered), next }) : answered.body;
  const styled = linkStyles[style](link);
  return { ...answered, body, headers: styled === "" ? headers : { ...headers, link: styled } };
}

function fault(status: number, detail: string, field?: string): Fields {
  const source = field === undefined ? {} : { source: { pointer: `/data/attributes/${field}` } };
  return { status: String(status), code: "invalid", title: "Invalid", detail, ...source };
}

function fieldOf({ source }: Fields): string | undefined {
  const pointer = isFields(source) ? source.pointer : undefined;
  return typeof pointer === "string" ? pointer.split("/").at(-1) : undefined;
}

function sentence(errors: readonly Fields[]): string {
  const texts = errors.map((error) => {
    const field = fieldOf(error);
    return field === undefined ? String(error.detail) : `${field}: ${String(error.detail)}`;
  });
  return texts.join(" ");
}

function json(status: number, body: unknown): Answer {
  return text(status, "application/json", JSON.stringify(body));
}

function text(status: number, type: string, body: string): Answer {
  return { status, headers: { "content-type": type }, body };
}

function escaped(markup: string): string {
  return markup.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function parsed({ body }: Answer): Fields {
  const content: unknown = JSON.parse(body.replace(/^\ufeff/, ""));
  return isFields(content) ? content : {};
}

function data(answered: Answer): Fields {
  const { data: record } = parsed(answered);
  return isFields(record) ? record : {};
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function filtered(record: Fields, isShown: (name: string, value: unknown) => boolean): Fields {
  return Object.fromEntries(Object.entries(record).filter(([name, value]) => isShown(name, value)));
}

function mapped(record: Fields, change: (value: unknown, name: string) => unknown): Fields {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => [name, change(value, name)]),
  );
}
