/** Plugin: the engine's calls for one integration, translated for the life cycle. */
import { apply } from "../../lifecycle/integration";
import { read } from "../../lifecycle/refresh";
import { remove } from "../../lifecycle/remove";
import { decodeDeclared, decodeState, encodeInputs, encodeState } from "../../lifecycle/state-format";
import type { Result, State } from "../../lifecycle/state";
import { present, type Properties } from "../../values";
import { checkOne } from "../calls/check";
import { diffOne } from "../calls/diff";
import { withSecrets } from "../calls/secrets";
import { resourceName, unknownValue } from "../tokens";
import { previewAdoption } from "./adoption";
import { imported } from "./imported";
import type { Kind, Outcome } from "./kinds";
import { declarerOf, type Session } from "./session";

/** The resource that manages one integration. */
export function single(session: Session): Kind {
  const { run } = session;
  const recorded = (state: State): Properties => withSecrets(encodeState(state));

  function outcome(id: string, { state, problem, messages }: Result): Outcome {
    messages.forEach(run.tell);
    return { id, outputs: state && recorded(state), problem };
  }

  return {
    check: (urn, declared) => Promise.resolve(checkOne(session, declared, { by: declarerOf(urn) })),

    diff: ({ id }, outputs, inputs) => Promise.resolve(diffOne(run, { id, outputs, inputs })),

    async create(urn, inputs, preview) {
      const id = String(inputs.integrationId);
      if (!preview) return outcome(id, await apply(run, decodeDeclared(inputs)));
      const facts = await previewAdoption(session, resourceName(urn), inputs);
      return { id: "", outputs: { ...inputs, type: unknownValue, createdAt: unknownValue, ...facts } };
    },

    async update({ id }, outputs, inputs, preview) {
      const state = decodeState(outputs, id);
      if (!preview) return outcome(id, await apply(run, decodeDeclared(inputs), state));
      const { type, createdAt, adoption } = encodeState(state);
      return { id, outputs: withSecrets({ ...inputs, ...present({ type, createdAt, adoption }) }) };
    },

    async read({ id }, outputs) {
      if (outputs === undefined || outputs.integrationId === undefined) return imported(run, id, outputs?.account);
      const { state, problem, messages } = await read(run, decodeState(outputs, id));
      messages.forEach(run.tell);
      if (problem !== undefined) throw problem;
      return state === undefined ? { id: "" } : { id, inputs: encodeInputs(state), outputs: recorded(state) };
    },

    async delete({ id }, outputs) {
      const { problem, messages } = await remove(run, decodeState(outputs, id));
      messages.forEach(run.tell);
      return problem;
    },
  };
}
