/** Writes settings some of which return to what they were, and does without those that Sendcloud refuses to clear. */
import type { DeclaredSettings } from "../settings/schema";
import type { SettingName } from "../settings/types";
import { clearing } from "./restore";
import { type Change, refusal, type Target, type Written, write } from "./write";

/** What was written, and what could not be cleared, with Sendcloud's reason. */
export interface Restored {
  written: Written;
  sent: DeclaredSettings;
  uncleared?: { names: SettingName[]; reason: string };
}

/** Writes the settings, of which `restored` return to what they were. */
export async function writeRestoring(target: Target, change: Change, restored: DeclaredSettings): Promise<Restored> {
  const names = clearing(restored);
  const done = { sent: change.settings };
  try {
    const written = await write(target, change);
    const why = refusal(written.problem, names);
    const { live, unconfirmed } = written;
    const harmless = live !== undefined && unconfirmed.every((name) => names.includes(name));
    if (why === undefined || names.length === 0 || !harmless) return { ...done, written };
    return { ...done, written: { live, unconfirmed: [] }, uncleared: { names: [...unconfirmed], reason: why.reason } };
  } catch (error) {
    const why = refusal(error, names);
    if (why === undefined || names.length === 0) throw error;
    const rest = Object.fromEntries(Object.entries(change.settings).filter(([name]) => !names.some((one) => one === name)));
    const written = await write(target, { ...change, settings: rest });
    return { written, sent: rest, uncleared: { names, reason: why.reason } };
  }
}
