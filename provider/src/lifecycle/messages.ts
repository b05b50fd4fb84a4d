/** The lines that an operator reads about an integration, during a preview or a run. Pure. */
import { shown, visible } from "../format";
import { equal, namesOf, type SettingValues } from "../settings/diff";
import type { SettingName } from "../settings/types";
import { grouped, isEmpty } from "../values";
import type { Handover } from "./handover";
import type { Hindrance, Unrestored } from "./restore";
import type { Managed, State } from "./state";

/** How messages name an integration: by its number, its resource, and its account where that is not the default one. */
export function labelOf({ integrationId, account }: Managed, resource: string | undefined): string {
  const more = [resource, account === undefined ? undefined : `account ${account}`];
  const known = more.filter((part) => part !== undefined).join(", ");
  return `integration ${integrationId}${known === "" ? "" : ` (${visible(known)})`}`;
}

/** What an adoption changed: what each setting was, never what it becomes, which may be a secret. */
export function adopted(
  label: string,
  { problem }: { problem?: unknown },
  changed: readonly SettingName[],
  first: SettingValues,
  secrets: readonly string[],
): string {
  const all = withValues("was", changed, first, secrets);
  return `${label}: adopted, ${problem ? "sending" : "changing"} ${all || "nothing"}`;
}

/** Names of settings, each with what it was or is now. */
function withValues(
  word: "was" | "now",
  names: readonly SettingName[],
  values: SettingValues,
  secrets: readonly string[],
): string {
  const hidden = `what it ${word === "was" ? word : "is now"} is not shown, since it may be a secret`;
  const value = (name: SettingName): string =>
    isEmpty(values[name]) ? "not set" : shown(values[name]);
  return names
    .map((name) => `${name} (${secrets.includes(name) ? hidden : `${word} ${value(name)}`})`)
    .join(", ");
}

/** What is lost with a resource whose integration another one adopts without inheriting; no line where that is nothing. */
export function forgotten(
  label: string,
  { settings, adoption }: State,
  { declared, adoptedAnew }: Handover,
): string[] {
  const { before, secrets } = adoption;
  const names = namesOf(before).filter(
    (name) => declared.includes(name) && !equal(before[name], settings[name]),
  );
  if (adoptedAnew === undefined || names.length === 0) return [];
  const all = withValues("was", names, before, secrets);
  const text =
    adoptedAnew === "succeeded"
      ? `since another resource adopted it first: ${all}. A renamed resource keeps it with the option aliases, a replaced one with deleteBeforeReplace: true`
      : `since the resource that declares it now could not adopt it: ${all}. To keep these values, set them in the Sendcloud panel before the next \`pulumi up\``;
  return [`warning: ${label}: what it was before is forgotten, ${text}`];
}

/** Settings that returned to what they were, each with its value; a line also where that changed nothing. */
export function restored(label: string, to: SettingValues, secrets: readonly string[]): string {
  const all = withValues("now", namesOf(to), to, secrets);
  return `${label}: restored ${all || "nothing, since all is as it was"}`;
}

const hindrances = {
  changed: "somebody else changed it",
  impossible: "Sendcloud would refuse what it was",
  "not set": "it was not set, and Sendcloud cannot clear it",
  unknown: "Sendcloud does not tell what it is",
} as const;

/** Settings that could not be restored, each with the reason; no line where there are none. */
export function notRestored(label: string, unrestored: Unrestored): string[] {
  const why = (reason: Hindrance): string =>
    typeof reason === "string"
      ? hindrances[reason]
      : `Sendcloud refuses what it was: ${reason.refused}`;
  // One refusal may be of several settings.
  const reasons = grouped(namesOf(unrestored), (name) => why(unrestored[name] ?? "unknown"));
  const all = [...reasons].map(([reason, names]) => `${names.join(", ")} (${reason})`);
  return all.length > 0 ? [`warning: ${label}: left as it is: ${all.join("; ")}`] : [];
}

/** How messages say in which account something was looked for. */
export function inAccount(account: string | undefined): string {
  if (account === undefined) return "in this Sendcloud account";
  return `in the Sendcloud account ${JSON.stringify(account)}`;
}
