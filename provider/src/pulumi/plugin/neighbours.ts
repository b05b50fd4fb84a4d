/** Plugin: the other plugin processes of the run. The engine starts one for each provider resource, and an integration may move between them. */
import { createHash } from "node:crypto";
import { ownerOf, secretOf } from "../../config/accounts";
import type { Found } from "../../config/sources";
import type { Neighbours } from "../../lifecycle/declarations";
import type { Managed, State } from "../../lifecycle/state";
import { decodeState, encodeState } from "../../lifecycle/state-format";
import { isMap, parsedJson, grouped } from "../../values";
import { decrypted, encrypted } from "./encryption";
import { neighboursOfRun, tellNeighbours, type Told } from "./neighbour-files";

/** Those of this engine; none where there is no engine. `tell` says once where nothing can be told. */
export function neighboursOf(engine: string | undefined, found: Found, tell: (line: string) => void): Neighbours | undefined {
  if (engine === undefined) return undefined;
  let fails = false;
  let known: { size: number; told: ReadonlyMap<string, Told[]> } = { size: 0, told: new Map() };

  const at = ({ account }: Managed): string | undefined => {
    const owner = ownerOf(found, account);
    return owner && createHash("sha256").update(owner).digest("hex");
  };

  const write = (of: Managed, news: Told["news"]): void => {
    const account = at(of);
    if (account === undefined || fails) return;
    try {
      tellNeighbours(engine, { integrationId: of.integrationId, at: account, news });
    } catch (error) {
      fails = true;
      const reason = error instanceof Error ? error.message : String(error);
      tell(
        `warning: the folder for temporary files cannot be written to (${reason}): an integration that moves to another provider may be restored in between`,
      );
    }
  };

  /** What is told is read again only when there is more of it: many resources ask. */
  const toldOf = (of: Managed): readonly Told["news"][] => {
    const { size, read } = neighboursOfRun(engine);
    if (size !== known.size) known = { size, told: grouped(read(), keyOf) };
    return (known.told.get(keyOf({ integrationId: of.integrationId, at: at(of) })) ?? []).map(({ news }) => news);
  };

  return {
    areThere: () => neighboursOfRun(engine).size > 0,
    tell: write,
    told: (of, news) => toldOf(of).includes(news),
    leave(state) {
      const secret = secretOf(found, state.account);
      if (secret !== undefined) write(state, { left: encrypted(JSON.stringify(encodeState(state)), secret, engine) });
    },
    left(of): State | undefined {
      const secret = secretOf(found, of.account);
      const last = toldOf(of).findLast((news) => typeof news === "object");
      const outputs = secret === undefined || last === undefined ? undefined : parsedJson(decrypted(last.left, secret, engine) ?? "");
      return isMap(outputs) ? decodeState(outputs) : undefined;
    },
  };
}

function keyOf({ integrationId, at }: { integrationId: number; at: string | undefined }): string {
  return `${integrationId} ${at}`;
}
