/** Sendcloud's integrations API as a pure function of request and store. Spells every field itself, so that it can prove the client wrong. */
import { parsedUrl } from "../url";

/** A request as it arrived. */
export interface ApiRequest {
  method: string;
  /** Path below the base URL, such as `/integrations/7`. */
  path: string;
  query: URLSearchParams;
  /** The body as text; empty where there is none. */
  body: string;
  /** The Authorization header; empty where there is none. */
  authorization: string;
}

/** An answer to send. A body of `undefined` sends none. */
export interface ApiResponse {
  status: number;
  body?: unknown;
  /** Path and query below the base URL of the page that follows. */
  next?: string;
}

/** An integration as the API spells it. */
export interface StoredIntegration {
  id: number;
  shop_name: string | null;
  shop_url: string | null;
  type: string;
  started_failing_at: string | null;
  last_fetched_at: string | null;
  created_at: string;
  updated_at: string;
  service_point_enabled: boolean;
  service_point_carriers: string[];
  webhook_active: boolean;
  webhook_url: string | null;
  feedback_type: string;
}

/** The data that the API serves, and how it behaves. */
export interface Store {
  integrations: Map<number, StoredIntegration>;
  keys: { publicKey: string; secretKey: string };
  /**
   * What the rules that join two fields look at: the request's body merged with what is stored, or the body alone.
   * Sendcloud does not document which; a client must work under both.
   */
  rules: "merged" | "body";
  /** Whether what is stored is normalised: URLs as browsers write them, carriers sorted and in lower case. */
  normalizes: boolean;
  /** How many integrations a page of the list has. */
  pageSize: number;
  /** The user id of the account that the keys belong to. */
  userId: number;
  /** The access tokens that are valid, and until when, in milliseconds since 1970. */
  tokens: Map<string, number>;
  now: () => Date;
}

interface Fault {
  status: string;
  code: string;
  title: string;
  detail: string;
  source?: { pointer: string };
}

/** Answers one request, and changes the store where the request does. */
export function answer(request: ApiRequest, store: Store): ApiResponse {
  const { authorization, method, path } = request;
  if (authorization === "")
    return errorResponse(401, "authentication_failed", "No credentials", "Authentication credentials were not provided.");
  if (!isAuthorized(authorization, store)) {
    return errorResponse(401, "authentication_failed", "Authentication failed", "Invalid username/password.");
  }
  if (method === "GET" && request.body !== "") return errorResponse(403, "forbidden", "Forbidden", "A GET request must not have a body.");
  if (path === "/user/auth/metadata") {
    return method === "GET" ? { status: 200, body: { data: { user_id: store.userId, integration_id: null } } } : notAllowed(method);
  }
  if (path === "/integrations") return method === "GET" ? list(request.query, store) : notAllowed(method);

  const id = /^\/integrations\/(\d+)$/.exec(path)?.[1];
  if (id === undefined) return errorResponse(404, "not_found", "Not found", "There is no such endpoint.");
  const integration = store.integrations.get(Number(id));
  if (integration === undefined) {
    return errorResponse(404, "not_found", "Not found", "The Integration could not be found with the search criteria given");
  }
  if (method === "GET") return { status: 200, body: { data: integration } };
  if (method === "PATCH") return change(request.body, integration, store);
  return notAllowed(method);
}

function isAuthorized(authorization: string, { keys, tokens, now }: Store): boolean {
  const basic = `Basic ${Buffer.from(`${keys.publicKey}:${keys.secretKey}`).toString("base64")}`;
  return authorization === basic || (tokens.get(authorization.replace(/^Bearer /, "")) ?? 0) > now().getTime();
}

function list(query: URLSearchParams, store: Store): ApiResponse {
  const sort = query.get("sort");
  const data = [...store.integrations.values()].sort((one, other) => one.id - other.id);
  if (sort === null) return page(data, query, store);
  const fields = new Map<string, (integration: StoredIntegration) => string>([
    ["integration_type", ({ type }) => type],
    ["created_at", ({ created_at }) => created_at],
    ["updated_at", ({ updated_at }) => updated_at],
    ["last_fetch", ({ last_fetched_at }) => last_fetched_at ?? ""],
    ["failing_since", ({ started_failing_at }) => started_failing_at ?? ""],
  ]);
  const field = fields.get(sort.replace(/^-/, ""));
  if (field === undefined) {
    return errorResponse(400, "invalid_choice", "Invalid choice", `sort must be one of ${[...fields.keys()].join(", ")}.`);
  }
  const direction = sort.startsWith("-") ? -1 : 1;
  return page(
    data.sort((one, other) => direction * field(one).localeCompare(field(other))),
    query,
    store,
  );
}

