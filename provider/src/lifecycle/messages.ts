/** The lines that an operator reads about an integration, during a preview or a run. Pure. */
import { shown } from "../format";
import { namesOf, type SettingValues } from "../settings/diff";
import type { Left } from "./restore";
import type { Uncleared } from "./restore-write";
import type { SettingName } from "../settings/types";
import { isEmpty } from "../values";
import type { Managed } from "./state";

/** How messages name an integration. */
export function labelOf({ integrationId }: Managed): string {
  return `integration ${integrationId}`;
}

/** What an adoption changed: what each setting was, never what it becomes, which may be a secret. */
export function adopted(
  label: string,
  changed: SettingValues,
  hidden: readonly SettingName[],
): string {
  const was = (name: SettingName): string =>
    hidden.includes(name)
      ? "what it was is not shown, since it may be a secret"
      : `was ${isEmpty(changed[name]) ? "not set" : shown(changed[name])}`;
  const changes = namesOf(changed).map((name) => `${name} (${was(name)})`);
  return `${label}: adopted, changing ${changes.length > 0 ? changes.join(", ") : "nothing"}`;
}

/** What becomes of settings that are no longer declared. */
export function releasedSettings(of: Managed, settings: readonly string[]): string {
  return `${labelOf(of)}: no longer declared, and ${becomes(of.onDestroy)}: ${settings.join(", ")}`;
}

function becomes(onDestroy: Managed["onDestroy"]): string {
  return onDestroy === "restore"
    ? "returns to what it was when it was adopted"
    : "stays as it is at Sendcloud";
}

/** How messages say in which account something was looked for. */
export function inAccount(account: string | undefined): string {
  return account === undefined
    ? "in this Sendcloud account"
    : `in the Sendcloud account ${JSON.stringify(account)}`;
}

/** What somebody set in the panel is declared now: it counts as applied, so that a restore may write over it. */
export function taken(label: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  return [
    `${label}: declared as somebody else set it, and restored from now on when it is destroyed: ${names.join(", ")}`,
  ];
}

/** The resource is destroyed, and nothing is sent. */
export function released(label: string): string {
  return `${label}: released, its settings stay as they are at Sendcloud`;
}

const hindrances = {
  changed: "somebody else changed it",
  refused: "Sendcloud would refuse what it was",
  "not set": "it was not set, and Sendcloud cannot clear it",
  "not known": "Sendcloud does not tell what it is",
} as const;

/** Settings that could not be restored, each with the reason; no line where there are none. */
export function notRestored(label: string, left: Left, uncleared: Uncleared): string[] {
  const reasons = Object.entries(left).map(([name, why]) => `${name} (${hindrances[why]})`);
  const refused = Object.entries(uncleared).map(
    ([name, why]) => `${name} (it was not set, and Sendcloud refuses to clear it: ${why})`,
  );
  const all = [...reasons, ...refused];
  return all.length > 0 ? [`${label}: left as it is: ${all.join(", ")}`] : [];
}

/** A restore is skipped, since the integration is still managed. */
export function stillDeclared(label: string): string {
  return `${label}: not restored, since the program still declares it`;
}

/** A new resource adopted the integration before the old one could tell what it was. */
export function forgotten(label: string): string {
  return `warning: ${label}: what it was before it was first adopted is forgotten, since another resource adopted it before this one went. To keep it, give a renamed resource an alias`;
}

/** There is nothing to restore any more. */
export function nothingToRestore(label: string): string {
  return `${label}: nothing is restored, since Sendcloud says that there is no integration with this number`;
}

/** What Sendcloud keeps though something else was sent twice. */
export function keeps(
  label: string,
  kept: SettingValues,
  secrets: readonly string[] = [],
): string[] {
  return namesOf(kept).map(
    (name) =>
      `warning: ${label}: Sendcloud keeps ${name} as ${secrets.includes(name) ? "something else, which is not shown since it may be a secret" : shown(kept[name])}, though something else was sent. It is not sent again until it is edited: declare what Sendcloud keeps`,
  );
}

/** Settings that an import leaves out. */
export function notTakenOver(
  label: string,
  left: readonly (readonly [name: string, reason: string])[],
): string {
  return `${label}: not imported: ${left.map(([name, reason]) => `${name} (${reason})`).join(", ")}`;
}

/** A refresh found that Sendcloud cannot reach the shop. */
export function failing(label: string, since: string): string {
  return `warning: ${label} is failing since ${since}: Sendcloud cannot fetch its orders or send its feedback. The integration's logs in the Sendcloud panel say why (sendcloud:silence failing)`;
}

/** A refresh found no integration, and the account is the one that owned it. */
export function gone(label: string): string {
  return `warning: ${label} is gone: Sendcloud says that the account has no integration with this number`;
}

/** A refresh found no integration, but it may be another account that was asked. */
export function maybeGone(label: string): string {
  return `warning: ${label} is not found. It stays in the state, since it cannot be told whether it was deleted, or the keys or sendcloud:baseUrl are those of another account. If it was deleted, remove it from the program`;
}

/** How the message of an unconfirmed write ends. */
export const sentAgain = "the next `pulumi up` sends it again, which does no harm";
