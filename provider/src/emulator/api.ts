/** Sendcloud's integrations API as a function of request and store. Spells every field itself, so that it can prove the client wrong. */
import { type Caller, callerOf, forbidden, unauthorized } from "./caller";
import { change } from "./change";
import { spelledRefusal } from "./error-spellings";
import { type ApiRequest, type ApiResponse, json, type Refusal, refusal } from "./exchange";
import { overLimit } from "./limits";
import { list } from "./list";
import { read, withRecord } from "./records";
import type { Store } from "./store";

/** Answers one request, and changes the store where the request does. */
export function answer(request: ApiRequest, store: Store): ApiResponse {
  const outcome = outcomeOf(request, store);
  return "faults" in outcome
    ? spelledRefusal(outcome, store.behaviours.errors, `api/v3${request.path}`)
    : outcome;
}

function outcomeOf(request: ApiRequest, store: Store): ApiResponse | Refusal {
  const caller = callerOf(request.authorization, store);
  if ("faults" in caller) return caller;
  const tooMany = overLimit(
    request.method,
    caller.account.accepted,
    store.behaviours.limits,
    store.now().getTime(),
  );
  if (tooMany !== undefined) return tooMany;
  if (request.method === "GET" && request.body !== "")
    return refusal(403, "forbidden", "Forbidden", "A GET request must not have a body.");

  if (request.path === "/user/auth/metadata" && store.behaviours.metadata === "answered")
    return metadata(request, caller);
  const [isIntegrations, id] =
    /^\/integrations(?:\/(\d+))?$/.exec(
      request.path.replace(/^\/integrations\/$/, "/integrations"),
    ) ?? [];
  if (isIntegrations === undefined)
    return refusal(404, "not_found", "Not found", "There is no such endpoint.");
  const mayNot = forbidden(caller, request.method);
  if (mayNot !== undefined) return mayNot;
  if (id !== undefined) return one(Number(id), request, caller, store);
  return request.method === "GET"
    ? list(request, caller.account, store)
    : notAllowed(request.method);
}

/** Which account the keys belong to, and which integration, the first of the account. */
function metadata(
  { method }: ApiRequest,
  { account: { account, integrations } }: Caller,
): ApiResponse | Refusal {
  if (method !== "GET") return notAllowed(method);
  return json(200, {
    data: { user_id: account, integration_id: [...integrations.keys()][0] ?? null },
  });
}

function one(
  id: number,
  { method, body }: ApiRequest,
  { account, scopes }: Caller,
  store: Store,
): ApiResponse | Refusal {
  const integration = account.integrations.get(id);
  if (integration === undefined) {
    return refusal(
      404,
      "not_found",
      "Not found",
      "The Integration could not be found with the search criteria given",
    );
  }
  if (scopes === undefined && store.behaviours.oauth2Only.includes(id)) {
    return unauthorized("Authentication failed", "This integration uses OAuth2 authentication.");
  }
  if (method === "GET") return withRecord(200, read(integration, store), store);
  return method === "PATCH" ? change(body, integration, store) : notAllowed(method);
}

function notAllowed(method: string): Refusal {
  return refusal(
    405,
    "method_not_allowed",
    "Method not allowed",
    `Method "${method}" not allowed.`,
  );
}