/** The list is not documented to have pages; the API's other lists do, and send a Link header. */
function page(all: StoredIntegration[], query: URLSearchParams, { pageSize }: Store): ApiResponse {
  const start = Number(query.get("cursor") ?? 0);
  const end = start + pageSize;
  const body = { data: all.slice(start, end) };
  if (end >= all.length) return { status: 200, body };
  return {
    status: 200,
    body,
    next: `/integrations?${new URLSearchParams({ ...Object.fromEntries(query), cursor: String(end) }).toString()}`,
  };
}

function change(text: string, integration: StoredIntegration, store: Store): ApiResponse {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return errorResponse(400, "parse_error", "Malformed request", "JSON parse error.");
  }
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    return errorResponse(400, "invalid", "Invalid", "Invalid data. Expected an object.");
  }
  const faults = Object.entries(body).flatMap(([field, value]) => fieldFaults(field, value));
  if (faults.length === 0) faults.push(...jointFaults(store.rules === "merged" ? { ...integration, ...body } : body));
  if (faults.length > 0) return { status: 400, body: { errors: faults } };
  const stored = store.normalizes ? Object.fromEntries(Object.entries(body).map(([field, value]) => [field, normalized(value)])) : body;
  Object.assign(integration, stored, { updated_at: store.now().toISOString() });
  return { status: 204 };
}

function normalized(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((code) => String(code).toLowerCase()).sort();
  return typeof value === "string" && isWebAddress(value) ? new URL(value).href : value;
}

function fieldFaults(field: string, value: unknown): Fault[] {
  const fault = (code: string, detail: string): Fault[] => [
    { status: "400", code, title: "Invalid field", detail, source: { pointer: `/data/attributes/${field}` } },
  ];
  switch (field) {
    case "shop_name":
      if (typeof value !== "string") return fault("invalid", "Not a valid string.");
      if (value === "" || Array.from(value).length > 250) return fault("invalid", "Ensure this field has 1 to 250 characters.");
      return [];
    case "shop_url":
    case "webhook_url":
      if (value === null && field === "webhook_url") return [];
      return typeof value === "string" && isWebAddress(value) ? [] : fault("invalid", "Enter a valid URL.");
    case "service_point_enabled":
    case "webhook_active":
      return typeof value === "boolean" ? [] : fault("invalid", "Must be a valid boolean.");
    case "service_point_carriers":
      if (!Array.isArray(value)) return fault("not_a_list", "Expected a list of items.");
      return value.every((code) => typeof code === "string" && code !== "") ? [] : fault("invalid", "Not a valid carrier code.");
    case "feedback_type":
      return value === "eager" || value === "delayed" || value === "none" ? [] : fault("invalid_choice", "Not a valid choice.");
    default:
      return fault("unknown_field", `The field ${field} is unknown.`);
  }
}

function isWebAddress(text: string): boolean {
  const [, authority = ""] = /^https?:\/\/([^/?#]*)/i.exec(text) ?? [];
  const isForbidden = (character: string): boolean =>
    character === "\\" || /\s/.test(character) || character < " " || /[\x7f-\x9f]/.test(character);
  return authority !== "" && parsedUrl(text) !== undefined && !Array.from(text).some(isForbidden);
}

/** These errors have no `source`, as in the documentation's example. */
function jointFaults(seen: {
  webhook_active?: unknown;
  webhook_url?: unknown;
  service_point_enabled?: unknown;
  service_point_carriers?: unknown;
}): Fault[] {
  const faults: Fault[] = [];
  const title = "Validation error";
  if (seen.webhook_active === true && !seen.webhook_url) {
    faults.push({ status: "400", code: "validation_error", title, detail: "Webhook URL required when enable webhook is set to true" });
  }
  const carriers = seen.service_point_carriers;
  if (seen.service_point_enabled === true && !(Array.isArray(carriers) && carriers.length > 0)) {
    faults.push({
      status: "400",
      code: "validation_error",
      title,
      detail: "At least one carrier is required in service_point_carriers when service points are enabled",
    });
  }
  return faults;
}

function notAllowed(method: string): ApiResponse {
  return errorResponse(405, "method_not_allowed", "Method not allowed", `Method "${method}" not allowed.`);
}

/** As Sendcloud does, spells the status as text in a 400 and as a number elsewhere. */
function errorResponse(status: number, code: string, title: string, detail: string): ApiResponse {
  return { status, body: { errors: [{ status: status === 400 ? String(status) : status, code, title, detail }] } };
}
