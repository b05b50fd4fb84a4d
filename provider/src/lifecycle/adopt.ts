/** The adoption of an integration: it is read first, so that what each setting was is remembered, and only what differs is sent. */
import { namesOf, changedSettings, pick, equal } from "../settings/diff";
import { afterWrite } from "./after-write";
import { without } from "./ignored";
import { existing, factsOf, readExpecting, told } from "./live";
import { sentAgain } from "./messages";
import { hiddenOf, secretSettings, textsOf } from "./secrecy";
import {
  type Declared,
  inherited,
  managed,
  nothingAdopted,
  type Result,
  type State,
} from "./state";
import type { Target } from "./target";
import { write } from "./write";

/** Makes an integration that no state of the resource knows what is declared. `left` is what a resource before this one left of it. */
export async function adopt(
  target: Target,
  declared: Declared,
  left: State | undefined,
): Promise<Result> {
  const hints = without(declared.settings, secretSettings(declared));
  const read = left
    ? readExpecting(target, hints, left, namesOf(left.adoption.before))
    : existing(target, hints);
  const [live, owner] = await Promise.all([read, target.client.owner()]);
  const held = told(target, live, declared.settings);
  const before = { ...held, ...(left && pick(inherited(left, held), namesOf(held))) };
  const state = { settings: held, adoption: { ...nothingAdopted, before, owner } };
  const sent = changedSettings(declared.settings, held);
  const secrets = [...(declared.secrets ?? []), ...(left?.adoption.secrets ?? [])];
  const written = await write(target, {
    settings: sent,
    next: sentAgain,
    hidden: textsOf(secrets, sent, held),
  });
  const changed = pick(
    held,
    namesOf(sent).filter((name) => !equal(declared.settings[name], held[name])),
  );
  const after = afterWrite({ declared: declared.settings, sent, state, before }, written);
  return {
    state: { ...managed(declared), ...after, facts: factsOf(live) },
    messages: [],
    ...(written.problem
      ? { problem: written.problem }
      : { done: { kind: "adopted", changed, hidden: hiddenOf(declared, held) } }),
  };
}
