/** What every operation on one integration does with its result. */
import { SendcloudError } from "../errors";
import { adopted, released } from "./messages";
import type { Result } from "./state";

/** Adds the line about what was done. */
export function toldOf(label: string, { done, messages, ...result }: Result): Result {
  if (done === undefined) return { ...result, messages };
  return {
    ...result,
    messages: [
      ...messages,
      done.kind === "adopted" ? adopted(label, done.changed, done.hidden) : released(label),
    ],
  };
}

/** Errors that an operator can act on become part of the result. */
export async function attempt(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SendcloudError)) throw error;
    return { problem: error, messages: [] };
  }
}
