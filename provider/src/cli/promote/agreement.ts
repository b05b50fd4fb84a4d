/** Whether Pulumi reads a changed configuration as it was planned: the last check before anything is written. Pure. */
import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import { SendcloudError } from "../../errors";
import { equal } from "../../settings/diff";
import { undeclared } from "../../settings/names";
import { isMap, parsedJson } from "../../values";

/** A stack's configuration as Pulumi reads it: objects and lists as JSON. */
export type Configuration = z.infer<typeof schema>;

const schema = z.record(z.string(), z.object({ value: z.string().default("") }));

/** What the Pulumi CLI printed as a stack's configuration. */
export function configuration(printed: unknown): Configuration {
  const { data } = schema.safeParse(printed);
  if (data === undefined)
    throw new SendcloudError(
      "the Pulumi CLI printed a configuration that this version of pulumi-sendcloud cannot read: update pulumi-sendcloud, or install an earlier Pulumi CLI",
    );
  return data;
}

/** The first key that Pulumi reads in another way than planned: promoted ones as in the source, all others as before. */
export function misread(
  source: Configuration,
  before: Configuration,
  after: Configuration,
  keys: readonly string[],
): string | undefined {
  const all = [...new Set([...keys, ...Object.keys(before), ...Object.keys(after)])];
  return all.find((key) => {
    const [wanted, found] = [
      keys.includes(key) ? source[key]?.value : before[key]?.value,
      after[key]?.value,
    ];
    return (
      wanted !== found &&
      (wanted === undefined || found === undefined || !alike(parsedJson(wanted), parsedJson(found)))
    );
  });
}

function alike(wanted: unknown, found: unknown, name = ""): boolean {
  if (isMap(wanted) && isMap(found)) {
    const names = Object.keys(wanted);
    return (
      names.length === Object.keys(found).length &&
      names.every((one) => one in found && alike(wanted[one], found[one], one))
    );
  }
  return isDeepStrictEqual(wanted, found)
    ? wanted !== undefined
    : Object.hasOwn(undeclared, name) && equal(wanted, found);
}
