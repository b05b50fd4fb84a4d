/** The preview of an adoption: what the shop has, and what the program wants. Pure. */
import { equal } from "../settings/diff";
import { settingNames } from "../settings/schema";
import { isFreeText } from "../settings/schema";
import { shown } from "../format";
import type { LiveSettings } from "../settings/types";

/** What a program wants a setting to be, as far as that may be shown: a hidden value may be compared, but not shown. */
export type Wanted = { value: unknown; hidden?: boolean } | "secret" | "unknown";

/** A line for each declared setting: what the shop has → what is wanted. */
export function adoptionLines(live: LiveSettings, wanted: ReadonlyMap<string, Wanted>): string[] {
  return settingNames.flatMap((name) => {
    const want = wanted.get(name);
    if (want === undefined) return [];
    const has = shown(live[name]);
    // What the shop has may be the same secret.
    if (want === "secret") return `${name}: ${isFreeText(name) ? "[not shown]" : has} → [secret]`;
    if (want === "unknown") return `${name}: ${has} → not known yet`;
    if (equal(live[name], want.value)) return `${name}: ${has}, unchanged`;
    if (want.hidden) return `${name}: ${has} → as declared`;
    const becomes = shown(want.value);
    return `${name}: ${has} → ${becomes}${has === becomes ? " (another path or query)" : ""}`;
  });
}
