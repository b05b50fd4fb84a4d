/** Program process: what a resource registers beside what is declared, so that its provider knows whose it is. `check` takes it out again: no state holds it. */
import * as pulumi from "@pulumi/pulumi";
import type { Meant } from "../announcement";
import { declarer, outcome, recordedInput, setType } from "../tokens";
import { isLater, perProgram } from "./context";
import type { Declaration } from "./kept";
import { meant } from "./meant";
import { refuseOtherProviders } from "./other-provider";
import { untyped } from "./untyped";

const declared = perProgram((): Declaration[] => []);

/** What is registered, and what to call once the resource is. */
interface Registered {
  hidden: pulumi.Inputs;
  registered: (resource: pulumi.CustomResource) => void;
}

/** The number tells resources with the same name apart; `more` is what else its provider is to know. */
export function declaredBy(name: string, type: string, managed: pulumi.Input<readonly unknown[]>, more: pulumi.Inputs): Registered {
  const declarations = declared();
  const declaration: Declaration = { name, type, integrations: isLater(managed) ? undefined : managed.flatMap(meant), status: "pending" };
  declarations.push(declaration);
  const by = { name, number: declarations.length, stack: pulumi.getStack(), ...more };
  if (isLater(managed)) {
    pulumi.output(managed).apply((members) => {
      declaration.integrations = members.flatMap(meant);
      refuseOtherProviders(declarations, declaration);
    });
  }
  const made = (resource: pulumi.CustomResource): void => {
    declaration.provider = untyped(resource, "__prov");
    refuseOtherProviders(declarations, declaration);
  };
  // A preview adopts and deletes nothing; a set says at preview what becomes of members that leave it. Mocks have no stack.
  if (pulumi.runtime.isDryRun() || pulumi.runtime.getStackResource() === undefined) {
    const hidden = { [declarer]: type === setType ? { ...by, others: others(declarations, declaration) } : by };
    return { hidden, registered: made };
  }

  // Loaded only now: previews need none of it.
  const takeovers = import("./takeover.js").then(({ takeoversOf }) => takeoversOf(declarations));
  const recorded = async (members: readonly unknown[]): Promise<pulumi.Output<string> | undefined> => {
    declaration.integrations = members.flatMap(meant);
    const states = await (await takeovers).recordedFor(declaration);
    return states === undefined ? undefined : pulumi.secret(states);
  };
  return {
    hidden: {
      [declarer]: by,
      [outcome]: undefined,
      [recordedInput]: isLater(managed) ? pulumi.output(managed).apply(recorded) : recorded(managed),
    },
    registered(resource) {
      made(resource);
      void takeovers.then(({ follow }) => follow(declaration, resource));
    },
  };
}

/** The integrations that other resources declare, once the program has declared what it can at once. */
async function others(declarations: readonly Declaration[], than: Declaration): Promise<readonly Meant[]> {
  await new Promise(setImmediate);
  return declarations.flatMap((one) => (one === than ? [] : (one.integrations ?? [])));
}
