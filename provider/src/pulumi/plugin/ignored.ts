/** Plugin: what `ignoreChanges` asks beyond the life cycle. The engine tells of it after `check`, so that a rule that an ignored value breaks is judged again. */
import { SendcloudError } from "../../errors";
import type { Failure } from "../../settings/check";
import { declarerOf, type Session } from "./session";

/** Rejects what breaks a rule that was left to be judged until it is known what is ignored. */
export function refuse(judge: (later: boolean) => { failures: readonly Failure[] }): void {
  const reasons = (later: boolean): string[] =>
    judge(later).failures.map(({ property, reason }) =>
      property === "" ? reason : `${property} ${reason}`,
    );
  const all = reasons(false);
  if (all.length === 0) return;
  const before = reasons(true);
  const left = all.filter((reason) => !before.includes(reason));
  if (left.length > 0) throw new SendcloudError(left.join("; "));
}

/** Warns of paths that name nothing. */
export function tellOfPaths(
  { run, tellDoubts }: Session,
  urn: string,
  doubts: readonly string[],
): void {
  tellDoubts(run, declarerOf(urn), [], doubts);
}
