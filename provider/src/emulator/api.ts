/** Sendcloud's integrations API as a function of request and store. Spells every field itself, so that it can prove the client wrong. */
import { patch } from "./shop";
import { overLimit } from "./behaviours";
import { type Answer, type ApiRequest, json, refusal, type Refusal, refused } from "./responses";
import type { StoredIntegration } from "./shop";
import { type Account, callerOf, type Store } from "./store";

/** Answers one request, and changes the store where the request does. */
export function answerApi(request: ApiRequest, store: Store): Answer {
  const outcome = outcomeOf(request, store);
  return "faults" in outcome ? refused(outcome) : outcome;
}

function outcomeOf(request: ApiRequest, store: Store): Answer | Refusal {
  const { method, path, body } = request;
  const caller = callerOf(request.authorization, store);
  if ("faults" in caller) return caller;
  const { accepted } = caller.account;
  const tooMany = overLimit(method, accepted, store.behaviours.limits, Date.now());
  if (tooMany !== undefined) return tooMany;
  if (method === "GET" && body !== "")
    return refusal(403, "forbidden", "Forbidden", "A GET request must not have a body.");
  if (path === "/user/auth/metadata" && method === "GET") {
    const [integration_id = null] = caller.account.integrations.keys();
    return json(200, { data: { user_id: caller.account.account, integration_id } });
  }
  const [isIntegrations, id] = /^\/integrations(?:\/(\d+))?\/?$/.exec(path) ?? [];
  if (isIntegrations === undefined)
    return refusal(404, "not_found", "Not found", "There is no such endpoint.");
  const { scopes = ["api"] } = caller;
  const scope = method === "GET" ? "read:integration" : "write:integration";
  if (!scopes.includes("api") && !scopes.includes(scope)) {
    const detail = `The token does not have the scope ${scope}.`;
    return refusal(403, "permission_denied", "Permission denied", detail);
  }
  const wrongMethod = `Method "${method}" not allowed.`;
  const notAllowed = refusal(405, "method_not_allowed", "Method not allowed", wrongMethod);
  if (id === undefined) return method === "GET" ? list(request, caller.account, store) : notAllowed;
  const integration = caller.account.integrations.get(Number(id));
  const missing = "The Integration could not be found with the search criteria given";
  if (integration === undefined) return refusal(404, "not_found", "Not found", missing);
  if (method === "GET") return json(200, { data: integration });
  return method === "PATCH" ? patch(body, integration, store.behaviours.rules) : notAllowed;
}

/** What the list can be sorted by [documented], and the field that holds it. */
const orders = new Map<string, "type" | (`${string}_at` & keyof StoredIntegration)>([
  ["integration_type", "type"],
  ["created_at", "created_at"],
  ["updated_at", "updated_at"],
  ["last_fetch", "last_fetched_at"],
  ["failing_since", "started_failing_at"],
]);

/** `GET /integrations`: an account's integrations, sorted as asked, in pages. */
function list(request: ApiRequest, account: Account, { behaviours }: Store): Answer | Refusal {
  const sort = request.query.get("sort") ?? "";
  const order = orders.get(sort.replace(/^-/, ""));
  const names = [...orders.keys()].join(", ");
  if (order === undefined && sort !== "")
    return refusal(400, "invalid_choice", "Invalid choice", `sort must be one of ${names}.`);
  const direction = sort.startsWith("-") ? -1 : 1;
  const all = [...account.integrations.values()].sort((one, other) => one.id - other.id);
  const compared = (one: StoredIntegration, other: StoredIntegration): number =>
    order === undefined ? 0 : (one[order] ?? "").localeCompare(other[order] ?? "");
  all.sort((one, other) => direction * compared(one, other));
  // A client must not read cursors, so they are not plain numbers.
  const asked = request.query.get("cursor") || Buffer.from("position=0").toString("base64");
  const [, start] = /^position=(\d+)$/.exec(Buffer.from(asked, "base64").toString()) ?? [];
  if (start === undefined) return refusal(400, "invalid", "Invalid cursor", "Invalid cursor.");
  const end = Number(start) + behaviours.pageSize;
  const data = all.slice(Number(start), end);
  if (end >= all.length) return json(200, { data });
  const cursor = Buffer.from(`position=${end}`).toString("base64");
  const next = new URLSearchParams({ ...Object.fromEntries(request.query), cursor });
  const url = `${request.origin}/api/v3/integrations?${next.toString()}`;
  return json(200, { data }, { link: `<${url}>; rel="next"` });
}
