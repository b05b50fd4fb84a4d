/** Makes one integration what a resource declares, at first and later in four steps: observe, capture, sync, record. Sends only what differs. */
import { SendcloudError } from "../errors";
import { changedSettings, equal, namesOf, omit, pick, type SettingValues } from "../settings/diff";
import { adopted, labelOf, notRestored, restored } from "./messages";
import { existing, factsOf, observed } from "./observe";
import { restoration, restoredSettings, writeRestoring } from "./restore";
import type { Run } from "./run";
import {
  type Declared,
  inheritedFrom,
  managedNames,
  nothingKnown,
  ownOrLive,
  recordedAfter,
  type Result,
  secretTexts,
  secretsToRecord,
  type State,
} from "./state";

/** Adopts the integration where there is no state of it, else updates it. */
export function apply(run: Run, declared: Declared, state?: State): Promise<Result> {
  const handover = run.handover(declared);
  return handover.inTurn(async () => {
    const inherited = state === undefined ? handover.inherited : undefined;
    try {
      const result = await applyInTurn(run, declared, state, inherited);
      if (state === undefined && inherited === undefined) handover.isAdoptedAnew = true;
      return result;
    } catch (problem) {
      if (!(problem instanceof SendcloudError)) throw problem;
      // A replacement that fails keeps what the replaced resource remembers.
      return { problem, messages: [], state: inherited && { ...inherited, ...choices(declared) } };
    }
  });
}

async function applyInTurn(
  run: Run,
  declared: Declared,
  state: State | undefined,
  inherited: State | undefined,
): Promise<Result> {
  const target = await run.target(declared);
  const recorded = state ?? nothingKnown;
  const { unsure } = recorded.adoption;
  const ignored = state ? declared.ignored.filter((name) => !unsure.includes(name)) : [];
  const wanted = omit(declared.settings, ignored);
  const managed = managedNames(recorded).filter((name) => !ignored.includes(name));
  const added = namesOf(wanted).filter((name) => !managed.includes(name));
  const isRestored = state?.onDestroy === "restore";
  const removed = isRestored ? managed.filter((name) => wanted[name] === undefined) : [];

  // 1. Observe: only where a setting is managed for the first time, is restored, or is not known for sure.
  const isObserved = state === undefined || [...added, ...removed, ...unsure].length > 0;
  const [live, owner] = await Promise.all([
    isObserved ? existing(target, recorded.adoption.owner) : undefined,
    recorded.adoption.owner ?? (isObserved ? target.client.owner() : undefined),
  ]);

  // 2. Capture: what each setting was at the first touch.
  const first = live ? observed(target, live, pick(wanted, added)) : {};
  const known = inherited ? inheritedFrom(inherited, first) : recorded;
  const before = { ...first, ...pick(known.adoption.before, [...namesOf(wanted), ...ignored]) };

  // 3. Sync: one PATCH with exactly what differs, and with what is restored.
  const held: SettingValues = { ...known.settings, ...first };
  for (const name of unsure) held[name] = ownOrLive(known, name, live?.settings[name]);
  const changed = changedSettings(wanted, held);
  const { send, unrestored } = restoration(known, removed, { ...live?.settings, ...wanted });
  const secrets = [...declared.secrets, ...known.adoption.secrets];
  const change = {
    settings: { ...send, ...changed },
    hidden: secretTexts(secrets, changed, send, held, known.adoption.applied),
    advice: "the next `pulumi up` sends it again, which does no harm",
  };
  const onlyRestored = omit(send, namesOf(changed));
  const { written, sent, unrestored: refused } = await writeRestoring(target, change, onlyRestored);

  // 4. Record: never more than what Sendcloud is known to have.
  const after = recordedAfter(known, { wanted, ignored, removed, before, held }, written);
  const { resource } = declared;
  const stillSecret = secretsToRecord(declared, after, secrets);
  const adoption = { ...after.adoption, secrets: stillSecret, owner, resource };
  const facts = live ? factsOf(live) : recorded.facts;
  const label = labelOf(declared, resource);
  const { problem } = written;
  const arrived = omit(pick(sent, removed), written.unconfirmed);
  const returned = restoredSettings(arrived, live?.settings ?? {});
  const differing = namesOf(changed).filter((name) => !equal(wanted[name], first[name]));
  return {
    state: { ...choices(declared), settings: after.settings, adoption, facts },
    problem,
    messages: [
      ...(problem === undefined && state === undefined
        ? [adopted(label, differing, first, secrets)]
        : []),
      ...(namesOf(returned).length > 0 ? [restored(label, returned, secrets)] : []),
      ...notRestored(label, { ...unrestored, ...refused }),
    ],
  };
}

function choices({ integrationId, account, onDestroy }: Declared) {
  return { integrationId, account, onDestroy };
}
