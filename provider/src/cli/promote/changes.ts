/** Which values differ between two configurations, place by place. Pure. */
import { equal as equalValues } from "../../settings/diff";
import { undeclared } from "../../settings/names";
import { isSecret } from "./guard";
import { type Entry, equal, isEmptyTree, type Path, type Tree, valueOf } from "./tree";

/** One value that would change; `undefined` stands for none. */
export interface Change {
  path: Path;
  before: unknown;
  after: unknown;
}

/** What a target is to become: what it has where that means the same, else what is wanted. */
export function settled(have: Tree | undefined, want: Tree, name?: string): Tree {
  if (have === undefined) return want;
  if (equal(have, want) || (name !== undefined && meansTheSame(name, have, want))) return have;
  if (have.kind !== "map" || want.kind !== "map") return want;
  const entries = [...want.entries].map(([key, entry]): [string, Entry] => [
    key,
    { ...entry, value: settled(have.entries.get(key)?.value, entry.value, key) },
  ]);
  return { kind: "map", entries: new Map(entries) };
}

/** The differences at and below a place: those of what is wanted first, then what goes. */
export function changesBetween(
  have: Tree | undefined,
  want: Tree | undefined,
  path: Path,
): Change[] {
  if (have !== undefined && want !== undefined && equal(have, want)) return [];
  const [before, after] = [partsOf(have), partsOf(want)];
  if (
    (have !== undefined && before === undefined) ||
    (want !== undefined && after === undefined) ||
    !alikeInKind(have, want)
  )
    return [{ path, before: have && valueOf(have), after: want && valueOf(want) }];
  return [
    ...[...(after ?? [])].flatMap(([step, value]) =>
      changesBetween(before?.get(step), value, [...path, step]),
    ),
    ...[...(before ?? [])].flatMap(([step, value]) =>
      after?.has(step) === true ? [] : changesBetween(value, undefined, [...path, step]),
    ),
  ];
}

/** What is shown part by part: maps, and lists of maps; `undefined` where a value is shown whole. */
function partsOf(tree: Tree | undefined): ReadonlyMap<string | number, Tree> | undefined {
  if (tree === undefined || tree.kind === "scalar" || isEmptyTree(tree) || isSecret(valueOf(tree)))
    return undefined;
  if (tree.kind === "map")
    return new Map([...tree.entries].map(([name, { value }]) => [name, value]));
  return tree.items.some(({ kind }) => kind === "map") ? new Map(tree.items.entries()) : undefined;
}

function alikeInKind(have: Tree | undefined, want: Tree | undefined): boolean {
  return have === undefined || want === undefined || have.kind === want.kind;
}

/** Whether two values of a setting mean the same to Sendcloud: carriers in any order, and all that is not set. */
function meansTheSame(name: string, have: Tree, want: Tree): boolean {
  return (
    Object.hasOwn(undeclared, name) &&
    isPlain(have) &&
    isPlain(want) &&
    equalValues(valueOf(have), valueOf(want))
  );
}

function isPlain(tree: Tree): boolean {
  if (tree.kind === "map") return false;
  if (tree.kind === "list")
    return tree.items.every((item) => item.kind === "scalar" && typeof item.value === "string");
  return tree.value === null || typeof tree.value === "string";
}
