/** How an integration is shown: as it is or was, with what is not set written as asked, in its shapes. */
import { withBlanks } from "./blank";
import { type ApiResponse, json } from "./exchange";
import type { StoredIntegration } from "./integration";
import { shaped, shapedList, shapedText } from "./record-shapes";
import { visible } from "./stale";
import type { Store } from "./store";

/** The record that a read shows. Where reads are behind, this one is counted. */
export function read(integration: StoredIntegration, store: Store): unknown {
  return spelled(visible(integration, store.outdated, store.now().getTime()), store);
}

/** The record of an integration as it is given. */
export function spelled(integration: StoredIntegration, { behaviours }: Store): unknown {
  return shaped(withBlanks({ ...integration }, behaviours.blank), behaviours.records);
}

/** An answer with one record, and perhaps more members of the body. */
export function withRecord(
  status: number,
  data: unknown,
  store: Store,
  more: Record<string, unknown> = {},
): ApiResponse {
  return marked(json(status, { data, ...more }), store);
}

/** An answer with a list of records, more members of the body, and more headers. */
export function withRecords(
  records: readonly unknown[],
  store: Store,
  { more, headers }: { more: Record<string, unknown>; headers: Record<string, string[]> },
): ApiResponse {
  return marked(
    json(200, { data: shapedList(records, store.behaviours.records), ...more }, headers),
    store,
  );
}

function marked({ body = "", ...response }: ApiResponse, { behaviours }: Store): ApiResponse {
  return { ...response, body: shapedText(body, behaviours.records) };
}
