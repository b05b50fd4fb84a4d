/** Sendcloud's integrations API as a function of request and store. Spells every field itself, so that it can prove the client wrong. */
import { list } from "./paged-list";
import { patch } from "./patch";
import { overLimit } from "./quota";
import { type Answer, type ApiRequest, json, refusal, type Refusal, refused } from "./responses";
import { type Caller, callerOf, type Store, unauthorized } from "./store";

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
  const mayNot = forbidden(caller, method);
  if (mayNot !== undefined) return mayNot;
  if (id !== undefined) return one(Number(id), request, caller, store);
  return method === "GET" ? list(request, caller.account, store) : notAllowed(method);
}

function one(
  id: number,
  { method, body }: ApiRequest,
  { account, scopes }: Caller,
  { behaviours }: Store,
): Answer | Refusal {
  const integration = account.integrations.get(id);
  const missing = "The Integration could not be found with the search criteria given";
  if (integration === undefined) return refusal(404, "not_found", "Not found", missing);
  if (scopes === undefined && behaviours.oauth2Only.includes(id))
    return unauthorized("Authentication failed", "This integration uses OAuth2 authentication.");
  if (method === "GET") return json(200, { data: integration });
  return method === "PATCH" ? patch(body, integration, behaviours.rules) : notAllowed(method);
}

function forbidden({ scopes }: Caller, method: string): Refusal | undefined {
  const needed = method === "GET" ? "read:integration" : "write:integration";
  if (scopes === undefined || scopes.includes("api") || scopes.includes(needed)) return undefined;
  const detail = `The token does not have the scope ${needed}.`;
  return refusal(403, "permission_denied", "Permission denied", detail);
}

function notAllowed(method: string): Refusal {
  const detail = `Method "${method}" not allowed.`;
  return refusal(405, "method_not_allowed", "Method not allowed", detail);
}
