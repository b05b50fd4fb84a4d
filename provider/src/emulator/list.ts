/** `GET /integrations`: an account's integrations, sorted as asked, in pages. */
import { type ApiRequest, type ApiResponse, refusal, type Refusal } from "./exchange";
import type { Account } from "./accounts";
import type { StoredIntegration } from "./integration";
import { pageOf } from "./pages";
import { read, withRecords } from "./records";
import type { Store } from "./store";

const time = (date: string | null): number => (date === null ? 0 : new Date(date).getTime());

/** What the list can be sorted by, and how. */
const orders = new Map<string, (one: StoredIntegration, other: StoredIntegration) => number>([
  ["integration_type", (one, other) => one.type.localeCompare(other.type)],
  ["created_at", (one, other) => time(one.created_at) - time(other.created_at)],
  ["updated_at", (one, other) => time(one.updated_at) - time(other.updated_at)],
  ["last_fetch", (one, other) => time(one.last_fetched_at) - time(other.last_fetched_at)],
  ["failing_since", (one, other) => time(one.started_failing_at) - time(other.started_failing_at)],
]);

/** Answers a request for the list. */
export function list(
  request: ApiRequest,
  { integrations }: Account,
  store: Store,
): ApiResponse | Refusal {
  const sort = request.query.get("sort") ?? "";
  const order = orders.get(sort.replace(/^-/, ""));
  if (order === undefined && sort !== "") {
    return refusal(
      400,
      "invalid_choice",
      "Invalid choice",
      `sort must be one of ${[...orders.keys()].join(", ")}.`,
    );
  }
  const direction = sort.startsWith("-") ? -1 : 1;
  const all = [...integrations.values()].sort((one, other) => one.id - other.id);
  if (order !== undefined) all.sort((one, other) => direction * order(one, other));
  const page = pageOf(all, request, store.behaviours.pages);
  if (page === undefined) return refusal(400, "invalid", "Invalid cursor", "Invalid cursor.");
  return withRecords(
    page.items.map((integration) => read(integration, store)),
    store,
    page,
  );
}
