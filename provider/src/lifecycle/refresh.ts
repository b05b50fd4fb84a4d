/** Reads an integration as it is now: for a refresh, which finds drift, and for an import, which manages it as it is. */
import { isSilenced } from "../config/key-names";
import { SendcloudError } from "../errors";
import { declarable } from "../settings/check";
import { pick, type SettingValues } from "../settings/diff";
import { visible } from "../format";
import { isEmpty } from "../values";
import { labelOf } from "./messages";
import { existing, factsOf, noIntegration, observed, otherAccount } from "./observe";
import { attempt, type Run, type Target } from "./run";
import {
  type Managed,
  managedNames,
  nothingAdopted,
  appliedValue,
  recordedValue,
  type Result,
  type State,
} from "./state";

/**
 * Reads the managed settings, or all of a look-up. A value of ours that Sendcloud spells otherwise stays as we spell it.
 * Neither state nor problem: the integration is gone.
 */
export function refresh(run: Run, state: State): Promise<Result> {
  return attempt(async () => {
    const target = await run.reader(state);
    const label = labelOf(state, state.adoption.resource);
    const live = await target.client.get(target.id);
    if (live === undefined) return absent(target, state, label);
    const since = live.startedFailingAt;
    const messages: string[] = [];
    if (since !== null && !isSilenced("failing", run.config.silence))
      messages.push(
        `warning: ${label} is failing since ${visible(since)}: Sendcloud cannot fetch its orders or send its feedback. The integration's logs in the Sendcloud panel say why (sendcloud:silence failing)`,
      );
    const facts = factsOf(live);
    if (state.isLookUp) return { state: { ...state, settings: live.settings, facts }, messages };
    const owner = state.adoption.owner ?? (await target.client.owner());
    const { adoption } = state;
    const names = managedNames(state);
    const found: SettingValues = {};
    const applied: SettingValues = {};
    const known = observed(target, live, pick(adoption.applied, names));
    for (const name of names) {
      const own = appliedValue(state, name, known[name]);
      found[name] = own ? own.value : recordedValue(name, known[name]);
      applied[name] = own ? own.value : adoption.applied[name];
    }
    const refreshed = { ...adoption, applied, unsure: [], earlier: {}, owner };
    return { state: { ...state, settings: found, adoption: refreshed, facts }, messages };
  });
}

/** Sendcloud has no such integration: it is forgotten only where the account is known to be the one that owned it. */
async function absent(target: Target, state: State, label: string): Promise<Result> {
  if (state.isLookUp) throw noIntegration(target);
  const { owner } = state.adoption;
  const problem = await otherAccount(target, owner);
  if (problem !== undefined) return { problem, messages: [] };
  if (owner !== undefined && owner === (await target.client.owner()))
    return {
      messages: [
        `warning: ${label} is gone: Sendcloud says that the account has no integration with this number`,
      ],
    };
  throw new SendcloudError(
    `${label} is not found (GET ${target.client.baseUrl}/integrations/${target.id}), and Sendcloud does not tell whether the keys are of the account that owned it: nothing was forgotten. Check the keys and sendcloud:baseUrl. If the integration was deleted, run \`pulumi state delete\` with the resource's URN`,
  );
}

/** The state of an integration that is managed as it is from now on. A setting that is not set is not managed. */
export async function readForImport(
  run: Run,
  { integrationId, account }: Managed,
): Promise<{ state: State; messages: string[] }> {
  const target = await run.reader({ integrationId, account });
  const live = await existing(target);
  const owner = await target.client.owner();
  const { settings, left } = declarable(live.settings);
  const valued = [...settings].filter(([, value]) => !isEmpty(value)).map(([name]) => name);
  const held = pick(Object.fromEntries(settings), valued);
  const omitted = [...left]
    .filter(([name]) => (live.settings[name] ?? null) !== null)
    .map(([name, reason]) => `${name} (${reason})`);
  const label = labelOf({ integrationId, account }, undefined);
  return {
    state: {
      integrationId,
      account,
      settings: held,
      adoption: { ...nothingAdopted, before: held, applied: held, owner },
      facts: factsOf(live),
    },
    messages: omitted.length > 0 ? [`${label}: not imported: ${omitted.join(", ")}`] : [],
  };
}
