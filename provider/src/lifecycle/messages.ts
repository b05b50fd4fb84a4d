/** The lines that an operator reads about an integration, during a preview or a run. Pure. */
import type { Client } from "../api/client";
import { SendcloudError } from "../errors";
import { shown } from "../format";
import { namesOf, type SettingValues } from "../settings/diff";
import type { Managed } from "./state";

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

/** Settings that could not be restored. */
export function notRestored(id: number, names: readonly string[]): string {
  return `integration ${id}: left as it is, since somebody else changed it or Sendcloud would refuse what it was: ${names.join(", ")}`;
}

/** Settings that an import leaves out. */
export function notTakenOver(id: number, left: readonly (readonly [name: string, reason: string])[]): string {
  return `integration ${id}: not imported: ${left.map(([name, reason]) => `${name} (${reason})`).join(", ")}`;
}

/** A refresh found that Sendcloud cannot reach the shop. */
export function failing(id: number, since: string): string {
  return `warning: integration ${id} is failing since ${since}: Sendcloud cannot fetch its orders or send its feedback. The integration's logs in the Sendcloud panel say why (sendcloud:silence failing)`;
}

/** A refresh found no integration for a member of a set. */
export function memberGone(id: number, name: string): string {
  return `warning: integration ${id} (${name}) is gone`;
}

/** There is no such integration. */
export function noIntegration({ baseUrl }: Client, id: number): SendcloudError {
  return new SendcloudError(
    `there is no integration ${id} in this Sendcloud account (GET ${baseUrl}/integrations/${id}): check integrationId and the account's keys. Integrations are created in the Sendcloud panel or by the shop's plug-in, then adopted here`,
  );
}

/** At most this many failures of a set are listed. */
const mostTold = 20;

/** What failed of a set, a line for each member, and what to do next. */
export function membersFailed(problems: readonly (readonly [name: string, problem: SendcloudError])[], next: string): SendcloudError {
  const lines = problems.slice(0, mostTold).map(([name, { message }]) => `  ${name}: ${message}`);
  const more = problems.length > mostTold ? [`  and ${problems.length - mostTold} more`] : [];
  const count = problems.length === 1 ? "1 member of the set" : `${problems.length} members of the set`;
  return new SendcloudError([`${count} failed; ${next}:`, ...lines, ...more].join("\n"));
}
