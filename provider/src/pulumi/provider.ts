/** Provider process: what the engine asks, in Pulumi's words, handed to the life cycle. The entry point "pulumi-sendcloud/provider". */
import type * as pulumi from "@pulumi/pulumi";
import { accountProblem, problems } from "../accounts";
import { type Held, namesOf } from "../changes";
import { check as checkRules } from "../check";
import { type Clients, createClients } from "../clients";
import { SendcloudError, type UnconfirmedError } from "../errors";
import { createHandover } from "../handover";
import { adopt, compare, noIntegration, read as readLive, remove, update as updateLive } from "../lifecycle";
import { identityShape } from "../settings";
import { shown } from "../shown";
import { isSilenced } from "../silence";
import { type Found, isOn, lookUp } from "../sources";
import type { Target } from "../write";
import { declaredIn, identifiedIn, isLookUp, outputsOf, type Properties, recordedIn, refreshed } from "./state";

/** How the engine spells a value that a preview does not know yet. */
const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

let found: Found = {};
let misconfigured: pulumi.dynamic.CheckFailure[] = [];
let clients: Clients = createClients(found, tell);

/** One for each run, since each run has a process of its own. */
const handover = createHandover();

/** Takes the configuration at once: another resource may reach `check` before an awaited call here would return. */
export function configure({ config }: pulumi.dynamic.ConfigureRequest): Promise<void> {
  found = lookUp((key) => config.get(key), process.env);
  misconfigured = problems(found).map((reason) => ({ property: "", reason }));
  clients = createClients(found, tell);
  return Promise.resolve();
}

/** Checks every rule of the declaration, and the configuration as far as it is there. Calls no API. */
export function check(_olds: Properties, news: Properties): Promise<pulumi.dynamic.CheckResult> {
  const { __provider, ...declared } = news;
  const { inputs, failures } = checkRules({ declared, isUnknown: (value) => value === unknownValue });
  const { account, integrationId } = declared;
  handover.declares(account, String(integrationId));
  const stranger = typeof account === "string" && account !== "" && account !== unknownValue && accountProblem(found, account);
  return Promise.resolve({ inputs, failures: [...misconfigured, ...failures, ...(stranger ? [{ property: "", reason: stranger }] : [])] });
}

/** Compares only what is declared; a changed `__provider` is no change. Says, at preview too, what becomes of a setting that was removed. */
export function diff(id: pulumi.ID, olds: Properties, news: Properties): Promise<pulumi.dynamic.DiffResult> {
  return plainly(() => {
    const recorded = recordedIn(olds);
    const { changes, replaces, released } = compare({ ...identifiedIn(olds), ...recorded }, { ...identifiedIn(news), settings: news });
    if (released.length > 0) {
      const becomes = recorded.restore ? "returns to what it was when it was adopted" : "stays as it is at Sendcloud";
      tell(`integration ${id}: no longer declared, and ${becomes}: ${released.join(", ")}`);
    }
    return { changes, replaces };
  });
}

/** Adopts the integration, and says in a line what that changed. */
export function create(inputs: Properties): Promise<pulumi.dynamic.CreateResult> {
  return plainly(async () => {
    const id = String(inputs.integrationId);
    const inherited = (live: Held): Held => handover.inherited(inputs.account, id, live);
    const adopted = await adopt(await target(id, inputs), declaredIn(inputs), inherited);
    const outs = outputsOf(inputs, adopted, adopted.facts);
    if (adopted.problem) throw partly(adopted.problem, id, outs, inputs);
    const changed = namesOf(adopted.changed).map((name) => `${name} (was ${shown(adopted.changed[name])})`);
    tell(`integration ${id}: adopted, ${changed.length > 0 ? `changing ${changed.join(", ")}` : "changing nothing"}`);
    return { id, outs };
  });
}

/** Sends what was edited. The facts of the integration do not change, so they are carried over. */
export function update(id: pulumi.ID, olds: Properties, news: Properties): Promise<pulumi.dynamic.UpdateResult> {
  return plainly(async () => {
    const updated = await updateLive(await target(id, news), declaredIn(news), recordedIn(olds));
    tellLeft(id, updated.left);
    const outs = outputsOf(news, updated, olds);
    if (updated.problem) throw partly(updated.problem, id, outs, news);
    return { outs };
  });
}

/** Reads the managed settings. A blank id tells the engine that the integration is gone; a look-up of one that is not there fails. */
export function read(id: pulumi.ID, props: Properties = {}): Promise<pulumi.dynamic.ReadResult> {
  return plainly(async () => {
    const asked = await target(id, props);
    const live = await readLive(asked, recordedIn(props));
    if (live === undefined && isLookUp(props)) throw noIntegration(asked);
    if (live === undefined) return { id: "" };
    if (live.failingSince !== null && !isSilenced("failing", found.silence)) {
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
      handover.leave(props.account, id, recorded);
      if (recorded.restore) tell(`integration ${id}: not restored, since the program still declares it`);
    }
  });
}
/** Forgets the integration, or restores its settings where that was chosen; nothing is ever deleted at Sendcloud. */
export { del as delete };

async function target(id: pulumi.ID, { account }: Properties): Promise<Target> {
  return {
    id: integrationOf(id),
    client: await clients(typeof account === "string" ? account : undefined),
    verify: isOn(found.verifyWrites),
  };
}

function integrationOf(id: pulumi.ID): number {
  const { data } = identityShape.integrationId.safeParse(Number(id));
  if (data === undefined) throw new SendcloudError("the resource's id must be the number of an integration, such as 12345");
  return data;
}

function tellLeft(id: pulumi.ID, left: readonly string[]): void {
  if (left.length === 0) return;
  tell(`integration ${id}: left as it is, since somebody else changed it or Sendcloud would refuse what it was: ${left.join(", ")}`);
}

/** What the process prints, the engine shows as a message of the stack, while it runs. */
function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** The runtime records the properties of such an error, and marks the resource for the next update; of its texts the engine prints the reasons. */
function partly(problem: UnconfirmedError, id: pulumi.ID, outs: Properties, { __provider }: Properties): Error {
  return Object.assign(problem, { id, properties: { ...outs, __provider }, reasons: [problem.message] });
}

/** The runtime prints `${error}: ${error.stack}` before the engine prints the message: without this, an operator reads a stack trace. */
async function plainly<Result>(work: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SendcloudError) {
      error.stack = error.message;
      error.toString = () => error.name;
    }
    throw error;
  }
}
