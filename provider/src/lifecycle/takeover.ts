/** Takes an integration over as it is: all that can be declared of it counts as declared, and nothing is sent. */
import { declarable } from "../settings/declarable";
import { pick } from "../settings/diff";
import { noIntegration, notTakenOver } from "./messages";
import type { Run } from "./run";
import { type Managed, nothingAdopted, type State } from "./state";

/** The state of an integration that is managed as it is from now on. A setting without a value is not managed. */
export async function takeOver(run: Run, { integrationId, account }: Managed): Promise<{ state: State; messages: string[] }> {
  const { client, id } = await run.reader({ integrationId, account });
  const live = await client.get(id);
  if (live === undefined) throw noIntegration(client, id);
  const { settings, left } = declarable(live.settings);
  const valued = [...settings].filter(([, value]) => value !== null).map(([name]) => name);
  const held = pick(Object.fromEntries(settings), valued);
  const lost = [...left].filter(([name]) => live.settings[name] != null);
  return {
    state: {
      integrationId,
      account,
      settings: held,
      adoption: { ...nothingAdopted, before: held },
      facts: { type: live.type ?? undefined, createdAt: live.createdAt ?? undefined },
    },
    messages: lost.length > 0 ? [notTakenOver(id, lost)] : [],
  };
}
