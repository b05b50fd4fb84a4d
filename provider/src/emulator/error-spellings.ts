/** How refusals are spelled: as Sendcloud's versions, gateways and neighbours do. Pure. */
import { type ApiResponse, type Fault, json, type Refusal } from "./exchange";

/**
 * The spellings of a refusal, by name.
 *
 * - `v3` [documented]: `{"errors": [{status, code, title, detail, source: {pointer: "/data/attributes/…"}}]}`, the status as text in a 400 and
 *   as a number elsewhere
 * - `v3 with numbers` [documented]: the status is always a number
 * - `v3 without codes` [documented]: `code` is null
 * - `v3 with body pointers` [documented]: `source.pointer` is `body/…`
 * - `v3 with parameters` [documented]: `source.parameter` in place of a pointer
 * - `v3 as one object` [documented for some statuses]: `errors` is the first error itself
 * - `v2` [documented]: `{"error": {code, request, message}}`
 * - `detail` [assumed]: `{"detail": "…"}`
 * - `failed` [assumed]: `{"status": "failed", "message": "…"}`
 * - `fields` [assumed]: `{"errors": {field: ["…"]}}`
 * - `xml`, `html`, `text`, `empty` [assumed]: what gateways say
 */
export const errorSpellings = [
  "v3",
  "v3 with numbers",
  "v3 without codes",
  "v3 with body pointers",
  "v3 with parameters",
  "v3 as one object",
  "v2",
  "detail",
  "failed",
  "fields",
  "xml",
  "html",
  "text",
  "empty",
] as const;

/** The name of a spelling of refusals. */
export type ErrorSpelling = (typeof errorSpellings)[number];

/** The answer that a refusal is. */
export function spelledRefusal(
  { status, faults }: Refusal,
  spelling: ErrorSpelling,
  request: string,
): ApiResponse {
  const message = faults.map(sentence).join(" ");
  switch (spelling) {
    case "v2":
      return json(status, { error: { code: status, request, message } });
    case "v3 as one object":
      return json(status, { errors: spelledFaults(status, faults, spelling)[0] });
    case "detail":
      return json(status, { detail: message });
    case "failed":
      return json(status, { status: "failed", message });
    case "fields":
      return json(status, { errors: byField(faults) });
    case "xml":
      return markup(
        status,
        "application/xml",
        `<?xml version="1.0"?><error><code>${status}</code><message>${escaped(message)}</message></error>`,
      );
    case "html":
      return markup(
        status,
        "text/html",
        `<!doctype html><html><head><title>${status}</title></head><body><h1>${escaped(message)}</h1></body></html>`,
      );
    case "text":
      return markup(status, "text/plain", message);
    case "empty":
      return { status };
    default:
      return json(status, { errors: spelledFaults(status, faults, spelling) });
  }
}

/** Faults as members of the list `errors`; spellings that have no such list get the one of v3. */
export function spelledFaults(
  status: number,
  faults: readonly Fault[],
  spelling: ErrorSpelling,
): unknown[] {
  const asText = status === 400 && spelling !== "v3 with numbers";
  return faults.map(({ code, title, detail, field }) => ({
    status: asText ? String(status) : status,
    code: spelling === "v3 without codes" ? null : code,
    title,
    detail,
    ...(field !== undefined && { source: source(field, spelling) }),
  }));
}

function source(field: string, spelling: ErrorSpelling): Record<string, string> {
  if (spelling === "v3 with parameters") return { parameter: field };
  return {
    pointer: spelling === "v3 with body pointers" ? `body/${field}` : `/data/attributes/${field}`,
  };
}

function sentence({ field, detail }: Fault): string {
  return field === undefined ? detail : `${field}: ${detail}`;
}

function byField(faults: readonly Fault[]): Record<string, string[]> {
  const fields = [...new Set(faults.map(({ field = "non_field_errors" }) => field))];
  return Object.fromEntries(
    fields.map((name) => [
      name,
      faults.filter(({ field = "non_field_errors" }) => field === name).map(({ detail }) => detail),
    ]),
  );
}

function markup(status: number, type: string, body: string): ApiResponse {
  return { status, headers: { "content-type": `${type}; charset=utf-8` }, body };
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
