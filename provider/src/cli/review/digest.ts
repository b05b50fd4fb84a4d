/** What `pulumi preview --json` prints: its steps and its messages, found in a text and checked. Pure. */
import { stripVTControlCharacters } from "node:util";
import * as z from "zod";
import { SendcloudError } from "../../errors";
import { cut, redact, visible } from "../../format";
import { native } from "../../pulumi/tokens";
import { isDefaultProvider, resourceName, typeInUrn } from "../../pulumi/urns";
import { isMap, parsedJson } from "../../values";

const text = z.string().default("");
const flag = z.boolean().default(false);
const properties = z.record(z.string(), z.unknown()).nullish();
const state = z.object({
  type: text,
  inputs: properties.transform((value) => value ?? {}),
  outputs: properties.transform((value) => value ?? {}),
  external: flag,
  provider: text,
  retainOnDelete: flag,
  deletedWith: text,
});
const step = z.object({
  op: z.string(),
  urn: z.string(),
  oldState: state.nullish(),
  newState: state.nullish(),
  detailedDiff: properties.catch(undefined),
});
const digest = z.object({
  steps: z.array(step).nullish(),
  diagnostics: z.array(z.object({ urn: text, message: text, severity: text })).nullish(),
  changeSummary: z.record(z.string(), z.number()).nullish(),
});

/** A resource before or after, as the engine prints it. */
export type PrintedState = z.infer<typeof state>;

/** What the engine would do to one resource; `refreshed` where it only reads it, and records what it finds. */
export type Step = z.infer<typeof step> & { refreshed: boolean };

/** One preview, or several. */
export interface Digest {
  steps: Step[];
  diagnostics: { urn: string; message: string; severity: string }[];
  /** How many changes are counted, but not listed. */
  unlisted: number;
}

/** Decodes UTF-8, or UTF-16 as PowerShell writes it: with a mark, or with a zero byte beside each ASCII character. */
export function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const isBig = first === 0 || first === 0xfe;
  const encoding = isBig ? "utf-16be" : second === 0 || first === 0xff ? "utf-16le" : "utf-8";
  return new TextDecoder(encoding).decode(bytes);
}

