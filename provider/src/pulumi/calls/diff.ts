/** Both edges: how the engine's `diff` is answered: compares what is declared with what is recorded, and tells what that means. Calls no API. */
import { type Plan, plan, wantedIn } from "../../lifecycle/plan";
import type { Run } from "../../lifecycle/run";
import { decodeState } from "../../lifecycle/state-format";
import { typeWarnings } from "../../lifecycle/type-warnings";
import type { Properties } from "../../values";

/** What the engine asks to compare. */
interface Compared {
  id: string;
  outputs: Properties;
  inputs: Properties;
}

/** Compares one integration. */
export function diffOne(run: Run, { id, outputs, inputs }: Compared): Plan {
  const state = decodeState(outputs, id);
  const wanted = wantedIn(inputs);
  const planned = plan(state, wanted);
  const doubts = planned.replaces.length > 0 ? [] : typeWarnings(run, state, wanted.settings);
  [...planned.messages, ...doubts].forEach(run.tellOnce);
  return planned;
}
