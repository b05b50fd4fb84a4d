/** Writes settings, and finds out what Sendcloud then has: a write without a response is read back, and what stays unknown is reported. */
import type { Client } from "../api/client";
import { ApiError, ConnectionError, ResponseError, SendcloudError, UnconfirmedError } from "../errors";
import { alike, namesOf, pick, type SettingValues } from "../settings/diff";
import type { DeclaredSettings } from "../settings/schema";
import type { LiveSettings, SettingName } from "../settings/types";
import { type Adoption, appliedValues, type State } from "./state";

/** One integration, and the client that reaches it. */
export interface Target {
  client: Client;
  id: number;
  /** Whether each write is read back. */
  verify: boolean;
}

/** What is known after a write. */
export interface Written {
  /** What Sendcloud has, where that was read back: because it was asked for, or because the response was lost. */
  live?: LiveSettings;
  problem?: UnconfirmedError;
  /** The settings that Sendcloud does not have as they were sent, or may not have. */
  unconfirmed: readonly SettingName[];
}

/** What was sent, what to do about a problem, and why there was no response, if there was none. */
interface Sent {
  settings: DeclaredSettings;
  next: string;
  lost?: Error | undefined;
}

/** Sends what is to change; nothing where that is nothing. Throws where nothing has changed. The message of a problem ends with what to do `next`. */
export async function write(target: Target, settings: DeclaredSettings, next: string): Promise<Written> {
  if (namesOf(settings).length === 0) return { unconfirmed: [] };
  try {
    await target.client.patch(target.id, settings);
  } catch (error) {
    if (!mayHaveBeenApplied(error)) throw error;
    return readBack(target, { settings, next, lost: error });
  }
  return target.verify ? readBack(target, { settings, next }) : { unconfirmed: [] };
}

/** After a server error, a broken connection or a response that is not the API's, the write may or may not have been applied. */
function mayHaveBeenApplied(error: unknown): error is ApiError | ConnectionError | ResponseError {
  if (error instanceof ConnectionError) return error.mayHaveArrived;
  return error instanceof ResponseError || (error instanceof ApiError && error.status >= 500);
}

async function readBack({ client, id }: Target, { settings, next, lost }: Sent): Promise<Written> {
  const names = namesOf(settings);
  const url = `${client.baseUrl}/integrations/${id}`;
  const all = names.join(", ");
  let integration;
  try {
    integration = await client.get(id);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const message = lost
      ? `${lost.message}. Reading it back failed too: ${why}. It is not known whether Sendcloud now holds ${all} as it was sent`
      : `Sendcloud accepted ${all} (PATCH ${url}), but reading it back failed: ${why}`;
    return { problem: new UnconfirmedError(`${message}: ${next}`, { cause }), unconfirmed: names };
  }
  if (integration === undefined) {
    const message = `integration ${id} was deleted while it was changed (GET ${url}): run \`pulumi refresh\``;
    return { problem: new UnconfirmedError(message), unconfirmed: names };
  }
  const live = integration.settings;
  const missing = names.filter((name) => !alike(name, live[name], settings[name]));
  if (missing.length === 0) return { live, unconfirmed: [] };
  if (lost !== undefined && missing.length === names.length) {
    throw new SendcloudError(`${lost.message}. Nothing was changed: Sendcloud was asked, and holds ${all} as before`, { cause: lost });
  }
  const what = lost === undefined ? "Sendcloud accepted the change" : `${lost.message}. Only a part was applied: Sendcloud was asked,`;
  const message = `${what} (PATCH ${url}), but holds something else for ${missing.join(", ")}: ${next}. If that changes nothing, declare what Sendcloud keeps`;
  return { live, problem: new UnconfirmedError(message, { cause: lost }), unconfirmed: missing };
}

/** A write, and what was recorded before it. */
interface Change {
  declared: DeclaredSettings;
  sent: DeclaredSettings;
  state: Pick<State, "settings" | "adoption">;
  /** What each setting that stays managed was when it was first managed. */
  before: SettingValues;
}

/** What to record after a write: never more than what Sendcloud is known to have. */
export function afterWrite(
  { declared, sent, state, before }: Change,
  { live, unconfirmed }: Written,
): Pick<State, "settings" | "adoption"> {
  const unsure: Adoption["unsure"] = {};
  for (const name of unconfirmed) unsure[name] = [...appliedValues(state, name), sent[name]];
  const remembered = { ...pick(state.adoption.before, unconfirmed), ...before };
  if (live === undefined) {
    const known = namesOf(declared).filter((name) => !unconfirmed.includes(name));
    return { settings: pick(declared, known), adoption: { before: remembered, applied: {}, unsure } };
  }
  const drifted = namesOf(declared).filter((name) => !alike(name, live[name], declared[name]));
  const applied = pick(
    declared,
    drifted.filter((name) => !unconfirmed.includes(name)),
  );
  return { settings: { ...declared, ...pick(live, drifted) }, adoption: { before: remembered, applied, unsure } };
}
