/** Program process: what belongs to the running program: its configuration, its accounts, and its errors. */
import * as pulumi from "@pulumi/pulumi";
import type { Client } from "../../api/client";
import type { Clients } from "../../api/client";
import { type Found, lookUp } from "../../config/sources";

/**
 * Something that each program has one of: one process of the Automation API may run several, one after the other. Without a
 * stack, as under unit tests with mocks, there is a new one at every call.
 */
export function perProgram<Thing extends object>(make: () => Thing): () => Thing {
  const things = new WeakMap<pulumi.Resource, Thing>();
  return () => {
    const stack = pulumi.runtime.getStackResource();
    if (stack === undefined) return make();
    const thing = things.get(stack) ?? make();
    things.set(stack, thing);
    return thing;
  };
}

/** The configuration of the program's stack and environment. */
export const configured = perProgram<Found>(() =>
  lookUp((key) => pulumi.runtime.getConfig(key), process.env),
);

const opened = perProgram<{ clients?: Promise<Clients> }>(() => ({}));

/** The client of an account. What it takes is loaded only now: most programs ask the API nothing. */
export async function clientOf(account: string | undefined): Promise<Client> {
  const found = configured();
  const program = opened();
  program.clients ??= import("../../api/client.js").then(({ createClients }) =>
    createClients(found, { tell: (line) => void pulumi.log.info(line) }),
  );
  return (await program.clients)(account);
}

/** Whether an input is known only later: one that is known at once costs no promise. */
export function isLater<Value>(
  input: pulumi.Input<Value>,
): input is Promise<Value> | pulumi.OutputInstance<Value> {
  return pulumi.Output.isInstance(input) || input instanceof Promise;
}

/** An error of the program's author: Pulumi prints its message alone, and inspects a stack for 20 seconds, so it has none. */
export function programError(message: string): pulumi.RunError {
  const error = new pulumi.RunError(message);
  error.stack = message;
  return error;
}
