/** The settings resources in an exported stack, with their secrets in the clear. Pure. */
import * as z from "zod";
import { resourceName, resourceType } from "../engine";
import { SendcloudError } from "../errors";

/** A resource as the state holds it. */
export interface Stored {
  name: string;
  inputs: Readonly<Record<string, unknown>>;
  outputs: Readonly<Record<string, unknown>>;
  /** The properties that the program holds secret. */
  secrets: ReadonlySet<string>;
}

const properties = z.record(z.string(), z.unknown()).default({});

const resource = z.object({
  urn: z.string(),
  type: z.string(),
  external: z.boolean().default(false),
  inputs: properties,
  outputs: properties,
});

const exported = z.object({ deployment: z.object({ resources: z.array(resource).default([]) }) });

/** A secret as `pulumi stack export --show-secrets` writes it. */
const secret = z.object({ "4dabf18193072939515e22adb298388d": z.string(), plaintext: z.string() });

/** Reads an exported stack, by the resources' names; those that are only looked up manage nothing, and are left out. */
export function storedIn(stack: unknown): Stored[] {
  const { data } = exported.safeParse(stack);
  if (data === undefined) throw new SendcloudError("the stack's state is not one that this version of pulumi-sendcloud can read");
  return data.deployment.resources
    .filter(({ type, external }) => type === resourceType && !external)
    .map(({ urn, inputs, outputs }) => ({
      name: resourceName(urn),
      inputs: inTheClear(inputs),
      outputs: inTheClear(outputs),
      secrets: new Set(Object.keys(inputs).filter((name) => secret.safeParse(inputs[name]).success)),
    }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

function inTheClear(side: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(side).map(([name, value]) => {
      const { data } = secret.safeParse(value);
      const plain: unknown = data === undefined ? value : JSON.parse(data.plaintext);
      return [name, plain];
    }),
  );
}
