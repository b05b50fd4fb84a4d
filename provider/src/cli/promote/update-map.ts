/** Edits a map entry by entry: changed ones in their place, new ones at its end, gone ones with their lines. Pure. */
import type { Edit } from "./edits";
import { type Collection, inserted, type Update, without } from "./members";
import { isMergeKey } from "./reader";
import type { Member } from "./slots";
import { entryLines, pair } from "./spell";
import { equal, type Mapping } from "./tree";

/** The edits, or `undefined` where the map must be written anew. */
export function changedEntries(
  map: Collection,
  have: Mapping,
  want: Mapping,
  update: Update,
): Edit[] | undefined {
  const { style, after, isFlow, members } = map;
  // What comes in by a merge key does not go while the merge key stays.
  if (
    [...have.entries].some(([name, { isMerged }]) => isMerged === true && !want.entries.has(name))
  )
    return undefined;
  // The names of a map that was read stand in the file's order, without merge keys.
  const own = [...have.entries].filter(([, { isMerged }]) => isMerged !== true);
  const written = members.filter(({ pair: one }) => !isMergeKey(one?.key));
  if (written.length !== own.length || members.length === 0) return undefined;
  const memberOf = new Map(own.map(([name], index) => [name, written[index]]));
  const gone = new Set<Member | undefined>(
    own.flatMap(([name]) => (want.entries.has(name) ? [] : [memberOf.get(name)])),
  );
  const changes = [...want.entries].flatMap(([name, { value }]) => {
    const [slot, before] = [memberOf.get(name)?.slot, have.entries.get(name)?.value];
    return slot === undefined || before === undefined ? [] : update(slot, before, value);
  });
  const added = [...want.entries].filter(([name, { value }]) => {
    const merged = have.entries.get(name);
    return !memberOf.has(name) && !(merged !== undefined && equal(merged.value, value));
  });
  const removals = without(map, (index) => gone.has(members[index]));
  if (removals === undefined) return undefined;
  const edits = [...changes, ...removals];
  if (added.length > 0) {
    const indent = members[0]?.slot.indent ?? 0;
    const texts = added.flatMap(([name, entry]) =>
      isFlow ? [pair(name, entry, style)] : entryLines(name, entry, indent, style),
    );
    const last = isFlow ? members.findLastIndex((member) => !gone.has(member)) : members.length - 1;
    const insertion = inserted(map, last, texts);
    return insertion && [...edits, insertion];
  }
  // Without an entry, the lines of a map mean nothing rather than an empty map.
  return gone.size === members.length
    ? [...edits, { start: after, end: after, text: " {}" }]
    : edits;
}
