/** Program process: an output that may fail before the program's exports are read. The SDK tells the failure with the use; Node.js would warn besides that nobody had listened in time. */
import type * as pulumi from "@pulumi/pulumi";
import { perProgram } from "./context";
import { untyped } from "./untyped";

/** The same output. The SDK itself listens to some of its promises only later. What fails and is not used fails the program at its end. */
export function toldWhenUsed<Result>(output: pulumi.Output<Result>): pulumi.Output<Result> {
  for (const part of ["isSecret", "allResources", "isKnown"]) {
    const promise = untyped(output, part);
    if (promise instanceof Promise) promise.catch(part === "isKnown" ? failAtEnd : () => undefined);
  }
  return output;
}

/** A program that the Automation API runs within another has no end of its own. */
const hasEnd = /[\\/]cmd[\\/]run[\\/]/.test(process.argv[1] ?? "");

const failing = perProgram<{ first?: Error }>(() => ({}));

/** The SDK tells each error once, so that one which a use has told already is not told again. One is enough to fail the program. */
function failAtEnd(error: unknown): void {
  const program = failing();
  if (!hasEnd || program.first !== undefined || !(error instanceof Error)) return;
  program.first = error;
  process.once("beforeExit", () => {
    throw error;
  });
}
