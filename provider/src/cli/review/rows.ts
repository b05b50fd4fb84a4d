/** The rows of a change: what was, what would be, and what that means to the shop. Pure. */
import { cut, redact } from "../../format";
import { namesOf, equal } from "../../settings/diff";
import { asText, isOpaque } from "../value";
import { unknownValue } from "../../pulumi/tokens";
import { resourceName } from "../../pulumi/urns";
import type { Change, Side } from "./preview/change";
import { mayChange } from "./preview/told";
import { meaning } from "./meaning";
import { kindOf } from "./setting-kind";
import { bothShown, type Shown } from "./shown";

/** How serious a change is: the shop may suffer (`risk`), nobody can tell (`unknown`), or it will not suffer (`calm`). */
export type Weight = "risk" | "unknown" | "calm";

/** One property of one integration. */
export interface Row {
  property: string;
  before: Shown;
  after: Shown;
  meaning: string;
  weight: Weight;
  /** What kind of change it is, in a few words: a summary counts by it. */
  kind: string;
}

/** Longer sentences are cut, in characters. */
const maxSentence = 500;

const defaultAccount = { before: "the default", after: "the default" };

const notManaged = { before: "not managed", after: "not managed" };

/** The rows of a change; none for a release, which one sentence tells completely. */
export function rowsOf(change: Change): Row[] {
  if (change.action === "release" || change.opaque) return [];
  return [...identityRows(change), ...choiceRows(change), ...settingRows(change)].map((row) => ({
    ...row,
    meaning: cut(row.meaning, maxSentence),
  }));
}

function identityRows({ action, before, after, kept, other, told }: Change): Row[] {
  const becomes =
    other !== undefined && action === "move"
      ? `is declared by ${redact(other, [])} from now on`
      : before.onDestroy === "restore" && kept === undefined
        ? "returns to what it was when it was adopted"
        : "stays as it is";
  return (["integrationId", "account", "provider"] as const).flatMap((property): Row[] => {
    const absent = property === "integrationId" ? notManaged : defaultAccount;
    const row = {
      property,
      ...bothShown(identityShown(before, property), identityShown(after, property), absent),
      weight: "risk" as const,
      kind: "another integration",
    };
    if (action === "move" && !equal(before[property], after[property])) {
      return [
        { ...row, meaning: `the settings go to another integration; the one before ${becomes}` },
      ];
    }
    const unseen =
      action !== "adopt" &&
      isOpaque(after[property]) &&
      isOpaque(before[property]) &&
      mayChange(told, property);
    return unseen
      ? [
          {
            ...row,
            meaning: `${asText(after[property])}: whether it is another integration cannot be seen`,
          },
        ]
      : [];
  });
}

/** A provider is shown by its name. */
function identityShown(side: Side, property: string): unknown {
  const value = side[property];
  return property === "provider" && typeof value === "string" ? resourceName(value) : value;
}

function choiceRows({ action, before, after, told }: Change): Row[] {
  const [was, becomes] = [before.onDestroy ?? "retain", after.onDestroy ?? "retain"];
  if (
    action === "adopt" ||
    (equal(was, becomes) && !(isOpaque(becomes) && mayChange(told, "onDestroy")))
  )
    return [];
  const row = {
    property: "onDestroy",
    ...bothShown(was, becomes, notManaged),
    kind: "what destroying means",
  };
  if (isOpaque(becomes))
    return [{ ...row, meaning: "what destroying it would do cannot be seen", weight: "risk" }];
  return [
    {
      ...row,
      meaning:
        becomes === "restore"
          ? "destroying it will restore what was when it was adopted"
          : "destroying it will leave everything as it is",
      weight: "calm",
    },
  ];
}

function settingRows(change: Change): Row[] {
  const { action, shop, after } = change;
  const names = namesOf(action === "adopt" || action === "move" ? after : { ...shop, ...after });
  return names.flatMap((name): Row[] => {
    const [was, becomes] = [shop[name], after[name]];
    const hidden = isOpaque(was) && isOpaque(becomes) && mayChange(change.told, name);
    if (equal(was, becomes) && !hidden) return [];
    const absent = {
      before: action === "update" ? "not managed" : "not known",
      after: "not managed",
    };
    const row = {
      property: name,
      ...bothShown(was, becomes, absent),
      kind: kindOf(name, was, becomes),
    };
    if (becomes === undefined) return [{ ...row, ...left(change) }];
    const { text, risk } = meaning(name, shop, after);
    if (was === undefined) return [{ ...row, meaning: text, weight: "unknown" }];
    if (hidden && risk && change.told !== undefined && becomes !== unknownValue)
      return [{ ...row, meaning: "this secret changes", weight: "risk" }];
    if (hidden && change.secrets !== undefined) {
      const which =
        change.secrets === "this changes"
          ? "this secret changes"
          : "one of the secrets changes, this one or another";
      return [{ ...row, meaning: `nothing else differs, so ${which}`, weight: "risk" }];
    }
    return [{ ...row, meaning: text, weight: risk ? "risk" : "calm" }];
  });
}

/** What happens to a setting that the program no longer declares. */
function left({ action, before }: Change): Pick<Row, "meaning" | "weight"> {
  if (action !== "update" || before.onDestroy === undefined || before.onDestroy === "retain") {
    return { meaning: "no longer managed: it stays as it is", weight: "calm" };
  }
  const meaning = isOpaque(before.onDestroy)
    ? "no longer managed: whether it returns to what it was cannot be seen"
    : "no longer managed: it returns to what it was when it was adopted";
  return { meaning, weight: "risk" };
}
