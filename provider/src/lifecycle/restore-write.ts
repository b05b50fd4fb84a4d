/** Writes settings some of which return to what they were, and does without those that Sendcloud refuses to clear. */
import { pick } from "../settings/diff";
import type { DeclaredSettings } from "../settings/schema";
import type { SettingName } from "../settings/types";
import type { Change, Written } from "./read-back";
import { clearing } from "./restore";
import type { Target } from "./target";
import { refusal, write } from "./write";

/** What was written, and what could not be cleared, each with Sendcloud's reason. */
export interface Restored {
  written: Written;
  sent: DeclaredSettings;
  uncleared: Uncleared;
}

/** The settings that Sendcloud refused to clear, each with its reason. */
export type Uncleared = { [Name in SettingName]?: string };

/** Writes the settings, of which `restored` return to what they were. */
export async function writeRestoring(
  target: Target,
  change: Change,
  restored: DeclaredSettings,
): Promise<Restored> {
  const sent = change.settings;
  const names = clearing(restored);
  const refused = (error: unknown): Uncleared => {
    const why = refusal(error, names);
    // A refusal that names no setting may be about each of them.
    const about =
      why === undefined
        ? []
        : names.filter((name) => why.names.length === 0 || why.names.includes(name));
    return Object.fromEntries(about.map((name) => [name, why?.reason]));
  };
  try {
    const written = await write(target, change);
    const uncleared = refused(written.problem);
    const { live, unconfirmed } = written;
    const isHarmless =
      live !== undefined &&
      unconfirmed.length > 0 &&
      unconfirmed.every((name) => name in uncleared);
    if (!isHarmless) return { sent, written, uncleared: {} };
    return { sent, written: { live, unconfirmed: [] }, uncleared: pick(uncleared, unconfirmed) };
  } catch (error) {
    const uncleared = refused(error);
    if (Object.keys(uncleared).length === 0) throw error;
    const settings = without(sent, uncleared);
    const rest = await writeRestoring(
      target,
      { ...change, settings },
      without(restored, uncleared),
    );
    return { ...rest, uncleared: { ...uncleared, ...rest.uncleared } };
  }
}

function without(settings: DeclaredSettings, names: object): DeclaredSettings {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !(name in names)));
}
