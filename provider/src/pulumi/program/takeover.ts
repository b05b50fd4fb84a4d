/** Program process: what resources that take integrations over from one another need at an up: the new one what the old one remembers, and provider processes what the old one must not restore, in whatever order and process. */
import * as pulumi from "@pulumi/pulumi";
import type { Kept } from "../../lifecycle/declarations";
import { announce, withdraw } from "../announcement";
import { watchEngine } from "../engine-watch";
import { perProgram } from "./context";
import { engineAddress } from "./engine-address";
import { claimed, type Declaration, kept, watched } from "./kept";
import { createRecalled } from "./recalled";
import { recordedStates } from "./recorded";
import { aliasesOf, hasFailed, heldBy } from "./registered";

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

function createTakeovers(declarations: readonly Declaration[]): Takeovers {
  const engine = engineAddress();
  const recorded = recordedStates().then((states) => {
    const all = claimed(states);
    return { watched: watched(all, declarations), recalled: createRecalled(all, declarations) };
  });
  let update: Promise<void> | undefined;
  let announcement: string | undefined;

  /** Announces anew what must not be restored; once for all that changes at the same time. */
  function changed(): Promise<void> {
    update ??= new Promise(setImmediate).then(async () => {
      update = undefined;
      const { watched } = await recorded;
      if (engine !== undefined && watched.size > 0) await announceKept(engine, kept(declarations, watched));
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

  return {
    async recordedFor(declaration) {
      await changed();
      return (await recorded).recalled(declaration);
    },
    async follow(declaration, resource) {
      if ((await recorded).watched.size === 0) return;
      const became = (status: Declaration["status"]): Promise<void> => {
        if (declaration.status !== "managed") declaration.status = status;
        return changed();
      };
      resource.urn.apply(async () => {
        // What waits for a resource that failed is skipped.
        const failed = (await hasFailed(resource)) || declarations.some(({ status }) => status === "failed");
        return became(failed ? "failed" : "skipped");
      });
      pulumi.all([resource.id, resource.urn, aliasesOf(resource), heldBy(resource)]).apply(([id, urn, aliases, held]) => {
        declaration.urns = [urn, ...aliases];
        declaration.integrations = held;
        return became(id === undefined ? "skipped" : "managed");
      });
    },
  };
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
