/** Writes settings, and finds out what Sendcloud then has: a doubtful answer is read back, and what stays unknown is reported. */
import type { Client } from "../api/client";
import { ApiError, ConnectionError, ResponseError, SendcloudError, UnconfirmedError } from "../errors";
import { alike, namesOf, pick, type SettingValues } from "../settings/diff";
import type { DeclaredSettings } from "../settings/schema";
import type { Integration, LiveSettings, SettingName } from "../settings/types";
import { type Adoption, appliedValues, type State } from "./state";

/** One integration, and the client that reaches it. */
export interface Target {
  client: Client;
  id: number;
  /** Whether each write is read back. */
  verify: boolean;
  /** Reads a second time, and again, as long as the answer is not as expected: reads may be behind writes. */
  reread: <Of>(read: () => Promise<Of>, isExpected: (found: Of) => boolean) => Promise<Of>;
  /** The integrations of the account, for hints in errors: read once in a run. */
  listed: () => Promise<Integration[]>;
}

/** What is known after a write. */
export interface Written {
  /** What Sendcloud has, where that was read back. */
  live?: LiveSettings;
  problem?: UnconfirmedError;
  /** The settings that Sendcloud does not have as they were sent, or may not have. */
  unconfirmed: readonly SettingName[];
  /** What Sendcloud keeps of settings that were sent more than once. */
  kept?: SettingValues;
}

/** A write. */
export interface Change {
  settings: DeclaredSettings;
  /** How the message of a problem ends: what to do. */
  next: string;
  /** What Sendcloud had, after the same value was sent before. */
  returned?: SettingValues;
}

/** Sends what is to change; nothing where that is nothing. Throws where nothing has changed. */
export async function write(target: Target, change: Change): Promise<Written> {
  const { settings, returned = {} } = change;
  const names = namesOf(settings);
  if (names.length === 0) return { unconfirmed: [] };
  let answer: Integration | undefined;
  try {
    answer = await send(target, settings);
  } catch (error) {
    if (!mayHaveBeenApplied(error)) throw error;
    return readBack(target, change, error);
  }
  const doubtful = names.some((name) => returned[name] !== undefined || denies(answer, name, settings[name]));
  return target.verify || doubtful ? readBack(target, change) : { unconfirmed: [] };
}

/** Whether the record that a write was answered with has another value. A setting that it leaves out says nothing. */
function denies(answer: Integration | undefined, name: SettingName, sent: unknown): boolean {
  const live = answer?.settings[name];
  return live !== undefined && !alike(name, live, sent);
}

/** One PATCH. Where `null` is refused, one more with `""`, which is how Sendcloud itself writes what is not set. */
async function send({ client, id }: Target, settings: DeclaredSettings): Promise<Integration | undefined> {
  try {
    return await client.patch(id, settings);
  } catch (error) {
    if (settings.webhookUrl !== null || refusal(error, ["webhookUrl"]) === undefined) throw error;
    return await client.patch(id, { ...settings, webhookUrl: "" }).catch((second: unknown) => {
      throw refusal(second) === undefined ? second : error;
    });
  }
}

/** Sendcloud's refusal of values, if the error is one, and may be about these settings. */
export function refusal(error: unknown, names?: readonly SettingName[]): ApiError | undefined {
  const found = error instanceof ApiError ? error : error instanceof Error ? error.cause : undefined;
  if (!(found instanceof ApiError) || !(found.status < 300 || found.status === 400 || found.status === 422)) return undefined;
  return found.names.length === 0 || names === undefined || names.some((name) => found.names.includes(name)) ? found : undefined;
}

/** After a server error, a broken connection, a response that is not the API's, or one that refuses only a part, the write may have been applied. */
function mayHaveBeenApplied(error: unknown): error is ApiError | ConnectionError | ResponseError {
  if (error instanceof ConnectionError) return error.mayHaveArrived;
  return error instanceof ResponseError || (error instanceof ApiError && (error.status >= 500 || error.status < 300));
}

async function readBack(target: Target, { settings, next, returned = {} }: Change, lost?: Error): Promise<Written> {
  const { client, id } = target;
  const names = namesOf(settings);
  const url = `${client.baseUrl}/integrations/${id}`;
  const all = names.join(", ");
  const missingIn = (live: LiveSettings): SettingName[] => names.filter((name) => !alike(name, live[name], settings[name]));
  let integration;
  try {
    integration = await target.reread(
      () => client.get(id),
      (found) => found === undefined || missingIn(found.settings).length === 0,
    );
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
  const missing = missingIn(live);
  const cameBack =
    lost === undefined ? missing.filter((name) => returned[name] !== undefined && alike(name, live[name], returned[name])) : [];
  const kept = pick(live, cameBack);
  const unconfirmed = missing.filter((name) => !cameBack.includes(name));
  if (unconfirmed.length === 0) return { live, unconfirmed, kept };
  if (lost !== undefined && unconfirmed.length === names.length) {
    throw new SendcloudError(`${lost.message}. Nothing was changed: Sendcloud was asked, and holds ${all} as before`, { cause: lost });
  }
  const what = lost === undefined ? "Sendcloud accepted the change" : `${lost.message}. Only a part was applied: Sendcloud was asked`;
  const message = `${what} (PATCH ${url}), but holds something else for ${unconfirmed.join(", ")}: ${next}. If that changes nothing, declare what Sendcloud keeps`;
  return { live, problem: new UnconfirmedError(message, { cause: lost }), unconfirmed, kept };
}

/** A write, and what was recorded before it. */
interface Recording {
  declared: DeclaredSettings;
  sent: DeclaredSettings;
  state: Pick<State, "settings" | "adoption">;
  /** What each setting that stays managed was when it was first managed. */
  before: SettingValues;
}

/** What to record after a write: never more than what Sendcloud is known to have. */
export function afterWrite(
  { declared, sent, state, before }: Recording,
  { live, unconfirmed, kept = {} }: Written,
): Pick<State, "settings" | "adoption"> {
  const unsure: Adoption["unsure"] = {};
  for (const name of unconfirmed) unsure[name] = [...appliedValues(state, name), sent[name]];
  const stillKept = namesOf(declared).filter((name) => sent[name] === undefined);
  const adoption = {
    before: { ...pick(state.adoption.before, unconfirmed), ...before },
    applied: {},
    unsure,
    kept: { ...pick(state.adoption.kept, stillKept), ...kept },
    ...(state.adoption.owner !== undefined && { owner: state.adoption.owner }),
  };
  if (live === undefined) {
    const known = namesOf(declared).filter((name) => !unconfirmed.includes(name));
    return { settings: pick(declared, known), adoption };
  }
  const drifted = namesOf(declared).filter((name) => adoption.kept[name] === undefined && !alike(name, live[name], declared[name]));
  const applied = pick(
    declared,
    drifted.filter((name) => !unconfirmed.includes(name)),
  );
  return { settings: { ...declared, ...pick(live, drifted) }, adoption: { ...adoption, applied } };
}

/** What came back to settings though what is to be sent was sent before: a refresh or a read after the write found it. */
export function returnedValues(sent: DeclaredSettings, { settings, adoption }: Pick<State, "settings" | "adoption">): SettingValues {
  const names = namesOf(sent).filter((name) => {
    const before = [...(name in adoption.applied ? [adoption.applied[name]] : []), ...(adoption.unsure[name] ?? [])];
    return settings[name] !== undefined && before.some((value) => alike(name, value, sent[name]));
  });
  return pick(settings, names);
}
