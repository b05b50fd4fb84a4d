/** Plugin: the resource of one integration: what the engine asks of it, as plain data, translated for the life cycle. */
import { hasKeys, previewsAdoption, unseenAdoptions } from "../../config/sources";
import { SendcloudError } from "../../errors";
import { visible } from "../../format";
import { apply } from "../../lifecycle/apply";
import { adoptionPreview } from "../../lifecycle/adoption-preview";
import { factsOf } from "../../lifecycle/observe";
import type { Plan } from "../../lifecycle/plan";
import { readForImport, refresh } from "../../lifecycle/refresh";
import { remove } from "../../lifecycle/remove";
import type { Result, State } from "../../lifecycle/state";
import { decodeState, encodeInputs } from "../../lifecycle/state-format";
import { check, isBareUrl } from "../../settings/check";
import { ignoredSettings } from "../../settings/ignore-changes";
import { isUrlSetting, settingNames } from "../../settings/schema";
import { present, type Properties } from "../../values";
import {
  type Checked,
  checkResource,
  type Declaration,
  declaredIn,
  isDeferred,
  sentences,
  warn,
} from "../calls/check-resource";
import { diffResource, warnOfType } from "../calls/diff-resource";
import { outputsOf, type Session } from "../calls/session";
import { isUnknown, markSecrets, unknownValue } from "../tokens";
import { resourceName } from "../urns";

/** What became of a resource. A problem beside outputs is a partial failure: the next run goes on from them. */
export interface Outcome {
  id: string;
  outputs?: Properties | undefined;
  problem?: SendcloudError | undefined;
}

/** A resource that is recorded, and what is declared of it now. */
interface Compared {
  urn: string;
  id: string;
  outputs: Properties;
  inputs: Properties;
  ignoreChanges: readonly string[];
  secrets: readonly string[];
}

export class PluginResource {
  constructor(private readonly session: Session) {}

  /** The engine says only in `diff` what is ignored: until then, no rule is broken by a value that is recorded. */
  check(
    urn: string,
    of: { recorded: Properties; declared: Properties; secrets: readonly string[] },
  ): Promise<Checked> {
    const { recorded, declared } = of;
    const declaring = declaration(urn, [], of.secrets);
    const { inputs, failures } = checkResource(this.session, declared, declaring);
    const broken = failures.filter((failure) => !isDeferred(failure, declared, recorded));
    return Promise.resolve({ inputs, failures: broken });
  }

  diff({ recorded, ...compared }: Compared & { recorded: Properties }): Promise<Plan> {
    const { urn, id, outputs, inputs, ignoreChanges, secrets } = compared;
    const of = declaration(urn, ignoreChanges, secrets);
    if (this.session.declares(inputs)) {
      const { failures } = check({ declared: inputs, isUnknown, ...of });
      const broken = failures.filter((failure) => isDeferred(failure, inputs, recorded));
      if (broken.length > 0) throw new SendcloudError(sentences(broken));
      warn(this.session.run, `resource '${of.by.name}'`, of.doubts);
    }
    return Promise.resolve(diffResource(this.session, { id, outputs, inputs, ...of }));
  }

  async create(
    urn: string,
    inputs: Properties,
    { secrets, isPreview }: { secrets: readonly string[]; isPreview: boolean },
  ): Promise<Outcome> {
    const id = String(inputs.integrationId);
    if (!isPreview) return this.write(id, inputs, declaration(urn, [], secrets));
    const outputs = { ...inputs, type: unknownValue, createdAt: unknownValue };
    const { run } = this.session;
    const [isShown, isReadable] = [previewsAdoption(run.config), hasKeys(run.config)];
    if (isShown && !isReadable) run.tellOnce(unseenAdoptions);
    if (!isShown || !isReadable) return { id: "", outputs };
    const resource = { name: resourceName(urn), inputs, secrets, isUnknown };
    const { text, seen } = await adoptionPreview(resource, run.client);
    run.tell(seen === undefined ? `warning: ${text}` : text);
    return { id: "", outputs: { ...outputs, ...(seen && present({ ...factsOf(seen) })) } };
  }

