/** Provider process: the engine's calls for one integration, translated for the life cycle. */
import { apply } from "../../lifecycle/integration";
import { read } from "../../lifecycle/refresh";
import { remove } from "../../lifecycle/remove";
import {
  decodeDeclared,
  decodeState,
  encodeInputs,
  encodeState,
} from "../../lifecycle/state-format";
import { checkOne } from "../calls/check";
import { diffOne } from "../calls/diff";
import { withSecrets } from "../calls/secrets";
import type { Session } from "../calls/session";
import { ignoring } from "../../settings/secrets";
import { holdingSecret, secretNames } from "../../settings/secrets";
import { meantOf } from "./cleared";
import { withoutHidden } from "./declarer";
import { ignoredOf } from "./ignored";
import { plainly } from "./errors";
import { type DynamicProvider, outputsOrThrow, recording, told } from "./results";

/** The provider of a resource that manages one integration. */
export function integrationProvider(session: Session): DynamicProvider {
  const { running } = session;
  return {
    check: (olds, news) =>
      plainly(() => {
        const { declared: all, told, secrets, clears } = withoutHidden(news);
        const { ignored, doubts } = ignoredOf(olds, news);
        const declared = meantOf(running(), all, { by: told.by, clears, olds });
        const secret = secretNames(secrets, declared);
        const { inputs, failures } = checkOne(session, declared, {
          ...told,
          ignored,
          doubts,
          olds,
          secrets: secret,
        });
        return { inputs: { ...inputs, ...ignoring(ignored), ...holdingSecret(secret) }, failures };
      }),

    /** A change of `__provider` alone is ignored. */
    diff: (id, outputs, inputs) =>
      plainly(() => recording(outputs, diffOne(running(), { id, outputs, inputs }))),

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
      return state === undefined
        ? { id: "" }
        : { id, inputs: encodeInputs(state), props: withSecrets(encodeState(state)) };
    },

    async delete(id, props) {
      const state = await plainly(() => decodeState(props, id));
      told(running(), await remove(running(), state));
    },
  };
}
