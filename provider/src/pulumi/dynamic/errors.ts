/** Provider process: how a problem reaches the engine, and through it a person. */
import { SendcloudError } from "../../errors";
import type { Properties } from "../../values";

/** A problem that left something to record: the runtime stores these outputs, and has the resource updated by the next run. */
export function partialFailure(problem: SendcloudError, id: string, outputs: Properties): SendcloudError {
  return Object.assign(plain(problem), { id, properties: outputs, reasons: [problem.message] });
}

/** The runtime prints `${error}: ${error.stack}` before the engine prints the message: with this an operator reads no stack trace. */
export function plain(problem: SendcloudError): SendcloudError {
  problem.stack = problem.message;
  problem.toString = () => problem.name;
  return problem;
}

/** Does work that may throw an error which an operator can act on. */
export async function plainly<Of>(work: () => Of | Promise<Of>): Promise<Of> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof SendcloudError ? plain(error) : error;
  }
}
