/** A group of a review as Markdown. Pure. */
import type { Shop } from "../entries";
import { fitting, more } from "./fitting";
import type { Group, Member } from "../groups";
import { code, prose, sideText } from "./text";
import type { Row } from "../rows";
import { signs, weightNames } from "../weights";

/** What a group is written with. */
export interface Setting {
  /** How many characters there are for it. */
  room: number;
  /** Where the rest is to be found. */
  rest: string;
  /** Whether to say which stack a shop is of. */
  stacks: boolean;
}

/** So many names stand in a line. */
const mostNames = 40;

/** So many rows of single shops stand below those of all. */
const mostOwnRows = 60;

/** The group; nothing where there is no room for it. */
export function groupText(group: Group, { room, rest, stacks }: Setting): string | undefined {
  const { title, rows, members, weight } = group;
  const notes = group.notes.map(({ text }) => `${prose(text)}.`).join(" ");
  const names = members.slice(0, mostNames).map(({ shop }) => shopText(shop, stacks));
  const named = [...names, ...more(members.length - names.length, rest)].join(", ");
  const own = members.flatMap((member) => ownRows(member, stacks));
  const one = members.length === 1;
  if (rows.length === 0 && own.length === 0) {
    const who = one ? named : `${members.length} shops`;
    return fit(`- ${marked(weight)}${who}: ${notes}${one ? "" : ` ${named}`}`, room);
  }
  const heading = `### ${marked(weight)}${one ? named : `${members.length} shops: ${prose(title)}`}`;
  const shared = one ? [...rows, ...(members[0]?.rows ?? [])] : rows;
  const parts = [
    heading,
    ...(notes === "" ? [] : [notes]),
    ...(one || own.length > 0 ? [] : [named]),
    ...(shared.length === 0 ? [] : [table(shared.map((row) => rowText(code(row.property), row)))]),
  ];
  const head = parts.join("\n\n");
  if (one || own.length === 0) return fit(head, room);
  const { lines } = fitting(own.slice(0, mostOwnRows), room - head.length - 400);
  if (lines.length === 0) return undefined;
  return [head, table(lines), ...more(own.length - lines.length, rest)].join("\n\n");
}

function fit(text: string, room: number): string | undefined {
  return text.length <= room ? text : undefined;
}

function marked(weight: Group["weight"]): string {
  return weight === "calm" ? "" : `${signs[weight]} ${weightNames[weight]}: `;
}

/** A shop by the name of its resource, its own, and its number. */
export function shopText({ resource, stack, name, number }: Shop, stacks: boolean): string {
  const also = [
    name === undefined ? "" : code(name),
    prose(number),
    stacks ? `stack ${code(stack)}` : "",
  ].filter((part) => part !== "");
  return also.length === 0 ? code(resource) : `${code(resource)} (${also.join(", ")})`;
}

function ownRows({ shop, rows }: Member, stacks: boolean): string[] {
  return rows.map((row) => rowText(`${shopText(shop, stacks)}: ${code(row.property)}`, row));
}

function rowText(first: string, { before, after, meaning, weight }: Row): string {
  const text = prose(meaning);
  const stressed =
    weight === "risk" ? `**${weightNames[weight]}: ${text}**` : `${weightNames[weight]}: ${text}`;
  const told = weight === "calm" ? text : `${signs[weight]} ${stressed}`;
  return `| ${first} | ${sideText(before)} | ${sideText(after)} | ${told} |`;
}

function table(lines: readonly string[]): string {
  return [
    "| setting | before | after | what it means to the shop |",
    "| --- | --- | --- | --- |",
    ...lines,
  ].join("\n");
}
