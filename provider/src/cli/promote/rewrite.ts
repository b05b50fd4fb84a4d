/** Writes changed configuration into its file's text, and checks that the result means what was planned. Pure. */
import { isMap, isSeq, visit } from "yaml";
import { edited } from "./edits";
import { read } from "./read";
import type { Reading } from "./reader";
import { entriesOf, itemsOf } from "./slots";
import { entryLines, type Style } from "./spell";
import { equal, type Mapping, type Path, placeOf, type Tree } from "./tree";
import { updated } from "./update";

/** The new text, or the place that cannot be changed where it stands. */
export type Rewritten = { text: string } | { problem: string };

/** The file with another meaning: only the lines that change change. */
export function rewritten(reading: Reading, want: Mapping, file: string): Rewritten {
  const text = written(reading, want);
  if (text === undefined)
    return { problem: `${file} cannot be edited where it must change: edit it by hand` };
  // A text on several lines that has come to stand last may need the line end that the file does not have.
  const [place, withLineEnd] = [text, `${text}\n`].map((result) =>
    difference(resultOf(result, file), want, []),
  );
  if (place === undefined) return { text };
  if (withLineEnd === undefined && !reading.text.endsWith("\n"))
    return { text: `${text}${text.includes("\r\n") ? "\r\n" : "\n"}` };
  return {
    problem: `${placeOf(place[0] === "config" ? place.slice(1) : place)} cannot be changed in ${file} without changing something else (an anchor, alias or merge key?): edit it by hand`,
  };
}

function resultOf(text: string, file: string): Tree | undefined {
  try {
    return read(text, file).root;
  } catch {
    return undefined;
  }
}

function written({ text, document, root }: Reading, want: Mapping): string | undefined {
  const style = styleOf(text, document.contents);
  const { contents } = document;
  if (contents === null) {
    const start =
      text === "" || text === "\ufeff" || text.endsWith("\n") ? text : `${text}${style.eol}`;
    return `${start}${[...want.entries].flatMap(([name, entry]) => entryLines(name, entry, 0, style)).join(style.eol)}${style.eol}`;
  }
  if (!isMap(contents)) return undefined;
  const isFlow = contents.flow === true;
  return edited(
    text,
    updated(
      text,
      { node: contents, after: 0, indent: 0, isFlow, isItem: false, lead: "" },
      root,
      want,
      style,
    ),
  );
}

function styleOf(text: string, contents: Reading["document"]["contents"]): Style {
  const [windows, all] = [text.split("\r\n").length - 1, text.split("\n").length - 1];
  const indents: number[] = [];
  const listIndents: number[] = [];
  visit(contents, {
    Map: (_, map) => {
      if (map.flow === true) return;
      for (const { slot } of entriesOf(text, map) ?? []) {
        const inner =
          isMap(slot.node) && slot.node.flow !== true ? entriesOf(text, slot.node)?.[0] : undefined;
        const item =
          isSeq(slot.node) && slot.node.flow !== true ? itemsOf(text, slot.node)?.[0] : undefined;
        if (inner !== undefined) indents.push(inner.slot.indent - slot.indent);
        if (item !== undefined) listIndents.push(item.slot.indent - slot.indent);
      }
    },
  });
  const step = indents.at(-1) ?? 2;
  return {
    eol: windows * 2 > all ? "\r\n" : "\n",
    step,
    listStep: listIndents.at(-1) ?? step,
    isJson: isMap(contents) && contents.flow === true && isJson(text),
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text.replace(/^\ufeff/, ""));
    return true;
  } catch {
    return false;
  }
}

/** The first place where two values differ. */
function difference(one: Tree | undefined, other: Tree | undefined, path: Path): Path | undefined {
  if (one === undefined || other === undefined) return one === other ? undefined : path;
  if (equal(one, other)) return undefined;
  if (one.kind !== "map" || other.kind !== "map") return path;
  for (const name of new Set([...other.entries.keys(), ...one.entries.keys()])) {
    const place = difference(one.entries.get(name)?.value, other.entries.get(name)?.value, [
      ...path,
      name,
    ]);
    if (place !== undefined) return place;
  }
  return path;
}
