/** Makes values of the nodes of a YAML document as Pulumi does, with aliases and merge keys resolved. Pure. */
import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Scalar as YamlScalar,
  type YAMLMap,
} from "yaml";
import { SendcloudError } from "../../errors";
import { Odd, plainValue, type ScalarValue } from "./plain";
import type { Entry, Path, Tree } from "./tree";

/** A file that was read. */
export interface Reading {
  text: string;
  document: Document;
  root: Tree;
  /** What cannot be looked through, by its place. */
  opaque: { path: Path; why: string }[];
}

/** A file with more values is refused: aliases of aliases can stand for more than any memory holds. */
const maxValues = 200_000;

/** Reads the nodes of one document. */
export class Reader {
  #values = 0;
  readonly #within = new Set<Node>();
  // To find an anchor, the whole document is gone through.
  readonly #anchors = new Map<Alias, Node>();

  constructor(
    private readonly reading: Reading,
    private readonly file: string,
  ) {}

  tree(node: unknown, path: Path): Tree {
    this.#values += 1;
    if (this.#values > maxValues)
      throw new SendcloudError(
        `${this.file} holds too many values: its aliases repeat one another, which makes more than ${maxValues} of them. Write fewer aliases`,
      );
    if (isAlias(node)) return this.#aliased(this.#anchored(node), path);
    if (isScalar(node))
      return { kind: "scalar", value: this.#scalar(node, path), spelled: this.#spelled(node) };
    if (isSeq(node) || isMap(node)) {
      if (node.tag !== undefined)
        return this.#opaque(path, `has the tag ${node.tag}`, this.#source(node));
      if (isMap(node)) return { kind: "map", entries: this.#entries(node, path) };
      return {
        kind: "list",
        items: node.items.map((item, index) =>
          this.tree(isPair(item) ? undefined : item, [...path, index]),
        ),
      };
    }
    return { kind: "scalar", value: null };
  }

  #anchored(alias: Alias): Node | undefined {
    const known = this.#anchors.get(alias) ?? alias.resolve(this.reading.document);
    if (known !== undefined) this.#anchors.set(alias, known);
    return known;
  }

  #aliased(node: Node | undefined, path: Path): Tree {
    if (node === undefined)
      return this.#opaque(path, "is an alias of an anchor that does not exist", "*");
    if (this.#within.has(node))
      return this.#opaque(path, "is an alias of what it is in, so that it has no end", "*");
    this.#within.add(node);
    const tree = this.tree(node, path);
    this.#within.delete(node);
    return tree;
  }

  #entries(map: YAMLMap, path: Path): Map<string, Entry> {
    const entries = new Map<string, Entry>();
    for (const { key, value } of map.items) {
      if (isMergeKey(key)) continue;
      const name = this.#name(key, path);
      if (entries.has(name))
        this.#opaque([...path, name], "is a key that stands twice in its map", "");
      entries.set(name, { key: this.#spelled(key), value: this.tree(value, [...path, name]) });
    }
    for (const { key, value } of map.items) {
      if (!isMergeKey(key)) continue;
      const sources = isSeq(value) ? value.items : [value];
      for (const source of sources) {
        const tree = this.tree(source, path);
        if (tree.kind !== "map")
          this.#opaque(
            [...path, "<<"],
            "merges what is no map, though `<<` takes maps alone",
            "<<",
          );
        else
          for (const [name, entry] of tree.entries)
            if (!entries.has(name)) entries.set(name, { ...entry, isMerged: true });
      }
    }
    return entries;
  }

  /** A key as Pulumi names it. */
  #name(key: unknown, path: Path): string {
    const node = isAlias(key) ? this.#anchored(key) : key;
    const value = isScalar(node) ? this.#scalar(node, path) : new Odd(this.#source(node));
    if (typeof value === "string" || typeof value === "boolean") return String(value);
    if (typeof value === "number" && String(value) === this.#source(node)) return String(value);
    const name = this.#source(node);
    this.#opaque(
      [...path, name],
      "is a key that readers of YAML name differently: write it in quotes",
      name,
    );
    return name;
  }

  #scalar(node: Node, path: Path): ScalarValue {
    if (!isScalar(node)) return null;
    const text = this.#text(node);
    // Line ends to YAML 1.1, text to YAML 1.2.
    if (/[\u0085\u2028\u2029]/.test(this.#source(node)))
      this.#opaque(
        path,
        "holds an unusual line separator (U+0085, U+2028 or U+2029), which some readers of YAML take for a line end, and others for text",
        text,
      );
    if (node.tag === "!!str" || node.tag === "tag:yaml.org,2002:str") return text;
    if (node.tag !== undefined) {
      this.#opaque(path, `has the tag ${node.tag}`, text);
      return new Odd(`${node.tag} ${text}`);
    }
    return node.type === "PLAIN" ? plainValue(text) : text;
  }

  #text({ value, type, range }: YamlScalar): string {
    const text = typeof value === "string" ? value : "";
    // Pulumi's YAML ends a text on several lines with a line end only where the file has one.
    const isCutOff =
      type?.startsWith("BLOCK") === true &&
      range?.[1] === this.reading.text.length &&
      !this.reading.text.endsWith("\n");
    return isCutOff ? text.replace(/\n$/, "") : text;
  }

  #opaque(path: Path, why: string, text: string): Tree {
    this.reading.opaque.push({ path, why });
    return { kind: "scalar", value: new Odd(text) };
  }

  #source(node: unknown): string {
    const [start, end] = (isMap(node) || isSeq(node) || isScalar(node)
      ? node.range
      : undefined) ?? [0, 0];
    return this.reading.text.slice(start, end);
  }

  /** As the file spells a scalar, where that is one line and needs no tag. */
  #spelled(node: unknown): string | undefined {
    if (
      !isScalar(node) ||
      node.tag !== undefined ||
      node.type === "BLOCK_LITERAL" ||
      node.type === "BLOCK_FOLDED"
    )
      return undefined;
    const source = this.#source(node);
    return source === "" || /[\r\n]/.test(source) ? undefined : source;
  }
}

/** Whether a key merges other maps into its own; in quotes it does not. */
export function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.type === "PLAIN" && key.value === "<<" && key.tag === undefined;
}
