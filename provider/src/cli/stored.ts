/** The settings resources in an exported stack, with their secrets in the clear. Pure. */
import * as z from "zod";
import { resourceName, resourceType, setType } from "../pulumi/tokens";
import { SendcloudError } from "../errors";
import { membersOf } from "../settings/members";
import { isMap, type Properties } from "../values";

/** A resource as the state holds it. */
export interface Stored {
  name: string;
  /** Of a member of a set: the set, and the member's name in it. */
  member?: { set: string; name: string };
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
    .filter(({ type, external }) => [resourceType, setType].includes(type) && !external)
    .flatMap(({ urn, type, inputs, outputs }) =>
      type === setType ? membersIn(resourceName(urn), inputs, outputs) : [stored(resourceName(urn), inputs, outputs)],
    )
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

function stored(name: string, inputs: Properties, outputs: Properties): Stored {
  const secrets = new Set(Object.keys(inputs).filter((property) => isSecret(inputs[property])));
  return { name, inputs: inTheClear(inputs), outputs: inTheClear(outputs), secrets };
}

/** The members of a set, each as if it were a resource: what is secret of the whole is secret of each. */
function membersIn(set: string, inputs: Properties, outputs: Properties): Stored[] {
  const [declared, known] = [membersOf(opened(inputs)), membersOf(opened(outputs))];
  return [...known].map(([name, outs]) => {
    const ins = declared.get(name) ?? {};
    const one = { ...stored(`${set}.${name}`, ins, outs), member: { set, name } };
    return isSecret(inputs.integrations) ? { ...one, secrets: new Set(Object.keys(ins)) } : one;
  });
}

/** One side of a set, its members in the clear. */
function opened(side: Properties): Properties {
  const plain = inTheClear(side);
  return { ...plain, ...(isMap(plain.integrations) && { integrations: inTheClear(plain.integrations) }) };
}

function isSecret(value: unknown): boolean {
  return secret.safeParse(value).success;
}

function inTheClear(side: Properties): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(side).map(([name, value]) => {
      const { data } = secret.safeParse(value);
      const plain: unknown = data === undefined ? value : JSON.parse(data.plaintext);
      return [name, plain];
    }),
  );
}
