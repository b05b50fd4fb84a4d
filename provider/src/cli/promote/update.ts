/** Edits a configuration file so that it means something else, and only the lines that change change. Pure. */
import { isMap, isSeq } from "yaml";
import type { Edit } from "./edits";
import { entriesOf, itemsOf, type Slot } from "./slots";
import { changedEntries } from "./update-map";
import { changedItems } from "./update-list";
import { replaced } from "./replace";
import type { Style } from "./spell";
import { equal, type Tree } from "./tree";

/** The edits that make what stands in a slot mean what is wanted. That they do is for the caller to check: read the result. */
export function updated(text: string, slot: Slot, have: Tree, want: Tree, style: Style): Edit[] {
  if (equal(have, want)) return [];
  return partly(text, slot, have, want, style) ?? replaced(text, slot, want, style);
}

/** Edits within what stands there, or `undefined` where it must be written anew. */
function partly(
  text: string,
  { node, after }: Slot,
  have: Tree,
  want: Tree,
  style: Style,
): Edit[] | undefined {
  const update = (slot: Slot, before: Tree, wanted: Tree): Edit[] =>
    updated(text, slot, before, wanted, style);
  if (isMap(node) && have.kind === "map" && want.kind === "map") {
    const members = entriesOf(text, node);
    return (
      members &&
      changedEntries(
        { text, style, after, isFlow: node.flow === true, members },
        have,
        want,
        update,
      )
    );
  }
  if (isSeq(node) && have.kind === "list" && want.kind === "list") {
    const members = itemsOf(text, node);
    return (
      members &&
      changedItems({ text, style, after, isFlow: node.flow === true, members }, have, want, update)
    );
  }
  return undefined;
}
