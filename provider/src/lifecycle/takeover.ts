/** Takes an integration over as it is: all that can be declared of it counts as declared, and nothing is sent. */
import { declarable } from "../settings/check";
import { pick } from "../settings/diff";
import { noIntegration } from "./absence";
import { factsOf } from "./live";
import { notTakenOver } from "./messages";
import type { Run } from "./run";
import { type Managed, nothingAdopted, type State } from "./state";

/** The state of an integration that is managed as it is from now on. A setting without a value is not managed. */
export async function takeOver(
  run: Run,
  { integrationId, account }: Managed,
): Promise<{ state: State; messages: string[] }> {
  const target = await run.reader({ integrationId, account });
  const live = await target.client.get(target.id);
  if (live === undefined) throw await noIntegration(target, {});
  const owner = await target.client.owner();
  const { settings, left } = declarable(live.settings);
  const valued = [...settings].filter(([, value]) => value !== null).map(([name]) => name);
  const held = pick(Object.fromEntries(settings), valued);
  const lost = [...left].filter(([name]) => live.settings[name] != null);
  return {
    state: {
      integrationId,
      account,
      settings: held,
      adoption: { ...nothingAdopted, before: held, owner },
      facts: factsOf(live),
    },
    messages: lost.length > 0 ? [notTakenOver(target.label, lost)] : [],
  };
}
