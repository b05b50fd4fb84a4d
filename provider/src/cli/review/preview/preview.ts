/** What `pulumi preview --json` says of integrations: each change, with what was and what would be, and what was said. Pure. */
import { ourType } from "../../../pulumi/tokens";
import { stackName } from "../../../pulumi/urns";
import { withLive } from "./adoptions";
import type { Change } from "./change";
import { changesOf } from "./changes";
import { type Digest, digestsIn, unlistedIn } from "./digest";
import { type Failure, failuresIn, warningsIn } from "./diagnostics";
import { type Operation, operationsIn } from "./operations";
import { declaredIn, withTakeovers } from "./takeovers";

/** A preview, as far as a review needs it. */
export interface Preview {
  stacks: string[];
  changes: Change[];
  /** Resources of other types that would change, by type. */
  others: Record<string, number>;
  /** What the preview failed with. */
  errors: Failure[];
  /** What the preview warned of. */
  warnings: string[];
  /** How many changes the preview counts, but does not list. */
  unlisted: number;
}

/** Reads the text of `pulumi preview --json`, or of several. Throws where it is something else. */
export function readPreview(text: string): Preview {
  const digests = digestsIn(text);
  const diagnostics = digests.flatMap((digest) => digest.diagnostics);
  const operations = digests.flatMap(({ steps }) => operationsIn(steps));
  const ours = operations.filter(({ type }) => ourType(type) !== undefined);
  const goes = new Set(
    operations.filter(({ effect }) => effect === "release").map(({ urn }) => urn),
  );
  const changes = ours
    .filter(({ effect }) => effect !== "keep")
    .flatMap((operation) => changesOf(operation, goes));
  return {
    stacks: stacksIn(digests),
    changes: withLive(withTakeovers(changes, declaredIn(ours)), diagnostics),
    others: countedByType(
      operations.filter((operation) => !ours.includes(operation) && operation.effect !== "keep"),
    ),
    errors: failuresIn(diagnostics),
    warnings: warningsIn(diagnostics),
    unlisted: digests.reduce((sum, digest) => sum + unlistedIn(digest), 0),
  };
}

function stacksIn(digests: readonly Digest[]): string[] {
  const urns = digests
    .flatMap(({ steps, diagnostics }) => [...steps, ...diagnostics])
    .map(({ urn }) => urn);
  return [...new Set(urns.map(stackName))].filter((stack) => stack !== "").sort();
}

/** What the engine makes for itself is no resource that anybody declares. */
function countedByType(operations: readonly Operation[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { type } of operations) {
    if (type !== "pulumi:pulumi:Stack" && !type.startsWith("pulumi:providers:"))
      counts[type] = (counts[type] ?? 0) + 1;
  }
  return counts;
}
