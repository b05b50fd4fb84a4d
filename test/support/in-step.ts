/** A failure inside a story says which step it is. */
import { AssertionError } from "node:assert";

/** Does the work; what it throws gets the step's name in front of its message, and keeps the difference that an assertion found. */
export async function inStep<Result>(
  number: number,
  title: string,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    const message = `step ${number}, "${title}": ${cause instanceof Error ? cause.message : String(cause)}`;
    throw cause instanceof AssertionError
      ? failedAssertion(message, cause)
      : new Error(message, { cause });
  }
}

/** The runner shows `actual` and `expected` as a difference where an error has both. */
function failedAssertion(message: string, cause: AssertionError): AssertionError {
  const { actual, expected, operator } = cause;
  return Object.assign(new AssertionError({ message, actual, expected, operator }), { cause });
}
