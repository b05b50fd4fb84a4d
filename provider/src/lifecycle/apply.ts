/** Makes one integration what a resource declares, at first and later in four steps: observe, capture, sync, record. Sends only what differs. */
import { SendcloudError } from "../errors";
import { changedSettings, equal, namesOf, omit, pick, type SettingValues } from "../settings/diff";
import { adopted, labelOf, notRestored, restored } from "./messages";
import { existing, factsOf, observed } from "./observe";
import { restoration, restoredSettings, writeRestoring } from "./restore";
import type { Run } from "./run";
import {
  asApplied,
  type Declared,
  inheritedFrom,
  managedNames,
  nothingKnown,
  remembering,
  type Result,
  secretTexts,
  secretsToRecord,
  type State,
  stateAfter,
} from "./state";

/** Adopts the integration where there is no state of it, else updates it. */
export function apply(run: Run, declared: Declared, before?: State): Promise<Result> {
  const handover = run.handover(declared);
  return handover.inTurn(async () => {
    // A policy may have changed what was checked.
    handover.declared = namesOf(declared.settings);
    const state = handover.unfinished ?? before;
    const predecessor = state === undefined ? handover.predecessor : undefined;
    const isNew = state === undefined && predecessor === undefined;
    try {
      const result = await applyInTurn(run, declared, state, predecessor);
      if (isNew) handover.adoptedAnew = "succeeded";
      handover.unfinished = result.problem && result.state;
      return result;
    } catch (problem) {
      if (!(problem instanceof SendcloudError)) throw problem;
      if (isNew) handover.adoptedAnew = "failed";
      // A replacement that fails keeps what the replaced resource remembers of its settings.
      const kept = predecessor && remembering(predecessor, namesOf(declared.settings));
      const left = handover.unfinished ?? (kept && { ...kept, ...choices(declared) });
      return { problem, messages: [], state: left };
    }
  });
}

async function applyInTurn(
  run: Run,
  declared: Declared,
  state: State | undefined,
  predecessor: State | undefined,
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
  const captured = live ? observed(target, live, pick(wanted, added)) : {};
  const memory = predecessor ? inheritedFrom(predecessor, captured) : recorded;
  const before = { ...captured, ...pick(memory.adoption.before, [...namesOf(wanted), ...ignored]) };

  // 3. Sync: one PATCH with exactly what differs, and with what is restored.
  const current: SettingValues = { ...memory.settings, ...captured };
  for (const name of unsure) current[name] = asApplied(memory, name, live?.settings[name]);
  const changed = changedSettings(wanted, current);
  const { send, unrestored } = restoration(memory, removed, { ...live?.settings, ...wanted });
  const secrets = [...declared.secrets, ...memory.adoption.secrets];
  const change = {
    settings: { ...send, ...changed },
    hidden: secretTexts(secrets, changed, send, current, memory.adoption.applied),
    advice: "the next `pulumi up` sends it again, which does no harm",
  };
  const onlyRestored = omit(send, namesOf(changed));
  const { written, sent, unrestored: refused } = await writeRestoring(target, change, onlyRestored);

  // 4. Record: never more than what Sendcloud is known to have.
  const after = stateAfter(memory, { wanted, ignored, removed, before, current }, written);
  const { resource } = declared;
  const stillSecret = secretsToRecord(declared, after, secrets);
  const adoption = { ...after.adoption, secrets: stillSecret, owner, resource };
  const facts = live ? factsOf(live) : recorded.facts;
  const label = labelOf(declared, resource);
  const arrived = omit(pick(sent, removed), written.unconfirmed);
  const returned = restoredSettings(arrived, live?.settings ?? {});
  const differing = namesOf(changed).filter((name) => !equal(wanted[name], captured[name]));
  return {
    state: { ...choices(declared), settings: after.settings, adoption, facts },
    problem: written.problem,
    messages: [
      ...(state === undefined ? [adopted(label, written, differing, captured, secrets)] : []),
      ...(namesOf(returned).length > 0 ? [restored(label, returned, secrets)] : []),
      ...notRestored(label, { ...unrestored, ...refused }),
    ],
  };
}

function choices({ integrationId, account, onDestroy }: Declared) {
  return { integrationId, account, onDestroy };
}
