/** How a review shows a value: as a value, or in words of its own, which no value can be taken for. Pure. */
import { maskedSecret, unknownValue } from "../../pulumi/tokens";
import { cut, redact } from "../../format";
import { isEmpty } from "../../values";
import { asText } from "../value";

/** A value, or an element of a list. */
export interface Part {
  text: string;
  /** Of a list: whether the element is on this side alone. */
  mark?: "goes" | "comes";
  /** Whether it is no element, but says how many are left out. */
  isCount?: true;
}

/** As long as a name in Sendcloud may be, in characters. */
const maxLength = 250;

/** Words, such as "not managed", or values. */
export type Shown = { words: string } | { parts: Part[] };

/** Longer lists are cut. */
const mostParts = 30;

/** Both sides of a change; `absent` says what it means that a side has no value. */
export function bothShown(
  before: unknown,
  after: unknown,
  absent: { before: string; after: string },
): { before: Shown; after: Shown } {
  return {
    before: shownBeside(before, after, "goes", absent.before),
    after: shownBeside(after, before, "comes", absent.after),
  };
}

function shownBeside(
  value: unknown,
  other: unknown,
  mark: NonNullable<Part["mark"]>,
  absent: string,
): Shown {
  if (value === undefined) return { words: absent };
  if (value === maskedSecret) return { words: "a secret" };
  if (value === unknownValue) return { words: "not known yet" };
  if (isEmpty(value)) return { words: "none" };
  if (!Array.isArray(value)) return { parts: [{ text: textOf(value) }] };
  const others = Array.isArray(other) ? new Set(other.map(textOf)) : undefined;
  const elements = value
    .map(textOf)
    .map((text): Part => (others === undefined || others.has(text) ? { text } : { text, mark }));
  // What comes or goes is never cut off behind what stays.
  const parts =
    elements.length > mostParts
      ? [...elements].sort(
          (one, next) => Number(next.mark !== undefined) - Number(one.mark !== undefined),
        )
      : elements;
  return {
    parts: [
      ...parts.slice(0, mostParts),
      ...(parts.length > mostParts
        ? [{ text: `and ${parts.length - mostParts} more`, isCount: true as const }]
        : []),
    ],
  };
}

/** A URL by its host; nothing invisible, and nothing that turns the direction of writing. */
function textOf(value: unknown): string {
  return cut(redact(asText(value), []), maxLength);
}
