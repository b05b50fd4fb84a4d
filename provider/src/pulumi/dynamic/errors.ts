/** Provider process: turns a problem into an error that the engine records and prints. */
import { SendcloudError } from "../../errors";
import type { Properties } from "../../values";

/** A partial failure: the engine stores these outputs, and the next run updates the resource. */
export function partialFailure(
  problem: SendcloudError,
  id: string,
  outputs: Properties,
): SendcloudError {
  return Object.assign(plain(problem), { id, properties: outputs, reasons: [problem.message] });
}

/** Removes the stack trace: the runtime would print it, as `${error}: ${error.stack}`, before the engine prints the message. */
export function plain(problem: SendcloudError): SendcloudError {
  problem.stack = problem.message;
  problem.toString = () => problem.name;
  return problem;
}

/** Runs the work. An error that an operator can act on is thrown without its stack trace. */
export async function plainly<Of>(work: () => Of | Promise<Of>): Promise<Of> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof SendcloudError ? plain(error) : error;
  }
}
