/** Program process: what resources that take integrations over from one another need at an up: the new one what the old one remembers, and provider processes what the old one must not restore, in whatever order and process. */
import * as pulumi from "@pulumi/pulumi";
import { integrationKey } from "../../settings/key";
import { isMap } from "../../values";
import { announce, type Kept, type Meant, withdraw } from "../announcement";
import { watchEngine } from "../engine-watch";
import { perProgram } from "./context";
import { engineAddress } from "./engine-address";
import { byKey, type Declaration, kept } from "./kept";
import { meant } from "./meant";
import { type Recorded, recordedStates } from "./recorded";
import { untyped } from "./untyped";

/** What one program needs for its declarations. */
interface Takeovers {
  /** What is recorded of the declared integrations, by whichever resource, as JSON; `undefined` where there is nothing. */
  recordedFor: (declaration: Declaration) => Promise<string | undefined>;
  /** Records what becomes of the resource. */
  follow: (declaration: Declaration, resource: pulumi.CustomResource) => Promise<void>;
}

const made = perProgram<{ takeovers?: Takeovers }>(() => ({}));

/** Those of the running program. More declarations may be added later. */
export function takeoversOf(declarations: readonly Declaration[]): Takeovers {
  const program = made();
  program.takeovers ??= createTakeovers(declarations);
  return program.takeovers;
}

/** Of more it is told only what each resource declares itself, so that a large stack stays fast. */
const mostLeftBehind = 20;

function createTakeovers(declarations: readonly Declaration[]): Takeovers {
  const engine = engineAddress();
  const recorded = recordedStates().then((all) => ({ all: byKey(all), restoring: byKey(all.filter(({ restores }) => restores)) }));
  let update: Promise<void> | undefined;
  let announcement: string | undefined;
  let left: { among: number; states: readonly Recorded[] } | undefined;

  /** Announces anew what must not be restored; once for all that changes at the same time. */
  function changed(): Promise<void> {
    update ??= new Promise(setImmediate).then(async () => {
      update = undefined;
      const { restoring } = await recorded;
      if (engine !== undefined && restoring.size > 0) await announceKept(engine, kept(declarations, restoring));
    });
    return update;
  }

  async function announceKept(address: string, integrations: readonly Kept[]): Promise<void> {
    const text = JSON.stringify(integrations);
    if (text === announcement) return;
    const isFirst = announcement === undefined;
    announcement = text;
    try {
      announce(address, integrations);
      if (isFirst) withdrawLater(address);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (isFirst) {
        await pulumi.log.warn(
          `the folder for temporary files cannot be written to (${reason}): an integration that another resource takes over may be restored in between`,
        );
      }
    }
  }
  void changed();

  /** What is recorded of resources that the program no longer declares: by a transform, any other may take their integrations over. */
  async function leftBehind(): Promise<readonly Recorded[]> {
    if (left?.among === declarations.length) return left.states;
    const { all } = await recorded;
    const declared = new Set(declarations.map(({ type, name }) => `${type} ${name}`));
    const states = [...all.values()].flat().filter(({ type, name }) => !declared.has(`${type} ${name}`));
    left = { among: declarations.length, states };
    return states;
  }

  return {
    async recordedFor({ integrations = [] }) {
      await changed();
      const { all } = await recorded;
      const own = integrations.flatMap((one) => all.get(integrationKey(one)) ?? []);
      const others = await leftBehind();
      const states = [...new Set([...own, ...(others.length <= mostLeftBehind ? others : [])])];
      return states.length === 0 ? undefined : JSON.stringify(states.map(({ outputs }) => outputs));
    },
    async follow(declaration, resource) {
      if ((await recorded).restoring.size === 0) return;
      const became = (status: Declaration["status"]): Promise<void> => {
        if (declaration.status !== "managed") declaration.status = status;
        return changed();
      };
      resource.urn.apply(() => became("skipped"));
      pulumi.all([resource.id, resource.urn, aliasesOf(resource), heldBy(resource)]).apply(([id, urn, aliases, held]) => {
        declaration.urns = [urn, ...aliases];
        declaration.integrations = held;
        return became(id === undefined ? "skipped" : "managed");
      });
    },
  };
}

/** The integrations that the resource manages by now: those that it declares, unless the run leaves it as it was, or a transform changed it. */
function heldBy(resource: pulumi.Resource): pulumi.Output<Meant[]> {
  const [integrations, integrationId, account] = ["integrations", "integrationId", "account"].map((name) => untyped(resource, name));
  return pulumi.all([integrations, integrationId, account]).apply(([members, own, of]) => {
    const all: unknown[] = isMap(members) ? Object.values(members) : [{ integrationId: own }];
    return all.flatMap((one) => meant(isMap(one) ? { ...one, account: of } : undefined));
  });
}

/** The URNs of before that a resource's aliases name. */
function aliasesOf(resource: pulumi.Resource): pulumi.Output<string[]> {
  const aliases = untyped(resource, "__aliases");
  const all: readonly unknown[] = Array.isArray(aliases) ? aliases : [];
  return pulumi.all(all.filter((alias) => pulumi.Output.isInstance<string>(alias) || typeof alias === "string"));
}

/** Once the program has ended, or the engine: a program of the Automation API runs in a process that lives on. */
function withdrawLater(engine: string): void {
  const end = (): void => withdraw(engine);
  process.once("exit", end);
  watchEngine(engine, () => {
    process.off("exit", end);
    end();
  });
}
