/** Program process: what a resource registers beside what is declared, so that its provider knows whose it is. `check` takes it out again: no state holds it. */
import * as pulumi from "@pulumi/pulumi";
import { isMap } from "../../values";
import type { Meant } from "../announcement";
import { declarer, recordedInput, setType } from "../tokens";
import { isLater, perProgram } from "./context";
import { recordedStates } from "./recorded";
import { type Declaration, recordedFor, takeovers } from "./takeover";

const made = perProgram(() => ({ resources: 0 }));

/** What is registered, and what to call once the resource is. */
interface Declared {
  hidden: pulumi.Inputs;
  registered: (resource: pulumi.CustomResource) => void;
}

/** The number tells resources with the same name apart. */
export function declaredBy(name: string, type: string, managed: pulumi.Input<readonly unknown[]>): Declared {
  const count = made();
  count.resources += 1;
  const declaration: Declaration = { name, type, integrations: isLater(managed) ? undefined : managed.flatMap(meant), status: "pending" };
  const { declare, changed, others } = takeovers();
  declare(declaration);
  const hidden = { name, number: count.resources, stack: pulumi.getStack() };
  // A preview adopts and deletes nothing; a set says at preview what becomes of members that leave it.
  if (pulumi.runtime.isDryRun()) {
    const all = type === setType ? { ...hidden, others: others(declaration) } : hidden;
    return { hidden: { [declarer]: all }, registered: () => undefined };
  }

  const known = async (members: readonly unknown[]): Promise<pulumi.Output<string> | undefined> => {
    declaration.integrations = members.flatMap(meant);
    await changed();
    const states = await recordedFor(declaration);
    return states === undefined ? undefined : pulumi.secret(states);
  };
  void changed();
  return {
    hidden: { [declarer]: hidden, [recordedInput]: isLater(managed) ? pulumi.output(managed).apply(known) : known(managed) },
    registered(resource) {
      const became = (status: Declaration["status"]): Promise<void> => {
        if (declaration.status !== "managed") declaration.status = status;
        return changed();
      };
      void recordedStates().then((recorded) => {
        if (!recorded.some(({ restores }) => restores)) return;
        resource.urn.apply(() => became("skipped"));
        resource.id.apply((id) => became(id === undefined ? "skipped" : "managed"));
      });
    },
  };
}

/** The integration that is meant, where the declaration is whole: what is wrong with it, `check` says. */
function meant(value: unknown): Meant[] {
  if (!isMap(value) || typeof value.integrationId !== "number") return [];
  return [{ integrationId: value.integrationId, account: typeof value.account === "string" ? value.account : undefined }];
}
