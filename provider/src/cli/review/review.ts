/** The review of a preview: for each integration what changes and what that means, risks first. Pure. */
import { namesOf, same } from "../../settings/diff";
import { asText, isOpaque } from "../value";
import { meaning } from "./meaning";
import type { Change, Preview, Side } from "./preview";

/** One setting of one integration. */
export interface Row {
  property: string;
  before: string;
  after: string;
  meaning: string;
  risk: boolean;
}

/** One integration. */
export interface Section {
  resource: string;
  stack: string;
  /** What happens to it, in a sentence. */
  title: string;
  rows: Row[];
  risk: boolean;
}

/** The review of a preview. */
export interface Review {
  sections: Section[];
  others: [type: string, count: number][];
  errors: string[];
  warnings: string[];
  /** How many rows are risks. */
  risks: number;
}

export function review({ changes, others, errors, warnings }: Preview): Review {
  const sections = changes
    .map(sectionOf)
    .filter(({ rows }) => rows.length > 0)
    .sort((one, other) => Number(other.risk) - Number(one.risk) || compareText(one.resource, other.resource));
  const risks = sections.flatMap(({ rows }) => rows).filter(({ risk }) => risk).length;
  const sorted = Object.entries(others).sort(([one], [other]) => compareText(one, other));
  return { sections, others: sorted, errors: [...errors].sort(compareText), warnings: [...warnings].sort(compareText), risks };
}

function sectionOf({ resource, stack, action, before, after }: Change): Section {
  const rows = action === "release" ? released(before) : [...identity(action, before, after), ...settings(action, before, after)];
  const risk = rows.some((row) => row.risk);
  const ordered = [...rows.filter((row) => row.risk), ...rows.filter((row) => !row.risk)];
  return { resource, stack, title: titles[action](before, after), rows: ordered, risk };
}

const named = ({ integrationId, account }: Side): string =>
  `integration ${asText(integrationId)}${account === undefined ? "" : ` of account ${asText(account)}`}`;

const titles: Record<Change["action"], (before: Side, after: Side) => string> = {
  adopt: (_before, after) => `${named(after)} is adopted: what the shop has now is not part of a preview`,
  update: (before, after) => `${named({ ...before, ...after })} changes`,
  move: (before, after) => `${named(before)} is let go, and ${named(after)} adopted`,
  release: (before) => `${named(before)} is no longer managed; the shop itself stays`,
};

function identity(action: Change["action"], before: Side, after: Side): Row[] {
  const rows: Row[] = [];
  const becomes = before.onDestroy === "restore" ? "returns to what it was when it was adopted" : "stays as it is";
  for (const property of ["integrationId", "account"] as const) {
    if (action !== "move" || same(before[property], after[property])) continue;
    rows.push({
      property,
      ...sides(before, after, property),
      meaning: `the settings go to another integration; the one before ${becomes}`,
      risk: true,
    });
  }
  if (action !== "adopt" && before.onDestroy !== after.onDestroy) {
    const text =
      after.onDestroy === "restore"
        ? "destroying it will restore what was when it was adopted"
        : "destroying it will leave everything as it is";
    const choice = (side: Side): string => asText(side.onDestroy ?? "retain");
    rows.push({ property: "onDestroy", before: choice(before), after: choice(after), meaning: text, risk: false });
  }
  return rows;
}

function settings(action: Change["action"], before: Side, after: Side): Row[] {
  const held = action === "update" ? before : {};
  return namesOf({ ...held, ...after }).flatMap((name) => {
    const opaque = isOpaque(held[name]) && isOpaque(after[name]);
    if (same(held[name], after[name]) && !opaque) return [];
    const change = { property: name, ...sides(held, after, name) };
    if (opaque) return [{ ...change, meaning: "a secret: whether it changes is not shown", risk: false }];
    if (after[name] === undefined) {
      const restored = held.onDestroy === "restore";
      return [
        {
          ...change,
          meaning: restored ? "no longer managed: it returns to what it was when it was adopted" : "no longer managed: it stays as it is",
          risk: restored,
        },
      ];
    }
    const { text, risk } = meaning(name, held, after);
    return [{ ...change, meaning: text, risk }];
  });
}

function released(before: Side): Row[] {
  const restored = before.onDestroy === "restore";
  const text = restored
    ? "returns to what it was when it was adopted, unless somebody else changed it since"
    : "stays as it is at Sendcloud";
  return namesOf(before).map((name) => ({ property: name, ...sides(before, {}, name), meaning: text, risk: restored }));
}

function sides(before: Side, after: Side, property: string): Pick<Row, "before" | "after"> {
  return { before: asText(before[property]), after: asText(after[property]) };
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
