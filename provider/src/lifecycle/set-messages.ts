/** The lines that an operator reads about the members of a set together. Pure. */
import { SendcloudError } from "../errors";
import { listed, namesByText } from "../format";
import { namesOf } from "../settings/diff";
import type { Done } from "./state";

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

/** What was done with the members of a set: one line for those to which the same was done, with their names. */
export function membersDone(done: readonly (readonly [name: string, done: Done])[]): string[] {
  const adopted: [name: string, changes: string][] = [];
  const released: string[] = [];
  for (const [name, one] of done) {
    if (one.kind === "released") released.push(name);
    else adopted.push([name, namesOf(one.changed).join(", ") || "nothing"]);
  }
  return [
    ...[...namesByText(adopted)].map(([changes, names]) => `adopted ${counted(names)}, changing ${changes}: ${listed(names)}`),
    ...(released.length > 0 ? [`released ${counted(released)}, their settings stay as they are at Sendcloud: ${listed(released)}`] : []),
  ];
}

function counted({ length }: readonly string[]): string {
  return length === 1 ? "1 integration" : `${length} integrations`;
}

/** Lines about members, each of which names its integration first: one line for the members of which the same is said. */
export function saidTogether(lines: readonly (readonly [name: string, line: string])[]): string[] {
  const groups = new Map<string, { names: string[]; line: string }>();
  for (const [name, line] of lines) {
    const alike = line.replace(/\bintegration \d+ /, "").replace(`(${name}): `, () => together);
    const { names } = groups.get(alike) ?? { names: [] };
    groups.set(alike, { names: [...names, name], line });
  }
  return [...groups].map(([alike, { names, line }]) => {
    if (names.length === 1 || !alike.includes(together)) return line;
    return alike.replace(together, () => `${counted(names)} (${listed(names)}): `);
  });
}

/** Stands for the members in a line that is the same for all of them. */
const together = "(…): ";
