/** What was said while a preview was made: what it failed with, by resource, and what it warned of. Pure. */
import { stripVTControlCharacters } from "node:util";
import { native, withoutOurTypes } from "../../../pulumi/tokens";
import { isDefaultProvider, resourceName, typeInUrn } from "../../../pulumi/urns";
import { redact } from "../../../format";
import type { Diagnostic } from "./digest";

/** What is wrong with one resource, or with none of them. */
export interface Failure {
  /** The resource, or member of a set. */
  resource?: string;
  problems: string[];
}

/** The errors, those of one resource together; what names a resource comes first. */
export function failuresIn(diagnostics: readonly Diagnostic[]): Failure[] {
  const errors = diagnostics.filter(isError).map(({ urn, message }) => problemOf(urn, message));
  const told = errors.filter(({ text }) => text !== "" && !/^(preview|update) failed$/.test(text));
  const byResource = new Map<string | undefined, Set<string>>();
  for (const { resource, text } of told.length > 0 ? told : errors) {
    byResource.set(
      resource,
      (byResource.get(resource) ?? new Set()).add(text || "without a message"),
    );
  }
  return [...byResource]
    .map(([resource, problems]) => ({
      ...(resource !== undefined && { resource }),
      problems: [...problems].sort(compareText),
    }))
    .sort((one, other) => compareText(one.resource ?? "\uffff", other.resource ?? "\uffff"));
}

/** YAML's language host prints what is wrong with a program, and the engine takes that for no error. */
function isError({ severity, urn, message }: Diagnostic): boolean {
  return (
    severity === "error" ||
    (severity === "info#err" && urn === "" && /^Error: \S/.test(plain(message)))
  );
}

/** The warnings: those of the engine, and those that the provider prints beside them. */
export function warningsIn(diagnostics: readonly Diagnostic[]): string[] {
  const warnings = diagnostics
    .filter(
      ({ severity, message }) =>
        severity === "warning" || (severity === "info" && plain(message).startsWith("warning: ")),
    )
    .map(({ message }) => withoutTypes(readable(message)));
  return [...new Set(warnings.filter((message) => message !== ""))].sort(compareText);
}

/** `resource 'shops' has a problem: integrations.flowers: shopName …`, as the engine spells what a provider refuses. */
const refusal =
  /^(?:[\w-]+:[\w/-]+:\w+ )?resource '(.*?)'(?:: property (\S+) value \{.*\})? has a problem: (.*)$/s;

function problemOf(urn: string, message: string): { resource: string | undefined; text: string } {
  const text = readable(message);
  const [, named, property, why] = refusal.exec(text) ?? [];
  const isOfConfiguration =
    urn === ""
      ? text.startsWith(`${native.provider} `) && isDefaultProvider(named ?? "")
      : isOfDefaultProvider(urn);
  const resource = isOfConfiguration ? undefined : urn === "" ? named : resourceName(urn);
  if (why === undefined) return { resource, text: withoutTypes(text) };
  const [, member, rest] = /^integrations\.(.+?): (.*)$/s.exec(why) ?? [];
  if (member !== undefined && rest !== undefined)
    return { resource: `${resource ?? ""}.${member}`, text: rest };
  return { resource, text: property === undefined ? why : `${property} ${why}` };
}

/** Nobody declares the default provider: what is wrong with it is wrong with the stack's configuration. */
function isOfDefaultProvider(urn: string): boolean {
  return typeInUrn(urn) === native.provider && isDefaultProvider(resourceName(urn));
}

/** Without colours, in one line, of a program's error what it says and not where; of a URL the host alone. */
function readable(message: string): string {
  const text = plain(message)
    .replace(/^(?:warning|error): /i, "")
    .replace(/^Preview failed: /, "");
  const [said = ""] = text.split(/\n\s+at /);
  return redact(
    said.replace(
      /^Running program '.*?' failed with an unhandled exception:\s*/s,
      "the program failed: ",
    ),
    [],
  ).trim();
}

function plain(message: string): string {
  return stripVTControlCharacters(message.replace(/<\{%[^%]*%\}>/g, "")).trim();
}

/** Names of types and URNs of ours say nothing to a reader that the resource's name does not. */
function withoutTypes(text: string): string {
  return withoutOurTypes(text.replace(/urn:pulumi:[^\s"'`]+/g, (urn) => resourceName(urn)));
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
