/** The settings resources in an exported stack, with their secrets in the clear. Pure. */
import * as z from "zod";
import { ourType, type OurType } from "../pulumi/tokens";
import { declaredProvider, resourceName } from "../pulumi/urns";
import { SendcloudError } from "../errors";
import { holdsSecret, inTheClear } from "./marks";
import { present, type Properties } from "../values";

/** A provider resource as the state holds it, which is as the last `pulumi up` has configured it. */
export interface StoredProvider {
  urn: string;
  name: string;
  /** Nothing where the state does not hold it. */
  configuration: Readonly<Record<string, unknown>> | undefined;
}

/** A resource as the state holds it. */
export interface Stored {
  name: string;
  /** What serves it: the dynamic provider of programs in TypeScript, or the plugin. */
  edge: OurType["edge"];
  /** The provider that the program declares for it, which may have keys of its own. */
  provider?: StoredProvider;
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
  provider: z.string().default(""),
  inputs: properties,
  outputs: properties,
});

const exported = z.object({ deployment: z.object({ resources: z.array(resource).default([]) }) });

/** Reads an exported stack, by the resources' names; those that are only looked up manage nothing, and are left out. */
export function storedIn(stack: unknown): Stored[] {
  const { data } = exported.safeParse(stack);
  if (data === undefined)
    throw new SendcloudError(
      "this version of pulumi-sendcloud cannot read the stack's state: update pulumi-sendcloud",
    );
  const { resources } = data.deployment;
  return resources
    .flatMap(({ urn, type, external, provider, inputs, outputs }): Stored[] => {
      const ours = ourType(type);
      if (ours === undefined || external) return [];
      const name = resourceName(urn);
      const declared = providerIn(resources, declaredProvider(provider));
      return [
        { ...stored(name, inputs, outputs), edge: ours.edge, ...present({ provider: declared }) },
      ];
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

function providerIn(
  resources: readonly z.infer<typeof resource>[],
  urn: string | undefined,
): StoredProvider | undefined {
  if (urn === undefined) return undefined;
  const found = resources.find((one) => one.urn === urn);
  return { urn, name: resourceName(urn), configuration: found && inTheClear(found.inputs) };
}

/** What a resource says itself. */
type Own = Omit<Stored, "edge" | "provider">;

function stored(name: string, inputs: Properties, outputs: Properties): Own {
  const secrets = new Set(Object.keys(inputs).filter((property) => holdsSecret(inputs[property])));
  return { name, inputs: inTheClear(inputs), outputs: inTheClear(outputs), secrets };
}
