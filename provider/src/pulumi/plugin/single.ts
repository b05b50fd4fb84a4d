/** Plugin: the engine's calls for one integration, translated for the life cycle. */
import { apply } from "../../lifecycle/integration";
import { read } from "../../lifecycle/refresh";
import { remove } from "../../lifecycle/remove";
import {
  decodeDeclared,
  decodeState,
  encodeInputs,
  encodeState,
} from "../../lifecycle/state-format";
import type { Result, State } from "../../lifecycle/state";
import { present, type Properties } from "../../values";
import { advisedOnce } from "../calls/advised-once";
import { checkOne, isRecorded } from "../calls/check";
import { diffOne } from "../calls/diff";
import { withSecrets } from "../calls/secrets";
import { check } from "../../settings/check";
import { ignoredSettings } from "../../settings/ignore-changes";
import { settingNames } from "../../settings/schema";
import { ignoring, sealed, secretNames } from "../../settings/secrets";
import { withoutNulls } from "./nulls";
import { isUnknown, secret, unknownValue } from "../tokens";
import { resourceName } from "../urns";
import { previewAdoption } from "./adoption";
import { refuse, tellOfPaths } from "./ignored";
import { imported } from "./imported";
import type { Kind, Outcome } from "./kinds";
import { holding, tellingSecrets } from "./secrets";
import { declarerOf, type Session } from "./session";

/** The resource that manages one integration. */
export function single(session: Session): Kind {
  const { run } = session;
  const recorded = (state: State): Properties => withSecrets(encodeState(state));

  function outcome(id: string, { state, problem, messages }: Result): Outcome {
    messages.forEach(run.tell);
    return { id, outputs: state && recorded(state), problem: problem && advisedOnce(run, problem) };
  }

  return {
    check(urn, news, { olds, secrets }) {
      const declared = withoutNulls(news, olds);
      const how = {
        by: declarerOf(urn),
        olds,
        judgedLater: true,
        secrets: secretNames(secrets, declared),
      };
      return Promise.resolve(checkOne(session, declared, how));
    },

    diff({ id, urn }, recordedOutputs, inputs, { olds, ignoreChanges, secrets, recordedSecrets }) {
      const outputs = tellingSecrets(recordedOutputs, recordedSecrets);
      const { ignored, doubts } = ignoredSettings(ignoreChanges);
      const { failures } = check({
        declared: inputs,
        isUnknown,
        ignored,
        secrets: secretNames(secrets, inputs),
      });
      refuse(
        failures.filter(({ settings }) =>
          settings.some((name) => isRecorded(inputs[name], olds[name])),
        ),
      );
      tellOfPaths(session, urn, doubts);
      const hidden = { ...ignoring(ignored), ...holding(secrets, inputs) };
      return Promise.resolve(diffOne(run, { id, outputs, inputs: { ...inputs, ...hidden } }));
    },

    async create(urn, inputs, { preview, secrets }) {
      const id = String(inputs.integrationId);
      if (!preview)
        return outcome(
          id,
          await apply(run, decodeDeclared({ ...inputs, ...holding(secrets, inputs) })),
        );
      const facts = await previewAdoption(
        session,
        resourceName(urn),
        inputs,
        secretNames(secrets, inputs),
      );
      return {
        id: "",
        outputs: { ...inputs, type: unknownValue, createdAt: unknownValue, ...facts },
      };
    },

    async update({ id }, outputs, inputs, { preview, ignoreChanges, secrets, recordedSecrets }) {
      const { ignored } = ignoredSettings(ignoreChanges);
      const hidden = { ...ignoring(ignored), ...holding(secrets, inputs) };
      if (!preview) {
        const state = decodeState(tellingSecrets(outputs, recordedSecrets), id);
        return outcome(id, await apply(run, decodeDeclared({ ...inputs, ...hidden }), state));
      }
      const { type, createdAt, adoption } = encodeState(decodeState(outputs, id));
      return { id, outputs: withSecrets({ ...inputs, ...present({ type, createdAt, adoption }) }) };
    },

    async read({ id }, outputs) {
      if (isNew(outputs)) return imported(run, id, outputs);
      const { state, problem, messages } = await read(run, decodeState(outputs, id));
      messages.forEach(run.tell);
      if (problem !== undefined) throw problem;
      if (state === undefined) return { id: "" };
      // Beside what the engine marks: it sends no inputs of a look-up.
      return {
        id,
        inputs: sealed(encodeInputs(state), state.adoption, secret),
        outputs: recorded(state),
      };
    },

    async delete({ id }, outputs) {
      const { problem, messages } = await remove(run, decodeState(outputs, id));
      messages.forEach(run.tell);
      return problem;
    },
  };
}

/** Whether nothing was recorded yet: an import, or a look-up by id, beside which a program may say more. */
function isNew(outputs: Properties): boolean {
  return ["adoption", "type", "createdAt", ...settingNames].every(
    (name) => outputs[name] === undefined,
  );
}
