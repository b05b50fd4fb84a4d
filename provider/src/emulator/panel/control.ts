/** The panel's control API, as a function of request and store: what its page reads, and what a person does there. */
import { type ApiResponse, type Fault, json } from "../exchange";
import { integrationIn, type Store } from "../store";
import { addShop, editShop, removeShop, shops } from "./shops";

/** A request of the panel's page. */
export interface ControlRequest {
  method: string;
  /** Path below `/panel`, such as `/shops/7`. */
  path: string;
  query: URLSearchParams;
  body: string;
}

/** How many shops the page is given at most. */
const most = 500;

/** Answers the page. `reset` is how everything goes back to the start. */
export function control(
  { method, path, query, body }: ControlRequest,
  store: Store,
  reset: () => void,
): ApiResponse {
  if (path === "/reset" && method === "POST") {
    reset();
    return json(200, {});
  }
  if (path === "/shops" && method === "GET") {
    return json(
      200,
      shops(store, query.get("filter") ?? "", Math.min(most, Number(query.get("limit")) || most)),
    );
  }
  if (path === "/shops" && method === "POST") {
    const outcome = addShop(store, parsed(body));
    return Array.isArray(outcome) ? refused(outcome) : json(201, outcome);
  }
  const id = /^\/shops\/(\d+)$/.exec(path)?.[1];
  const shop = id === undefined ? undefined : integrationIn(store, Number(id));
  if (shop === undefined) return refused([fault("There is no such shop any more.")], 404);
  if (method === "DELETE")
    return removeShop(store, shop.id)
      ? json(200, {})
      : refused([fault("There is no such shop any more.")], 404);
  if (method !== "PATCH") return refused([fault("The panel cannot do this.")], 405);
  const change = parsed(body);
  if (typeof change !== "object" || change === null || Array.isArray(change))
    return refused([fault("A change is an object.")]);
  const faults = editShop(store, shop, { ...change });
  return faults.length > 0 ? refused(faults) : json(200, shop);
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function fault(detail: string): Fault {
  return { code: "invalid", title: "Invalid", detail };
}

function refused(faults: readonly Fault[], status = 400): ApiResponse {
  return json(status, { faults });
}
