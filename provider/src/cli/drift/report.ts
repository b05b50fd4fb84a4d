/** What `drift` prints of what it found, and the status that it ends with. */
import type { Drift } from "./compare";
import { foundStatus } from "../io";
import { table } from "../table";

/** The exit status where there was nothing to compare: neither drift nor none. */
export const nothingComparedStatus = 3;

/** What was compared. */
export interface Compared {
  /** The stack's name. */
  stack: string;
  /** How many integrations the stack manages, and how many settings of theirs. */
  managed: number;
  settings: number;
  drift: readonly Drift[];
}

export function statusOf({ settings, drift }: Compared): number {
  if (drift.length > 0) return foundStatus;
  return settings === 0 ? nothingComparedStatus : 0;
}

/** A line for each integration that is not as declared, or one that says why there is none. */
export async function report({ stack, managed, settings, drift }: Compared): Promise<string> {
  if (drift.length > 0) return table(["resource", "integration", "declared → live"], rows(drift));
  if (managed === 0)
    return `nothing was compared: stack ${stack} manages no integrations. Run pulumi up first, or name another stack with --stack`;
  const integrations = managed === 1 ? "the integration" : `all ${managed} integrations`;
  if (settings === 0) return `nothing was compared: stack ${stack} declares no settings of ${integrations}`;
  return `no drift: ${integrations} ${managed === 1 ? "is" : "are"} as declared`;
}

function rows(drift: readonly Drift[]): string[][] {
  const lines = new Map<string, string[]>();
  for (const { resource, integrationId, account, setting, declared, live } of drift) {
    const row = lines.get(resource) ?? [resource, `${integrationId}${account === undefined ? "" : ` (${account})`}`, ""];
    const told = setting === "integration" ? "gone from Sendcloud" : `${setting}: ${declared} → ${live}`;
    lines.set(resource, [...row.slice(0, 2), [row[2], told].filter((part) => part !== "").join("; ")]);
  }
  return [...lines.values()];
}
