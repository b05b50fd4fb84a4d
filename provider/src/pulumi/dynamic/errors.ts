/** Provider process: how failures reach the engine, and through it a person. */
import type * as pulumi from "@pulumi/pulumi";
import { SendcloudError } from "../../errors";
import type { Properties } from "../../values";

/** The runtime records the properties of such an error, and marks the resource for the next update; of its texts the engine prints the reasons. */
export function partly(error: SendcloudError, id: pulumi.ID, outs: Properties, { __provider }: Properties): SendcloudError {
  return Object.assign(error, { id, properties: { ...outs, __provider }, reasons: [error.message] });
}

/** The runtime prints `${error}: ${error.stack}` before the engine prints the message: without this, an operator reads a stack trace. */
export async function plainly<Result>(
  work: () => Result | Promise<Result>,
  finished: (error: SendcloudError) => SendcloudError = (error) => error,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SendcloudError)) throw error;
    error.stack = error.message;
    error.toString = () => error.name;
    throw finished(error);
  }
}
