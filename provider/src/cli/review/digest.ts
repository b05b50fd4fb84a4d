/** What `pulumi preview --json` prints: its steps and its messages, checked. Pure. */
import { stripVTControlCharacters } from "node:util";
import * as z from "../../zod-parts";
import { SendcloudError } from "../../errors";
import { redact, visible } from "../../format";
import { native } from "../../pulumi/tokens";
import { isDefaultProvider, resourceName, typeInUrn } from "../../pulumi/urns";
import { parsedJson } from "../../values";

const text = z.string().default("");
const properties = z.record(z.string(), z.unknown()).nullish();
const state = z.object({
  type: text,
  inputs: properties.transform((value) => value ?? {}),
  outputs: properties.transform((value) => value ?? {}),
  provider: text,
  retainOnDelete: z.boolean().default(false),
});
const step = z.object({
  op: z.string(),
  urn: z.string(),
  oldState: state.nullish(),
  newState: state.nullish(),
  detailedDiff: properties.catch(undefined),
});
const diagnostic = z.object({ urn: text, message: text, severity: text });
const digest = z.object({
  steps: z.array(step).nullish(),
  diagnostics: z.array(diagnostic).nullish(),
  changeSummary: z.record(z.string(), z.number()).nullish(),
});

/** What the engine would do to one resource. */
export type Step = z.infer<typeof step>;

/** A message of the engine, of a provider or of the program. */
export type Diagnostic = z.infer<typeof diagnostic>;

export type Digest = ReturnType<typeof readDigest>;

/** Reads a preview, and how many changes it counts but does not list. Throws where the text is none. */
export function readDigest(given: string) {
  const { steps, diagnostics, changeSummary } = digest.safeParse(parsedJson(given)).data ?? {};
  // Without steps it is a preview that failed, or none.
  if (!steps && !diagnostics?.some(isError)) {
    const instead =
      given.trim() === ""
        ? "but empty: the command before may have failed. Run it alone"
        : "or not all of it: give its whole output in UTF-8, as a file or on standard input";
    throw new SendcloudError(`this is not what \`pulumi preview --json\` prints, ${instead}`);
  }
  // Of dynamic resources, a refresh counts what drifted, and lists it as it was.
  const changes = /^(create|update|replace|delete|import|create-replacement)$/;
  const counts = Object.entries(changeSummary ?? {}).filter(([op]) => changes.test(op));
  const listed = steps?.filter(({ op }) => changes.test(op)).length ?? 0;
  const unlisted = counts.reduce((sum, [, count]) => sum + count, -listed);
  return { steps: steps ?? [], diagnostics: diagnostics ?? [], unlisted: Math.max(0, unlisted) };
}

/** How the engine begins what a provider refuses. It may print the value. */
const refusal = /^\S+ (resource '.*?')(?:: property (\S+) value \{.*\})? has a problem: /s;

/** What the preview failed with. YAML's language host prints what is wrong with a program as no error. */
export function errorsIn(diagnostics: readonly Diagnostic[]): string[] {
  const all = diagnostics.filter(isError).map(({ urn, message }) => {
    const name = resourceName(urn);
    // Nobody declares the default provider: what is wrong with it is wrong with the configuration.
    const isDefault = typeInUrn(urn) === native.provider && isDefaultProvider(name);
    const subject = urn === "" ? "$1: $2 " : "$2 ";
    const sentence = readable(message).replace(refusal, subject).trim();
    return { sentence, text: `${name === "" || isDefault ? "" : `\`${name}\`: `}${sentence}` };
  });
  const telling = all.filter(({ sentence }) => !/^(|preview failed|update failed)$/.test(sentence));
  return unique((telling.length > 0 ? telling : all).map(({ text }) => text));
}

function isError({ severity, urn, message }: Diagnostic): boolean {
  if (severity === "info#err") return urn === "" && /^Error: \S/.test(plain(message));
  return severity === "error";
}

/** The warnings of the engine, and those that the provider prints beside them. */
export function warningsIn(diagnostics: readonly Diagnostic[]): string[] {
  const warnings = diagnostics.filter(
    ({ severity, message }) =>
      severity === "warning" || (severity === "info" && plain(message).startsWith("warning: ")),
  );
  return unique(warnings.map(({ message }) => readable(message)));
}

/** What was printed as information, about this resource or about none. */
export function printedIn(diagnostics: readonly Diagnostic[]) {
  const infos = diagnostics.filter(({ severity }) => severity === "info");
  const all = infos.map(({ urn, message }) => ({ urn, text: plain(message) }));
  return (resource: string): Set<string> =>
    new Set(all.flatMap(({ urn, text }) => (urn === "" || urn === resource ? text : [])));
}

/** What stays as it is: commands of Pulumi, and URNs. */
const copied = /(`pulumi [^`]*`|urn:pulumi:[^\s"'`]+)/;

/** In one line, and of a program's error what it says, not where; of a URL the host alone. */
function readable(message: string): string {
  const crash = /^Running program '.*?' failed with an unhandled exception:\s*/s;
  const [sentence = ""] = plain(message)
    .replace(/^(?:warning|error): (?:Preview failed: )?/i, "")
    .replace(crash, "the program failed: ")
    .split(/\n\s+at /);
  return sentence
    .split(copied)
    .map((part, at) => (at % 2 === 1 ? visible(part) : redact(part, [])))
    .join("")
    .trim();
}

function plain(message: string): string {
  return stripVTControlCharacters(message.replace(/<\{%[^%]*%\}>/g, "")).trim();
}

/** Sorted, since programs run in no order. */
function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}