  async update({ isPreview, ...compared }: Compared & { isPreview: boolean }): Promise<Outcome> {
    const { urn, id, outputs, inputs, ignoreChanges, secrets } = compared;
    const state = decodeState(outputs, id);
    if (!isPreview) return this.write(id, inputs, declaration(urn, ignoreChanges, secrets), state);
    const { type, createdAt, adoption } = outputsOf(state);
    return { id, outputs: { ...inputs, ...present({ type, createdAt, adoption }) } };
  }

  /** Without a recorded state the resource is imported, or looked up by its id. An empty id means that it is gone. */
  async read(
    urn: string,
    id: string,
    outputs: Properties,
  ): Promise<{ id: string; outputs?: Properties; inputs?: Properties }> {
    const { run } = this.session;
    if (isNew(outputs)) return this.import(id, outputs);
    const { state, problem, messages } = await refresh(run, namedState(urn, id, outputs));
    messages.forEach(run.tell);
    if (problem !== undefined) throw problem;
    if (state === undefined) return { id: "" };
    // The engine marks what was secret among the inputs: of a look-up it sends none.
    const inputs = markSecrets(encodeInputs(state), state.adoption.secrets);
    return { id, inputs, outputs: recorded(state) };
  }

  async delete(urn: string, id: string, outputs: Properties): Promise<Result> {
    const { run } = this.session;
    const result = await remove(run, namedState(urn, id, outputs));
    result.messages.forEach(run.tell);
    return result;
  }

  private async write(
    id: string,
    inputs: Properties,
    of: Declaration,
    before?: State,
  ): Promise<Outcome> {
    const { run } = this.session;
    const wanted = declaredIn(inputs, of);
    const { state, problem, messages } = await apply(run, wanted, before);
    messages.forEach(run.tell);
    warnOfType(run, state, wanted.resource, wanted.settings);
    return { id, outputs: state && recorded(state), problem };
  }

  /** The id is the integration's number, and before it the name of its account where that is not the default one. */
  private async import(id: string, { account: recorded }: Properties) {
    const { run } = this.session;
    const [, named, number] = /^(?:(.+):)?([1-9]\d{0,15})$/.exec(id) ?? [];
    if (number === undefined || !Number.isSafeInteger(Number(number)))
      throw new SendcloudError(
        "the id to import must be the number of an integration, such as 12345, or of one in another account, such as berlin:12345",
      );
    const account = named ?? (typeof recorded === "string" ? recorded : undefined);
    const integrationId = Number(number);
    const { state, messages } = await readForImport(run, { integrationId, account });
    messages.forEach(run.tell);
    // No program says here what is secret. A webhook may get a token later; a URL that is but a host holds none.
    const secrets = settingNames.filter(
      (name) =>
        name === "webhookUrl" || (isUrlSetting(name) && !isBareUrl(String(state.settings[name]))),
    );
    const adoption = { ...state.adoption, secrets };
    return {
      id: number,
      inputs: markSecrets(encodeInputs(state), secrets),
      outputs: outputsOf({ ...state, adoption }),
    };
  }
}

function declaration(urn: string, ignoreChanges: readonly string[], secrets: readonly string[]) {
  const { ignored, doubts } = ignoredSettings(ignoreChanges);
  return { by: { name: visible(resourceName(urn)), key: urn }, ignored, doubts, secrets };
}

/** A state, with the name that its resource has now. */
function namedState(urn: string, id: string, outputs: Properties): State {
  const state = decodeState(outputs, id);
  return { ...state, adoption: { ...state.adoption, resource: resourceName(urn) } };
}

/** The outputs to record. The engine tells the plugin the name of a resource, so that they need not hold it. */
function recorded(state: State): Properties {
  return outputsOf({ ...state, adoption: { ...state.adoption, resource: undefined } });
}

/** Whether nothing was recorded yet: an import, or a look-up by id, beside which a program may say more. */
function isNew(outputs: Properties): boolean {
  return ["adoption", "type", "createdAt", ...settingNames].every(
    (name) => outputs[name] === undefined,
  );
}
