/** Plugin: what `ignoreChanges` asks beyond the life cycle. The engine tells of it after `check`, so that a rule that an ignored value breaks is judged again. */
import { SendcloudError } from "../../errors";
import type { Failure } from "../../settings/check";
import { declarerOf, type Session } from "./session";

/** Rejects what breaks a rule that was left to be judged until it is known what is ignored. */
export function refuse(failures: readonly Failure[]): void {
  const reasons = failures.map(({ property, reason }) =>
    property === "" ? reason : `${property} ${reason}`,
  );
  if (reasons.length > 0) throw new SendcloudError(reasons.join("; "));
}

/** Warns of paths that name nothing. */
export function tellOfPaths(
  { run, tellDoubts }: Session,
  urn: string,
  doubts: readonly string[],
): void {
  tellDoubts(run, declarerOf(urn), [], doubts);
}
