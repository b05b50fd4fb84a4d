/** `GET /integrations`: an account's integrations, sorted as asked, in pages. */
import { type Answer, type ApiRequest, json, refusal, type Refusal } from "./responses";
import type { StoredIntegration } from "./seed";
import type { Account, Store } from "./store";

const time = (date: string | null): number => (date === null ? 0 : new Date(date).getTime());

/** What the list can be sorted by [documented]. */
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
  account: Account,
  { behaviours }: Store,
): Answer | Refusal {
  const sort = request.query.get("sort") ?? "";
  const order = orders.get(sort.replace(/^-/, ""));
  const names = [...orders.keys()].join(", ");
  if (order === undefined && sort !== "")
    return refusal(400, "invalid_choice", "Invalid choice", `sort must be one of ${names}.`);
  const direction = sort.startsWith("-") ? -1 : 1;
  const all = [...account.integrations.values()].sort((one, other) => one.id - other.id);
  if (order !== undefined) all.sort((one, other) => direction * order(one, other));
  const start = positionOf(request.query.get("cursor"));
  if (start === undefined) return refusal(400, "invalid", "Invalid cursor", "Invalid cursor.");
  const end = start + behaviours.pageSize;
  const data = all.slice(start, end);
  if (end >= all.length) return json(200, { data });
  const cursor = Buffer.from(`position=${end}`).toString("base64");
  const next = new URLSearchParams({ ...Object.fromEntries(request.query), cursor });
  const url = `${request.origin}/api/v3/integrations?${next.toString()}`;
  return json(200, { data }, { link: `<${url}>; rel="next"` });
}

/** A client must not read cursors, so they are not plain numbers. */
function positionOf(cursor: string | null): number | undefined {
  if (cursor === null || cursor === "") return 0;
  const position = /^position=(\d+)$/.exec(Buffer.from(cursor, "base64").toString())?.[1];
  return position === undefined ? undefined : Number(position);
}
