/** Provider process: the engine's calls for one integration, translated for the life cycle. */
import { apply, read, remove } from "../../lifecycle/integration";
import { plan, wantedIn } from "../../lifecycle/plan";
import { decodeDeclared, decodeState, encodeInputs, encodeState } from "../../lifecycle/state-format";
import type { Run } from "../../lifecycle/run";
import { check } from "../../settings/check";
import { isUnknown } from "../tokens";
import { configurationFailures, type DynamicProvider, outputsOrThrow, told } from "./results";
import { plainly } from "./errors";

/** The provider of a resource that manages one integration. */
export function integrationProvider(running: () => Run): DynamicProvider {
  return {
    /** Checks every rule of the declaration, and the configuration as far as it is there. Calls no API. */
    check(_olds, news) {
      const { __provider, ...declared } = news;
      const { account, integrationId } = declared;
      const run = running();
      if (typeof integrationId === "number") run.replacements.declare({ integrationId, account: nameOf(account) });
      const { inputs, failures } = check({ declared, isUnknown });
      return Promise.resolve({ inputs, failures: [...configurationFailures(run, account), ...failures] });
    },

    /** Compares what is declared with what is recorded; a change of `__provider` alone is ignored. */
    async diff(id, olds, news) {
      const { changes, replaces, messages } = await plainly(() => plan(decodeState(olds, id), wantedIn(news)));
      messages.forEach(running().tell);
      return { changes, replaces };
    },

    async create(inputs) {
      const id = String(inputs.integrationId);
      const result = await apply(running(), decodeDeclared(inputs));
      return { id, outs: outputsOrThrow(running(), result, { id, inputs, encode: encodeState }) };
    },

    async update(id, olds, news) {
      const state = await plainly(() => decodeState(olds, id));
      const result = await apply(running(), decodeDeclared(news), state);
      return { outs: outputsOrThrow(running(), result, { id, inputs: news, encode: encodeState }) };
    },

    async read(id, props = {}) {
      const recorded = await plainly(() => decodeState(props, id));
      const { state } = told(running(), await read(running(), recorded));
      return state === undefined ? { id: "" } : { id, inputs: encodeInputs(state), props: encodeState(state) };
    },

    async delete(id, props) {
      const state = await plainly(() => decodeState(props, id));
      told(running(), await remove(running(), state));
    },
  };
}

function nameOf(account: unknown): string | undefined {
  return typeof account === "string" ? account : undefined;
}
