/** What `drift` prints of what it found, and the status that it ends with. */
import type { Drift, NotCompared } from "./compare";
import { inLine } from "../inert";
import { foundStatus } from "../exit-status";
import { table } from "../table";

/** The exit status where there was nothing to compare: neither drift nor none. */
export const nothingComparedStatus = 3;

/** The exit status where something could not be compared, and the rest has no drift. */
export const notComparedStatus = 1;

/** What was compared. */
export interface Compared {
  /** The stack's name. */
  stack: string;
  /** How many integrations the stack manages, and how many settings of theirs. */
  managed: number;
  settings: number;
  drift: readonly Drift[];
  notCompared: readonly NotCompared[];
}

export function statusOf({ settings, drift, notCompared }: Compared): number {
  if (drift.length > 0) return foundStatus;
  if (notCompared.length > 0) return notComparedStatus;
  return settings === 0 ? nothingComparedStatus : 0;
}

/** A line for each integration that is not as declared, or one line that says why there are none; then a line for each that could not be compared. */
export async function report(compared: Compared): Promise<string> {
  const { notCompared } = compared;
  const lines = notCompared.map(
    ({ resource, integrationId, reason }) =>
      `not compared: ${inLine(`${resource} (integration ${integrationId}): ${reason}`)}`,
  );
  return [await found(compared), ...lines].join("\n");
}

async function found({ stack, managed, settings, drift, notCompared }: Compared): Promise<string> {
  if (drift.length > 0) return table(["resource", "integration", "declared → live"], rows(drift));
  if (notCompared.length > 0) {
    const rest = managed - notCompared.length;
    return rest === 0
      ? "nothing was compared"
      : `no drift of the ${rest === 1 ? "integration" : `${rest} integrations`} that could be compared`;
  }
  if (managed === 0)
    return `nothing was compared: stack ${stack} manages no integrations. Run pulumi up first, or name another stack with --stack`;
  if (settings === 0) {
    const managedOnes = managed === 1 ? "the integration" : `all ${managed} integrations`;
    return `nothing was compared: stack ${stack} declares no settings of ${managedOnes} that it manages. Declare one and run pulumi up first`;
  }
  if (managed === 1) return "no drift: the integration is as declared";
  return `no drift: ${managed === 2 ? "both" : `all ${managed}`} integrations are as declared`;
}

function rows(drift: readonly Drift[]): string[][] {
  const lines = new Map<string, string[]>();
  for (const { resource, integrationId, account, provider, setting, declared, live } of drift) {
    const owner = [account, provider === undefined ? undefined : `provider ${provider}`]
      .filter((one) => one !== undefined)
      .join(", ");
    // Two resources of different types may have one name.
    const key = JSON.stringify([resource, integrationId, owner]);
    const row = lines.get(key) ?? [
      resource,
      `${integrationId}${owner === "" ? "" : ` (${owner})`}`,
      "",
    ];
    const told =
      setting === "integration" ? "gone from Sendcloud" : `${setting}: ${declared} → ${live}`;
    lines.set(key, [...row.slice(0, 2), [row[2], told].filter((part) => part !== "").join("; ")]);
  }
  return [...lines.values()];
}
