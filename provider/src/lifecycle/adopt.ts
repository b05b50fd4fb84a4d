/** The adoption of an integration: it is read first, so that what each setting was is remembered, and only what differs is sent. */
import { namesOf, patch, pick, same } from "../settings/diff";
import { afterWrite } from "./after-write";
import { without } from "./ignored";
import { existing, factsOf, readExpecting, told } from "./live";
import { notRestored, sentAgain } from "./messages";
import { restoration } from "./restore";
import { writeRestoring } from "./restore-write";
import type { Run } from "./run";
import { hiddenOf, secretSettings, textsOf } from "./secrecy";
import { beforeRestoring, type Declared, inherited, managed, matchingApplied, nothingAdopted, type Result, type State } from "./state";
import type { Target } from "./target";

/** Makes an integration that no state of the resource knows what is declared. `left` is what a resource before this one left of it. */
export async function adopt(run: Run, target: Target, declared: Declared, left: State | undefined): Promise<Result> {
  const hints = without(declared.settings, secretSettings(declared));
  const read = left ? readExpecting(target, hints, left, namesOf(left.adoption.before)) : existing(target, hints);
  const [live, owner] = await Promise.all([read, target.client.owner()]);
  const held = told(target, live, declared.settings);
  const earlier = left ? [left] : run.replacements.recalled(declared);
  const before = { ...held, ...pick(inherited(earlier, held), namesOf(held)) };
  // What a resource before this one managed, and nobody does any more, returns to what it was.
  const removed = without(beforeRestoring(earlier), namesOf(held));
  const { send: restored, left: unrestored } = restoration({
    before: removed,
    live: { ...live.settings, ...declared.settings },
    isOurs: (name, value) => earlier.some((one) => matchingApplied(one, name, value) !== undefined),
  });
  const own = patch(declared.settings, held);
  const state = {
    settings: { ...pick(live.settings, namesOf(removed)), ...held },
    adoption: { ...nothingAdopted, before: { ...removed, ...before }, owner },
  };
  const settings = { ...restored, ...own };
  const secrets = [...(declared.secrets ?? []), ...earlier.flatMap(({ adoption }) => adoption.secrets ?? [])];
  const change = { settings, next: sentAgain, hidden: textsOf(secrets, settings, held) };
  const { written, sent, uncleared } = await writeRestoring(target, change, restored);
  const changed = pick(
    held,
    namesOf(own).filter((name) => !same(declared.settings[name], held[name])),
  );
  const after = afterWrite({ declared: declared.settings, sent, state, before }, written);
  return {
    state: { ...managed(declared), ...after, facts: factsOf(live) },
    messages: notRestored(target.label, unrestored, uncleared),
    ...(written.problem
      ? { problem: written.problem }
      : { done: { kind: "adopted", changed, hidden: hiddenOf(declared, held, run.knowsOthers ? earlier : undefined) } }),
  };
}
