/** What a promotion changes in a stack's configuration, and what forbids it. Pure. */
import { isDeepStrictEqual } from "node:util";
import * as z from "../../zod-parts";
import { cut, redact } from "../../format";
import { isMap, parsedJson } from "../../values";
import { findingsIn, hostsIn, membersOf, type Path } from "./environment-guard";

/** A stack's configuration, as `pulumi config --json --show-secrets` prints it. */
export const configuration = z.record(
  z.string(),
  z.object({ value: z.string(), objectValue: z.unknown().optional(), secret: z.boolean() }),
);
export type Configuration = z.infer<typeof configuration>;

/** The two stacks of a promotion. */
export interface Sides {
  from: string;
  to: string;
  source: Configuration;
  target: Configuration;
}

/** One value that changes; `undefined` is no value. */
export interface Change {
  path: Path;
  before: unknown;
  after: unknown;
}

const move = "move it to a key that is not promoted";

/** The changes under these keys, and the reasons to refuse them. */
export function compared(
  { from, to, source, target }: Sides,
  keys: readonly string[],
): { changes: Change[]; problems: string[] } {
  const environmentOf = (stack: string, config: Configuration) => {
    const others = Object.entries(config).filter(([key]) => !keys.includes(key));
    return { stack, hosts: hostsIn(others.map(([, { value }]) => value)) };
  };
  const [ofSource, ofTarget] = [environmentOf(from, source), environmentOf(to, target)];
  const problems = new Set<string>();
  const changes = keys.flatMap((key) => {
    const [wanted, current] = [source[key], target[key]];
    if (wanted === undefined)
      problems.add(`${from} has no ${key}: name the keys to promote with --key`);
    if (key.startsWith("sendcloud:"))
      problems.add(`${key} configures the provider of a stack: leave it out of --key`);
    if (wanted?.secret) problems.add(`${key} has a secret of ${from}: ${move}`);
    if (current?.secret) problems.add(`${key} has a secret of ${to}: ${move}`);
    if (wanted === undefined || wanted.secret || current?.secret) return [];
    const [before, after] = [current && valueOf(current), valueOf(wanted)];
    const different = changesBetween(before, after, [key]);
    for (const { path, why } of findingsIn(after, [key], ofSource))
      problems.add(`${placeOf(path)} ${why}: ${move}`);
    for (const { path, why } of findingsIn(before, [key], ofTarget))
      if (different.some((change) => overlap(change.path, path)))
        problems.add(`${placeOf(path)} ${why}, and the promotion would replace it: ${move}`);
    return different;
  });
  return { changes, problems: [...problems] };
}

/** A value for comparison: text that is JSON is what it stands for. */
function valueOf({ value, objectValue }: Configuration[string]): unknown {
  return objectValue ?? parsedJson(value) ?? value;
}

/** Compares objects, and lists of objects, member by member; all other values whole. */
function changesBetween(before: unknown, after: unknown, path: Path): Change[] {
  if (isDeepStrictEqual(before, after)) return [];
  const sides = [before, after].filter((side) => side !== undefined);
  const hasMembers =
    sides.every(isMap) || sides.every((side) => Array.isArray(side) && side.some(isMap));
  const [old, wanted] = [new Map(membersOf(before)), new Map(membersOf(after))];
  const members = [...new Set([...wanted.keys(), ...old.keys()])];
  if (!hasMembers || members.length === 0) return [{ path, before, after }];
  return members.flatMap((one) => changesBetween(old.get(one), wanted.get(one), [...path, one]));
}

/** Whether one path leads to the other, or is the same. */
function overlap(one: Path, other: Path): boolean {
  return one.every((step, index) => index >= other.length || step === other[index]);
}

/** A row of the table of changes. */
export function row({ path, before, after }: Change): string[] {
  return [placeOf(path), shown(before, "(not set)"), shown(after, "(removed)")];
}

/** A place as messages name it: `promotion:shops.flowers.carriers[0]`. */
function placeOf([key = "", ...steps]: Path): string {
  const places = steps.map((step) =>
    /^[a-z_][\w-]*$/i.test(String(step)) ? `.${step}` : `[${redact(JSON.stringify(step), [])}]`,
  );
  return `${key}${places.join("")}`;
}

/** A value in the table: of a URL the host alone, and text that looks like something else in quotes. */
function shown(value: unknown, none: string): string {
  if (value === undefined) return none;
  const isTextList = Array.isArray(value) && value.every((one) => typeof one === "string");
  const text = isTextList && value.length > 0 ? value.join(", ") : value;
  const isWord = typeof text === "string" && /^\S(?:.*\S)?$/s.test(text);
  const isClear = isWord && (isTextList || parsedJson(text) === undefined);
  return cut(redact(isClear ? text : JSON.stringify(text), []), 100);
}
