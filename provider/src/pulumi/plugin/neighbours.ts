/** Plugin: the other plugin processes of the run. The engine starts one for each provider resource, and an integration may move between them. */
import { createHash } from "node:crypto";
import { ownerOf } from "../../config/accounts";
import type { Found } from "../../config/sources";
import type { Neighbours } from "../../lifecycle/declarations";
import type { Managed } from "../../lifecycle/state";
import { declaredByNeighbours, tellNeighbours } from "../announcement";

/** Those of this engine; none where there is no engine. `tell` says once where nothing can be told. */
export function neighboursOf(engine: string | undefined, found: Found, tell: (line: string) => void): Neighbours | undefined {
  if (engine === undefined) return undefined;
  let fails = false;
  const at = ({ account }: Managed): string | undefined => {
    const owner = ownerOf(found, account);
    return owner && createHash("sha256").update(owner).digest("hex");
  };
  return {
    tell(of) {
      const account = at(of);
      if (account === undefined || fails) return;
      try {
        tellNeighbours(engine, { integrationId: of.integrationId, at: account });
      } catch (error) {
        fails = true;
        const reason = error instanceof Error ? error.message : String(error);
        tell(
          `warning: the folder for temporary files cannot be written to (${reason}): an integration that moves to another provider may be restored in between`,
        );
      }
    },
    declare: (of) => declaredByNeighbours(engine).some((one) => one.integrationId === of.integrationId && one.at === at(of)),
  };
}
