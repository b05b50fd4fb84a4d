/** The lines that an operator reads about an integration, during a preview or a run. Pure. */
import { SendcloudError } from "../errors";
import { shown } from "../format";
import { namesOf, type SettingValues } from "../settings/diff";
import type { Left } from "./restore";
import type { Done, Managed } from "./state";

/** What an adoption changed: what each setting was, never what it becomes, which may be a secret. */
export function adopted(id: number, changed: SettingValues): string {
  const changes = namesOf(changed).map((name) => `${name} (was ${shown(changed[name])})`);
  return `integration ${id}: adopted, changing ${changes.length > 0 ? changes.join(", ") : "nothing"}`;
}

/** What becomes of settings that are no longer declared. */
export function releasedSettings({ integrationId, onDestroy }: Managed, settings: readonly string[]): string {
  return `integration ${integrationId}: no longer declared, and ${becomes(onDestroy)}: ${settings.join(", ")}`;
}

/** What becomes of a member that leaves its set. */
export function releasedMember(name: string, { integrationId, onDestroy }: Managed): string {
  return `integration ${integrationId} (${name}): no longer declared, and ${becomes(onDestroy)}`;
}

function becomes(onDestroy: Managed["onDestroy"]): string {
  return onDestroy === "restore" ? "returns to what it was when it was adopted" : "stays as it is at Sendcloud";
}

/** A restore is skipped, since the integration is still managed. */
export function stillDeclared(id: number): string {
  return `integration ${id}: not restored, since the program still declares it`;
}

/** What somebody set in the panel is declared now: it counts as applied, so that a restore may write over it. */
export function taken(id: number, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  return [`integration ${id}: declared as somebody else set it, and restored from now on when it is destroyed: ${names.join(", ")}`];
}

/** The resource is destroyed, and nothing is sent. */
export function released(id: number): string {
  return `integration ${id}: released, its settings stay as they are at Sendcloud`;
}

const hindrances = {
  changed: "somebody else changed it",
  refused: "Sendcloud would refuse what it was",
  "not set": "it was not set, and Sendcloud cannot clear it",
  "not known": "Sendcloud does not tell what it is",
} as const;

/** Settings that could not be restored, each with the reason; no line where there are none. */
export function notRestored(id: number, left: Left, uncleared?: { names: readonly string[]; reason: string }): string[] {
  const reasons = Object.entries(left).map(([name, why]) => `${name} (${hindrances[why]})`);
  const refused = uncleared?.names.map((name) => `${name} (it was not set, and Sendcloud refuses to clear it: ${uncleared.reason})`) ?? [];
  const all = [...reasons, ...refused];
  return all.length > 0 ? [`integration ${id}: left as it is: ${all.join(", ")}`] : [];
}

/** There is nothing to restore any more. */
export function nothingToRestore(id: number): string {
  return `integration ${id}: nothing is restored, since Sendcloud says that there is none with this number`;
}

/** What Sendcloud keeps though something else was sent twice. */
export function keeps(id: number, kept: SettingValues): string[] {
  return namesOf(kept).map(
    (name) =>
      `warning: integration ${id}: Sendcloud keeps ${name} as ${shown(kept[name])}, though something else was sent. It is not sent again until it is edited: declare what Sendcloud keeps`,
  );
}

/** A refresh found that Sendcloud cannot reach the shop. */
export function failing(id: number, since: string): string {
  return `warning: integration ${id} is failing since ${since}: Sendcloud cannot fetch its orders or send its feedback. The integration's logs in the Sendcloud panel say why (sendcloud:silence failing)`;
}

/** A refresh found no integration for a member of a set. */
export function memberGone(id: number, name: string): string {
  return `warning: integration ${id} (${name}) is gone`;
}

/** A refresh found no integration, and the account is the one that owned it. */
export function gone(id: number): string {
  return `warning: integration ${id} is gone: Sendcloud says that there is none with this number in the account`;
}

/** A refresh found no integration, but it may be another account that was asked. */
export function maybeGone(id: number): string {
  return `warning: integration ${id} is not found. It stays in the state, since it cannot be told whether it was deleted, or the keys or sendcloud:baseUrl are those of another account. If it was deleted, remove it from the program`;
}

/** At most this many different failures of a set are listed. */
const mostTold = 20;

/** What failed of a set, and what to do next: a line for the members of which the same is to be said, whatever their numbers. */
export function membersFailed(problems: readonly (readonly [name: string, problem: SendcloudError])[], next: string): SendcloudError {
  const groups = new Map<string, { names: string[]; message: string }>();
  for (const [name, { message }] of problems) {
    const alike = message.replace(/(\bintegrations?[ /])\d+/g, "$1…");
    const { names } = groups.get(alike) ?? { names: [] };
    groups.set(alike, { names: [...names, name], message: names.length > 0 ? alike : message });
  }
  const lines = [...groups.values()].slice(0, mostTold).map(({ names, message }) => `  ${listed(names)}: ${message}`);
  const more = groups.size > mostTold ? [`  and ${groups.size - mostTold} other reasons`] : [];
  const count = problems.length === 1 ? "1 member of the set" : `${problems.length} members of the set`;
  return new SendcloudError([`${count} failed; ${next}:`, ...lines, ...more].join("\n"));
}

/** So many names of members are listed in one line. */
const mostNames = 50;

/** What was done with the members of a set: one line for those to which the same was done, with their names. */
export function membersDone(done: readonly (readonly [name: string, done: Done])[]): string[] {
  const adopted = new Map<string, string[]>();
  const released: string[] = [];
  for (const [name, one] of done) {
    if (one.kind === "released") {
      released.push(name);
      continue;
    }
    const changes = namesOf(one.changed).join(", ") || "nothing";
    adopted.set(changes, [...(adopted.get(changes) ?? []), name]);
  }
  return [
    ...[...adopted].map(([changes, names]) => `adopted ${counted(names)}, changing ${changes}: ${listed(names)}`),
    ...(released.length > 0 ? [`released ${counted(released)}, their settings stay as they are at Sendcloud: ${listed(released)}`] : []),
  ];
}

function counted({ length }: readonly string[]): string {
  return length === 1 ? "1 integration" : `${length} integrations`;
}

function listed(names: readonly string[]): string {
  const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : "";
  return `${names.slice(0, mostNames).join(", ")}${more}`;
}
