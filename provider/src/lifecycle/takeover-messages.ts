/** The lines that an operator reads where resources take integrations over from one another. Pure. */
import { listed } from "../format";
import type { SettingName } from "../settings/types";
import { labelOf } from "./messages";
import type { Managed } from "./state";

/** A restore is skipped, since the integration is still managed. */
export function stillDeclared(label: string): string {
  return `${label}: not restored, since the program still declares it`;
}

/** A resource keeps its integration until the one that is to manage it next does so. */
export function takeoverFailed(label: string): string {
  return `${label}: still managed by this resource, since the one that is to take it over failed: correct that one, and run \`pulumi up\` again`;
}

/** A resource let go of integrations for another one, which never took them over; no line where there are none. */
export function abandoned(all: readonly Managed[]): string[] {
  return aboutAll(
    all,
    "left as it is, and what it was is forgotten, since the resource that was to take it over is no longer in the program",
  );
}

/** A resource is deleted that had let go of integrations for another one; no line where there are none. */
export function letGoBefore(all: readonly Managed[]): string[] {
  return aboutAll(all, "left to the resource that was to take it over");
}

function aboutAll(all: readonly Managed[], text: string): string[] {
  return all.length > 0 ? [`${listed(all.map(labelOf))}: ${text}`] : [];
}

/** A new resource adopted the integration before the old one could tell what it was. */
export function forgotten(label: string): string {
  return `warning: ${label}: what it was before it was first adopted is forgotten, since another resource adopted it before this one went. To keep it, give a renamed resource an alias, and one that is replaced the option deleteBeforeReplace; where it moves into a set, or out of one, remove it in one \`pulumi up\` and declare it anew in the next`;
}

/** A resource takes an integration over, and declares fewer settings than the one before it. */
export function notTaken(label: string, names: readonly SettingName[]): string[] {
  if (names.length === 0) return [];
  return [
    `${label}: left as it is, and what it was is forgotten, since the resource that takes it over does not declare it: ${names.join(", ")}`,
  ];
}
