/** Configuration as values and as they are spelled, with aliases and merge keys resolved. Pure. */
import { isDeepStrictEqual } from "node:util";
import { redact } from "../../format";
import type { ScalarValue } from "./plain";

/** A value of a configuration file. */
export type Tree = Scalar | List | Mapping;

/** A value without parts. */
export interface Scalar {
  kind: "scalar";
  value: ScalarValue;
  /** As the file spells it, where that is one line. */
  spelled?: string | undefined;
}

/** A list. */
export interface List {
  kind: "list";
  items: readonly Tree[];
}

/** A map. */
export interface Mapping {
  kind: "map";
  entries: ReadonlyMap<string, Entry>;
}

/** An entry of a map. */
export interface Entry {
  /** The key as the file spells it, where that is one line. */
  key?: string | undefined;
  value: Tree;
  /** Whether the entry stands elsewhere, and comes in by a merge key (`<<`). */
  isMerged?: boolean;
}

/** Where a value stands: names in maps, places in lists. */
export type Path = readonly (string | number)[];

/** A place as messages name it: `p:shops.flowers.carriers[0]`. */
export function placeOf(path: Path): string {
  return path
    .map((step, index) => {
      if (typeof step === "number") return `[${step}]`;
      if (index === 0) return step;
      return /^[\w-]+$/.test(step) ? `.${step}` : `[${redact(JSON.stringify(step), [])}]`;
    })
    .join("");
}

/** The value alone. */
export function valueOf(tree: Tree): unknown {
  if (tree.kind === "scalar") return tree.value;
  if (tree.kind === "list") return tree.items.map(valueOf);
  return Object.fromEntries([...tree.entries].map(([name, { value }]) => [name, valueOf(value)]));
}

/** Whether two trees mean the same, however they are spelled. */
export function equal(one: Tree, other: Tree): boolean {
  return (
    one === other || (one.kind === other.kind && isDeepStrictEqual(valueOf(one), valueOf(other)))
  );
}

/** Whether there is nothing in a map or a list. */
export function isEmptyTree(tree: Tree): boolean {
  return tree.kind === "map"
    ? tree.entries.size === 0
    : tree.kind === "list" && tree.items.length === 0;
}
