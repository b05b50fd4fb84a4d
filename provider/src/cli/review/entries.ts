/** What happens to one integration, told for people: in a sentence, with its rows, and how much it weighs. Pure. */
import { cut, redact } from "../../format";
import { namesOf } from "../../settings/diff";
import { resourceName } from "../../pulumi/urns";
import { asText, isOpaque } from "../value";
import type { Change, Side } from "./preview/change";
import { type Row, rowsOf, type Weight } from "./rows";

/** Who it is about. */
export interface Shop {
  resource: string;
  stack: string;
  /** The shop's name in Sendcloud, where it is known. */
  name?: string;
  /** Its number, and its account. */
  number: string;
}

/** A sentence that weighs something. */
export interface Note {
  text: string;
  weight: Weight;
}

/** What happens to one integration. */
export interface Entry {
  shop: Shop;
  /** What happens in a word or two: a summary counts by it. */
  kind: string;
  notes: Note[];
  rows: Row[];
}

/** Longer names are cut, in characters. */
const maxName = 120;

/** Puts a change into words. */
export function entryOf(change: Change): Entry {
  const rows = rowsOf(change);
  const { kind, notes } = change.action === "release" ? released(change) : happening(change, rows);
  const unseen = change.unseen.map((text): Note => ({ text, weight: "risk" }));
  return {
    shop: shopOf(change),
    kind,
    notes: [...notes, ...(isHarmless(change) ? [] : unseen)],
    rows,
  };
}

/** Whether a release sends nothing, whatever cannot be seen of it. */
function isHarmless({ action, before, kept }: Change): boolean {
  return (
    action === "release" &&
    Object.keys(before).length > 0 &&
    (kept !== undefined || (before.onDestroy ?? "retain") === "retain")
  );
}

function shopOf({ resource, stack, action, before, after, shop }: Change): Shop {
  const names = [
    action === "release" || action === "move" ? before.shopName : shop.shopName,
    before.shopName,
    after.shopName,
  ];
  const name = names.find((one) => typeof one === "string" && one !== "" && !isOpaque(one));
  return {
    resource: text(resource),
    stack: text(stack),
    ...(typeof name === "string" && { name: text(name) }),
    number: numberOf(action === "release" || action === "move" ? before : { ...before, ...after }),
  };
}

function numberOf({ integrationId, account, provider }: Side): string {
  if (integrationId === undefined) return "";
  const owners = [
    ...(account === undefined ? [] : [`account ${text(asText(account))}`]),
    ...(typeof provider === "string" ? [`provider ${text(resourceName(provider))}`] : []),
  ];
  return `integration ${asText(integrationId)}${owners.length === 0 ? "" : ` of ${owners.join(" of ")}`}`;
}

function happening(
  { action, other, opaque, after }: Change,
  rows: readonly Row[],
): Pick<Entry, "kind" | "notes"> {
  const nothing = rows.length === 0 ? ", with nothing to change" : "";
  const note = (text: string, weight: Weight): Note[] => [{ text, weight }];
  if (opaque) return { kind: action === "adopt" ? "adopted" : "cannot be told", notes: [] };
  switch (action) {
    case "adopt":
      return rows.some(({ weight }) => weight === "unknown") || isOpaque(after.integrationId)
        ? {
            kind: "adopted",
            notes: note(
              "Adopted. The preview does not hold what the shop has now: set sendcloud:previewAdoption, and it will",
              "unknown",
            ),
          }
        : { kind: "adopted", notes: note(`Adopted${nothing}`, "calm") };
    case "take over":
      return {
        kind: "taken over",
        notes: note(`Declared here in place of ${text(other ?? "")}${nothing}`, "calm"),
      };
    case "renew":
      return {
        kind: "adopted again",
        notes: note(
          "Let go and adopted again: whatever differs between shop and program by then is changed too, and the preview cannot show it",
          "unknown",
        ),
      };
    case "move":
      return {
        kind: "another integration",
        notes: note(`Let go, and ${numberOf(after)} adopted in its place`, "calm"),
      };
    default:
      return { kind: "", notes: [] };
  }
}

function released({ before, kept }: Change): Pick<Entry, "kind" | "notes"> {
  const kind = "no longer managed";
  const { onDestroy = "retain" } = before;
  if (Object.keys(before).length === 0) return { kind, notes: [] };
  if (kept !== undefined) {
    return {
      kind,
      notes: [
        {
          text: `No longer managed: ${text(kept)}, so nothing is sent${onDestroy === "retain" ? "" : " and nothing restored"}`,
          weight: "calm",
        },
      ],
    };
  }
  if (onDestroy === "retain")
    return {
      kind,
      notes: [{ text: "No longer managed: the shop stays as it is", weight: "calm" }],
    };
  const names = namesOf(before).join(", ");
  const what = `returns to what it was when it was adopted, unless somebody else changed it since${names === "" ? "" : `: ${names}`}`;
  return isOpaque(onDestroy)
    ? {
        kind,
        notes: [
          {
            text: `No longer managed, and it cannot be seen whether the shop ${what}`,
            weight: "risk",
          },
        ],
      }
    : {
        kind: `${kind}, and restored`,
        notes: [{ text: `No longer managed: the shop ${what}`, weight: "risk" }],
      };
}

function text(value: string): string {
  return cut(redact(value, []), maxName);
}
