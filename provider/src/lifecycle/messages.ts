/** The lines that an operator reads about an integration, during a preview or a run. Pure. */
import { shown, visible } from "../format";
import type { SettingValues } from "../settings/diff";
import type { SettingName } from "../settings/types";
import { isEmpty } from "../values";
import type { Hindrance, Unrestored } from "./restore";
import type { Managed } from "./state";

/** How messages name an integration: by its number, its resource, and its account where that is not the default one. */
export function labelOf({ integrationId, account }: Managed, resource: string | undefined): string {
  const more = [resource, account === undefined ? undefined : `account ${account}`];
  const known = more.filter((part) => part !== undefined).join(", ");
  return `integration ${integrationId}${known === "" ? "" : ` (${visible(known)})`}`;
}

/** What an adoption changed: what each setting was, never what it becomes, which may be a secret. */
export function adopted(
  label: string,
  changed: readonly SettingName[],
  first: SettingValues,
  secrets: readonly string[],
): string {
  const was = (name: SettingName): string =>
    secrets.includes(name)
      ? "what it was is not shown, since it may be a secret"
      : `was ${isEmpty(first[name]) ? "not set" : shown(first[name])}`;
  const changes = changed.map((name) => `${name} (${was(name)})`);
  return `${label}: adopted, changing ${changes.length > 0 ? changes.join(", ") : "nothing"}`;
}

/** Preview: what becomes of settings that are no longer declared. */
export function undeclared(label: string, names: readonly string[], restores: boolean): string {
  const becomes = restores ? "will be restored to what it was" : "stays as it is at Sendcloud";
  return `${label}: no longer declared, ${becomes}: ${names.join(", ")}`;
}

/** The resource is destroyed, and nothing is sent. */
export function released(label: string): string {
  return `${label}: released, its settings stay as they are at Sendcloud`;
}

/** Settings that returned to what they were; a line also where that changed nothing. */
export function restored(label: string, names: readonly string[]): string {
  return `${label}: restored ${names.length > 0 ? names.join(", ") : "nothing, since all is as it was"}`;
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
  const all = Object.entries(unrestored).map(([name, reason]) => `${name} (${why(reason)})`);
  return all.length > 0 ? [`warning: ${label}: left as it is: ${all.join(", ")}`] : [];
}

/** A restore is skipped, since the integration is still managed. */
export function stillDeclared(label: string): string {
  return `${label}: not restored, since the program still declares it`;
}

/** A new resource adopted the integration before the old one let go of it. */
export function forgotten(label: string): string {
  return `warning: ${label}: what it was before is forgotten, since another resource adopted it first. A renamed resource keeps it with the option aliases`;
}

/** There is nothing to restore any more. */
export function nothingToRestore(label: string): string {
  return `warning: ${label}: nothing is restored, since Sendcloud has no integration with this number`;
}

/** Settings that an import leaves out. */
export function notImported(
  label: string,
  omitted: readonly (readonly [name: string, reason: string])[],
): string {
  return `${label}: not imported: ${omitted.map(([name, reason]) => `${name} (${reason})`).join(", ")}`;
}

/** A refresh found that Sendcloud cannot reach the shop. */
export function failing(label: string, since: string): string {
  return `warning: ${label} is failing since ${visible(since)}: Sendcloud cannot fetch its orders or send its feedback. The integration's logs in the Sendcloud panel say why (sendcloud:silence failing)`;
}

/** A refresh found no integration, and the account is the one that owned it. */
export function gone(label: string): string {
  return `warning: ${label} is gone: Sendcloud says that the account has no integration with this number`;
}

/** How messages say in which account something was looked for. */
export function inAccount(account: string | undefined): string {
  return account === undefined
    ? "in this Sendcloud account"
    : `in the Sendcloud account ${JSON.stringify(account)}`;
}
