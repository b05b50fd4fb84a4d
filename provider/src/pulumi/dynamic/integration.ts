/** Provider process: the engine's calls for one integration, translated for the life cycle. */
import { apply, read, remove } from "../../lifecycle/integration";
import { plan, wantedIn } from "../../lifecycle/plan";
import { decodeDeclared, decodeState, encodeInputs, encodeState } from "../../lifecycle/state-format";
import { check } from "../../settings/check";
import { isUnknown } from "../tokens";
import { withoutHidden } from "./declarer";
import { plainly } from "./errors";
import { configurationFailures, type DynamicProvider, outputsOrThrow, told, withSecrets } from "./results";
import type { Session } from "./session";

/** The provider of a resource that manages one integration. */
export function integrationProvider({ running, duplicates, tellDoubts }: Session): DynamicProvider {
  return {
    /** Checks every rule of the declaration, and the configuration as far as it is there. Calls no API. */
    async check(_olds, news) {
      const { declared, by, recorded } = withoutHidden(news);
      const { account, integrationId } = declared;
      const run = running();
      for (const outputs of recorded) run.replacements.recall(await plainly(() => decodeState(outputs)));
      if (typeof integrationId === "number") run.replacements.declare({ integrationId, account: nameOf(account) });
      const { inputs, failures } = check({ declared, isUnknown });
      const declarations = by === undefined ? [] : [{ by, label: by.name, declared }];
      for (const declaration of declarations) tellDoubts(run, declaration);
      failures.push(...duplicates(declarations).map((reason) => ({ property: "", reason })));
      return { inputs, failures: [...configurationFailures(run, account), ...failures] };
    },

    /** Compares what is declared with what is recorded; a change of `__provider` alone is ignored. */
    async diff(id, olds, news) {
      const state = await plainly(() => decodeState(olds, id));
      const { changes, replaces, messages } = plan(state, wantedIn(news));
      if (replaces.length > 0) running().replacements.leave(state);
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
      return state === undefined ? { id: "" } : { id, inputs: encodeInputs(state), props: withSecrets(encodeState(state)) };
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