/** An object on lines of its own, whatever stands around it; and the beginning of one that ends too early. */
const printed = /^\{$[^]*?^\}$|^\{.*\}$/gm;
const cutOff = /^\{$|"steps"\s*:/m;
const forPeople = /^(Previewing|Updating|Refreshing|Destroying) /m;

/** Reads every preview in a text. Throws where there is none, and says what there is instead. */
export function readDigest(given: string): Digest {
  const whole = parsedJson(given);
  const objects = isMap(whole)
    ? [whole]
    : (given.match(printed) ?? []).map(parsedJson).filter(isMap);
  const previews = objects.filter(({ steps, diagnostics }) => steps ?? diagnostics);
  const parsed = previews.flatMap((one) => digest.safeParse(one).data ?? []);
  // Without steps it is a preview that failed, or none.
  const read = parsed.filter((one) => one.steps || one.diagnostics?.some(isError));
  const isCut = !isMap(whole) && cutOff.test(given.replace(printed, ""));
  if (read.length === 0 || read.length < previews.length || isCut) {
    const advice = "give the output of `pulumi preview --json` as a file, or on standard input";
    const [, instead] = [
      [isCut, ", or not all of it, since its end is missing: run it again to its end, and "],
      [given.trim() === "", ", but empty: the command before may have failed. Run it alone, or "],
      [forPeople.test(given), ", but what it prints for people, without --json: "],
      [objects.length > 0, ", but other JSON, such as a plan, an event log or an exported state: "],
    ].find(([is]) => is) ?? [true, ": "];
    throw new SendcloudError(
      `this is not what \`pulumi preview --json\` prints${instead}${advice}`,
    );
  }
  return {
    steps: read.flatMap(stepsOf),
    diagnostics: read.flatMap(({ diagnostics }) => diagnostics ?? []),
    unlisted: read.reduce((sum, one) => sum + unlistedIn(one), 0),
  };
}

/** A preview of a refresh has one step a resource; `pulumi preview --refresh` has the program's too. */
function stepsOf({ steps }: z.infer<typeof digest>): Step[] {
  const all = steps ?? [];
  const isSingle = new Set(all.map(({ urn }) => urn)).size === all.length;
  const isRefresh = isSingle && all.some(({ op }) => op === "refresh");
  return all.map((one) => {
    const isRead = one.op === "update" && Object.keys(one.newState?.outputs ?? {}).length > 0;
    return { ...one, refreshed: isRefresh || isRead };
  });
}

/** Of dynamic resources, a refresh counts what drifted, and lists it as it was. */
function unlistedIn({ steps, changeSummary }: z.infer<typeof digest>): number {
  const changes = /^(create|update|replace|delete|import|create-replacement)$/;
  const counts = Object.entries(changeSummary ?? {}).filter(([op]) => changes.test(op));
  const listed = (steps ?? []).filter(({ op }) => changes.test(op)).length;
  return Math.max(0, counts.reduce((sum, [, count]) => sum + count, 0) - listed);
}

/** An error, and the resource that it is of. */
export interface Failure {
  resource: string;
  text: string;
}

/** How the engine begins what a provider refuses. It may print the value. */
const refusal = /^\S+ (resource '.*?')(?:: property (\S+) value \{.*\})? has a problem: /s;

/** What the preview failed with. YAML's language host prints what is wrong with a program as no error. */
export function errorsIn({ diagnostics }: Digest): Failure[] {
  const all = diagnostics.filter(isError).map(({ urn, message }) => ({
    // Nobody declares the default provider: what is wrong with it is wrong with the configuration.
    resource:
      typeInUrn(urn) === native.provider && isDefaultProvider(resourceName(urn))
        ? ""
        : resourceName(urn),
    text: readable(message)
      .replace(refusal, urn === "" ? "$1: $2 " : "$2 ")
      .trim(),
  }));
  const telling = all.filter(({ text }) => !/^(|preview failed|update failed)$/.test(text));
  return unique(telling.length > 0 ? telling : all);
}

function isError({ severity, urn, message }: Digest["diagnostics"][number]): boolean {
  if (severity === "info#err") return urn === "" && /^Error: \S/.test(plain(message));
  return severity === "error";
}

/** The warnings of the engine, and those that the provider prints beside them. */
export function warningsIn({ diagnostics }: Digest): string[] {
  const warnings = diagnostics.filter(
    ({ severity, message }) =>
      severity === "warning" || (severity === "info" && plain(message).startsWith("warning: ")),
  );
  return unique(warnings.map(({ message }) => readable(message)));
}

/** What was printed about a resource, as it stands. A line without a URN names the resource and its integration. */
export function printedIn({ diagnostics }: Digest): (urn: string, id: unknown) => string[] {
  const all = diagnostics.flatMap(({ severity, urn, message }) => {
    const lines = plain(message).split("\n");
    const [first = ""] = lines;
    if (severity !== "info" || first.startsWith("warning: ")) return [];
    const words = ` ${first.replace(/[^\p{L}\p{N}_-]+(?=\s|$)|(?<=^|\s)[^\p{L}\p{N}_-]+/gu, "")} `;
    return { of: urn, words, text: lines.map((line) => cut(redact(line, []), 600)).join("\n") };
  });
  return (urn, id) => {
    const [name, number] = [` ${resourceName(urn)} `, ` integration ${String(id)} `];
    const isAbout = ({ of, words }: (typeof all)[number]): boolean =>
      of === urn || (of === "" && words.includes(name) && words.includes(number));
    return unique(all.filter(isAbout).map(({ text }) => text));
  };
}

/** What stays as it is: commands of Pulumi, and URNs. */
const copied = /(`pulumi [^`]*`|urn:pulumi:[^\s"'`]+)/;

/** In one line, and of a program's error what it says, not where; of a URL the host alone. */
function readable(message: string): string {
  const [said = ""] = plain(message)
    .replace(/^(?:warning|error): (?:Preview failed: )?/i, "")
    .replace(
      /^Running program '.*?' failed with an unhandled exception:\s*/s,
      "the program failed: ",
    )
    .split(/\n\s+at /);
  const parts = said.split(copied);
  return parts
    .map((part, at) => (at % 2 === 1 ? visible(part) : redact(part, [])))
    .join("")
    .trim();
}

function plain(message: string): string {
  return stripVTControlCharacters(message.replace(/<\{%[^%]*%\}>/g, "")).trim();
}

/** Sorted, since programs run in no order. */
function unique<Value>(values: readonly Value[]): Value[] {
  const all = new Map(values.map((value) => [JSON.stringify(value), value]));
  return [...all].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, value]) => value);
}
