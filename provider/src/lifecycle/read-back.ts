/** Reads back what was written: what Sendcloud has, what it keeps instead, and what stays unknown. */
import { SendcloudError, UnconfirmedError } from "../errors";
import { equivalent, namesOf, pick, type SettingValues } from "../settings/diff";
import type { DeclaredSettings } from "../settings/schema";
import type { LiveSettings, SettingName } from "../settings/types";
import type { Target } from "./target";

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
  /** Texts that no error repeats. */
  hidden?: readonly string[];
  /** How the message of a problem ends: what to do. */
  next: string;
  /** What Sendcloud had, after the same value was sent before. */
  returned?: SettingValues;
}

/** Reads the settings back. `lost` is why it is not known whether the write was applied. Throws where nothing was. */
export async function readBack(
  target: Target,
  { settings, next, returned = {} }: Change,
  lost?: Error,
): Promise<Written> {
  const { client, id } = target;
  const names = namesOf(settings);
  const url = `${client.baseUrl}/integrations/${id}`;
  const all = names.join(", ");
  const missingIn = (live: LiveSettings): SettingName[] =>
    names.filter((name) => !equivalent(name, live[name], settings[name]));
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
    lost === undefined
      ? missing.filter(
          (name) => returned[name] !== undefined && equivalent(name, live[name], returned[name]),
        )
      : [];
  const kept = pick(live, cameBack);
  const unconfirmed = missing.filter((name) => !cameBack.includes(name));
  if (unconfirmed.length === 0) return { live, unconfirmed, kept };
  if (lost !== undefined && unconfirmed.length === names.length) {
    const advice = lost instanceof SendcloudError ? lost.advice : undefined;
    const message = `${lost.message}. Nothing was changed: Sendcloud was asked, and holds ${all} as before`;
    throw new SendcloudError(message, { cause: lost, advice });
  }
  const what =
    lost === undefined
      ? "Sendcloud accepted the change"
      : `${lost.message}. Only a part was applied: Sendcloud was asked`;
  const message = `${what} (PATCH ${url}), but holds something else for ${unconfirmed.join(", ")}: ${next}. If that changes nothing, declare what Sendcloud keeps`;
  return { live, problem: new UnconfirmedError(message, { cause: lost }), unconfirmed, kept };
}
