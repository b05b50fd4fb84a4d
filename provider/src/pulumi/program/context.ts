/** Program process: what belongs to the running program: its configuration, its accounts, and its errors. */
import * as pulumi from "@pulumi/pulumi";
import type { Client, Clients } from "../../api/client";
import { type Found, findConfiguration } from "../../config/sources";

/**
 * One thing for each program: a process of the Automation API may run several programs in turn. Without a stack, as in
 * unit tests with mocks, each call makes a new one.
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
  findConfiguration((key) => pulumi.runtime.getConfig(key), process.env),
);

const opened = perProgram<{ clients?: Promise<Clients> }>(() => ({}));

/** The client of an account. The code for requests is loaded here, since most programs send none. */
export async function clientOf(account: string | undefined): Promise<Client> {
  const found = configured();
  const program = opened();
  program.clients ??= import("../../api/client.js").then(({ createClients }) =>
    createClients(found, { tell: (line) => void pulumi.log.info(line) }),
  );
  return (await program.clients)(account);
}

/** Whether an input is an Output or a Promise. */
export function isLater<Value>(
  input: pulumi.Input<Value>,
): input is Promise<Value> | pulumi.OutputInstance<Value> {
  return pulumi.Output.isInstance(input) || input instanceof Promise;
}

/** An error that Pulumi prints without a stack trace, and at once: it would inspect a real stack for 20 seconds. */
export function programError(message: string): pulumi.RunError {
  const error = new pulumi.RunError(message);
  error.stack = message;
  return error;
}
