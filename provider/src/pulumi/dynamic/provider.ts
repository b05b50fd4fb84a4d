/** Provider process: what the engine asks, in Pulumi's words, handed to the life cycle. The entry point "pulumi-sendcloud/provider". */
import type * as pulumi from "@pulumi/pulumi";
import { namesOf } from "../../settings/diff";
import { check as checkRules } from "../../settings/check";
import { unknownValue } from "../tokens";
import { inherited } from "../../lifecycle/handover";
import { adopt, noIntegration, read as readLive, remove, update as updateLive } from "../../lifecycle/integration";
import type { Properties } from "../../values";
import { shown } from "../../format";
import { isSilenced } from "../../config/silence";
import { differences, tellReleased } from "../../lifecycle/messages";
import { partly, plainly } from "./errors";
import { configured, handover, misconfigurations, surveyed, target, tell } from "../../lifecycle/run";
import { declaredIn, factsIn, isLookUp, outputsOf, recordedIn, refreshed } from "../../lifecycle/encoding";

export { configure } from "../../lifecycle/run";

/** Checks every rule of the declaration, and the configuration as far as it is there. Calls no API. */
export function check(_olds: Properties, news: Properties): Promise<pulumi.dynamic.CheckResult> {
  const { __provider, ...declared } = news;
  const { account, integrationId } = declared;
  if (typeof integrationId === "number") handover.declares(account, String(integrationId));
  const { inputs, failures } = checkRules({ declared, isUnknown: (value) => value === unknownValue });
  return Promise.resolve({ inputs, failures: [...misconfigurations(account), ...failures] });
}

/** Compares what is declared with what is recorded, and says what becomes of a setting that was removed. */
export function diff(id: pulumi.ID, olds: Properties, news: Properties): Promise<pulumi.dynamic.DiffResult> {
  return plainly(() => {
    const { changes, replaces, released } = differences(olds, news);
    if (released.length > 0) tellReleased(id, olds, released);
    return { changes, replaces };
  });
}

/** Adopts the integration, and says in a line what that changed. A replacement that fails stays what the resource before it was. */
export function create(inputs: Properties): Promise<{ id: string; outs: Properties }> {
  const id = String(inputs.integrationId);
  const left = handover.left(inputs.account, id);
  return plainly(
    async () => {
      const { facts, changed, problem, ...adopted } = await adopt(await target(id, inputs), declaredIn(inputs), (live) =>
        inherited(left, live),
      );
      const outs = outputsOf(inputs, adopted, facts);
      if (problem) throw partly(problem, id, outs, inputs);
      const changes = namesOf(changed).map((name) => `${name} (was ${shown(changed[name])})`);
      tell(`integration ${id}: adopted, changing ${changes.length > 0 ? changes.join(", ") : "nothing"}`);
      return { id, outs };
    },
    (error) => (left === undefined || "properties" in error ? error : partly(error, id, outputsOf(inputs, left, left.facts), inputs)),
  );
}

/** Sends what was edited. The facts of the integration do not change, so they are carried over. */
export function update(id: pulumi.ID, olds: Properties, news: Properties): Promise<{ outs: Properties }> {
  return plainly(async () => {
    const { left, problem, ...updated } = await updateLive(await target(id, news), declaredIn(news), recordedIn(olds));
    tellLeft(id, left);
    const outs = outputsOf(news, updated, factsIn(olds));
    if (problem) throw partly(problem, id, outs, news);
    return { outs };
  });
}

/** Reads the managed settings. A blank id tells the engine that the integration is gone; a look-up of one that is not there fails. */
export function read(id: pulumi.ID, props: Properties = {}): Promise<{ id: string; inputs?: Properties; props?: Properties }> {
  return plainly(async () => {
    const asked = await surveyed(id, props);
    const live = await readLive(asked, recordedIn(props));
    if (live === undefined && isLookUp(props)) throw noIntegration(asked);
    if (live === undefined) return { id: "" };
    if (live.failingSince !== null && !isSilenced("failing", configured().silence)) {
      tell(
        `warning: integration ${id} is failing since ${live.failingSince}: Sendcloud cannot fetch its orders or send its feedback. The integration's logs in the Sendcloud panel say why (sendcloud:silence failing)`,
      );
    }
    return { id, ...refreshed(props, asked.id, live, live.facts) };
  });
}

function del(id: pulumi.ID, props: Properties): Promise<void> {
  return plainly(async () => {
    const recorded = recordedIn(props);
    if (recorded.restore && !handover.isDeclared(props.account, id)) {
      tellLeft(id, await remove(await target(id, props), recorded));
    } else {
      handover.leave(props.account, id, { ...recorded, facts: factsIn(props) });
      if (recorded.restore) tell(`integration ${id}: not restored, since the program still declares it`);
    }
  });
}
/** Forgets the integration, or restores its settings where that was chosen; nothing is ever deleted at Sendcloud. */
export { del as delete };

function tellLeft(id: pulumi.ID, left: readonly string[]): void {
  if (left.length === 0) return;
  tell(`integration ${id}: left as it is, since somebody else changed it or Sendcloud would refuse what it was: ${left.join(", ")}`);
}
