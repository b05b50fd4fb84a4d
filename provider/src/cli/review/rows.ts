/** What a change means, row by row, and how serious it is. Pure. */
import { resourceName, stackName } from "../../pulumi/urns";
import { equal } from "../../settings/diff";
import { settingNames } from "../../settings/schema";
import type { Properties } from "../../values";
import { isOpaque, isSetting, type Meaning, meaning, valueText } from "./meaning";
import { type Change, identity } from "./steps";

/** How serious it is: the shop may suffer (`risk`), nobody can tell (`unknown`), or it will not suffer (`calm`). */
export type Weight = "risk" | "unknown" | "calm";

/** A sentence about an integration. */
export interface Note {
  text: string;
  weight: Weight;
}

/** A sentence about one property of it. */
export interface Row extends Note {
  property: string;
  before: unknown;
  after: unknown;
  /** What it means that a side has no value. */
  absent: string;
}

/** One integration of a review. */
export interface Entry {
  resource: string;
  stack: string;
  /** The shop's name in Sendcloud, its number and its account, as far as they are known. */
  name: string;
  number: string;
  /** The resource that declared it until now. */
  other: string;
  notes: Note[];
  rows: Row[];
  /** What was printed about it, as it stands. */
  printed: string[];
  weight: Weight;
}

const weights: readonly Weight[] = ["risk", "unknown", "calm"];

/** Sorts the heaviest first. */
export function byWeight(one: { weight: Weight }, other: { weight: Weight }): number {
  return weights.indexOf(one.weight) - weights.indexOf(other.weight);
}

/** Judges a change. */
export function entryOf(change: Change, printed: string[]): Entry {
  const { urn, effect, before, after, live, other = "" } = change;
  const isOld = effect === "release" || effect === "move";
  const rows = rowsOf(change).sort(byWeight);
  const notes = notesOf(change, rows);
  const names = [isOld ? before.shopName : live.shopName, before.shopName, after.shopName];
  const name = names.find((one) => typeof one === "string" && one !== "" && !isOpaque(one));
  const isSame = effect === "adopt" && other !== "" && rows.length === 0;
  return {
    resource: resourceName(urn),
    stack: stackName(urn),
    name: name === undefined ? "" : valueText(name),
    number: numberOf(isOld ? before : { ...before, ...after }),
    other: effect === "adopt" ? other : "",
    notes,
    rows,
    printed: isSame ? [] : printed,
    weight: [...notes, ...rows].sort(byWeight)[0]?.weight ?? "calm",
  };
}

function numberOf({ integrationId, account, provider }: Properties): string {
  if (integrationId === undefined) return "";
  return [
    `integration ${valueText(integrationId)}`,
    ...(account === undefined ? [] : [`account ${valueText(account)}`]),
    ...(typeof provider === "string" ? [`provider ${resourceName(provider)}`] : []),
  ].join(" of ");
}

function notesOf(change: Change, rows: readonly Row[]): Note[] {
  const { effect, before, after, unseen, other } = change;
  const nothing = rows.length === 0 ? ", with nothing to change" : "";
  const note = (weight: Weight, text: string): Note[] => [{ text, weight }];
  if (unseen !== undefined) return note("risk", unseen);
  switch (effect) {
    case "release":
      return note(...released(change));
    case "move":
      return note("calm", `Let go, and ${numberOf(after)} adopted in its place`);
    case "renew":
      return note(
        "unknown",
        "Let go and adopted again: what else differs between shop and program by then is changed too",
      );
    case "drift":
      return Object.keys(after).length === 0
        ? note("risk", "Not found: the refresh drops it from the state, and sends nothing")
        : note("calm", "Changed at Sendcloud: the refresh records it, and sends nothing");
    case "update":
      return rows.length > 0
        ? []
        : note("risk", "Nothing that is shown differs, so that what changes cannot be told");
  }
  if (other !== undefined) {
    const forgets = "; without an alias, what it was before is forgotten";
    const text = `Declared by another resource until now${nothing}`;
    return note("calm", before.onDestroy === "restore" ? text + forgets : text);
  }
  return rows.some(({ weight }) => weight === "unknown") || isOpaque(after.integrationId)
    ? note("unknown", "Adopted: the steps of the preview do not say what the shop has now")
    : note("calm", `Adopted${nothing}`);
}

const restored = "returns to what it was when it was adopted";

function released({ before, retained }: Change): [Weight, string] {
  const { onDestroy = "retain" } = before;
  if (retained !== undefined) return ["calm", `No longer managed: ${retained}, so nothing is sent`];
  if (onDestroy === "retain") return ["calm", "No longer managed: the shop stays as it is"];
  const names = settingNames.filter((name) => before[name] !== undefined).join(", ");
  const may = isOpaque(onDestroy) ? "it cannot be seen whether " : "";
  return ["risk", `No longer managed: ${may}the shop ${restored}: ${names}`];
}

/** None for a release, which one sentence tells completely. */
function rowsOf(change: Change): Row[] {
  const { effect, before, after, live, changing, unseen } = change;
  if (effect === "release" || unseen !== undefined || Object.keys(after).length === 0) return [];
  const adopts = effect === "adopt" || effect === "move";
  const others = Object.keys(after).filter((name) => !/^(__.*|process|type)$/.test(name));
  const names = new Set([...identity, "onDestroy", ...settingNames, ...others]);
  return [...names].flatMap((property): Row[] => {
    const setting = isSetting(property);
    if (!setting && effect === "adopt") return [];
    const [was, becomes] = [(setting ? live : before)[property], after[property]];
    const hidden = isOpaque(was) && isOpaque(becomes) && (changing?.has(property) ?? true);
    if ((equal(was, becomes) && !hidden) || (adopts && becomes === undefined && setting)) return [];
    const { text, risk } = meantBy(change, property);
    const isUnknown = setting && was === undefined;
    const absent = isUnknown && effect !== "update" ? "not known" : "not managed";
    const shown = (value: unknown): unknown =>
      property === "provider" && typeof value === "string" ? resourceName(value) : value;
    return [
      {
        property,
        before: shown(was),
        after: shown(becomes),
        absent: setting ? absent : "the default",
        text: hidden && risk && changing ? `${valueText(becomes)} that changes` : text,
        weight: isUnknown ? "unknown" : risk ? "risk" : "calm",
      },
    ];
  });
}

function meantBy(change: Change, property: string): Meaning {
  const { effect, before, after, live, retained, other } = change;
  const { onDestroy = "retain" } = before;
  const isKept = onDestroy === "retain" || retained !== undefined;
  const becomes = after[property];
  if (isSetting(property)) {
    if (becomes !== undefined) return meaning(property, live, after);
    const may = isOpaque(onDestroy) ? "it cannot be seen whether it" : "it";
    const stays = effect !== "update" || isKept;
    const does = stays ? "it stays as it is" : `${may} ${restored}`;
    return { text: `no longer managed: ${does}`, risk: !stays };
  }
  const hidden = `${valueText(becomes)}: what it is cannot be seen`;
  if (isOpaque(becomes)) return { text: hidden, risk: true };
  if (property === "onDestroy") {
    const does =
      becomes === "restore" ? "restore what was when it was adopted" : "leave it as it is";
    return { text: `destroying it will ${does}`, risk: false };
  }
  if (!whose.has(property)) return { text: "this version does not know it", risk: true };
  const rest = isKept ? "stays as it is" : restored;
  const old = other === undefined ? rest : `is declared by ${other} from now on`;
  return { text: `the settings go to another integration; the one before ${old}`, risk: true };
}

const whose = new Set<string>(identity);
