/** What the resources of one run tell each other about integrations: who still declares one, and what the last one remembers of it. */
import { integrationKey } from "../settings/names";
import type { Managed, State } from "./state";

export interface Handover {
  /** The program declares the integration: another resource of it that is deleted restores nothing. */
  declare(of: Managed): void;
  isDeclared(of: Managed): boolean;
  /** A resource lets go of its integration: whichever adopts it next in this run inherits what it remembers. */
  leave(state: State): void;
  left(of: Managed): State | undefined;
  /** A resource adopted the integration before anything was left to it. */
  adopt(of: Managed): void;
  isAdopted(of: Managed): boolean;
  /** Does the work once nothing else is under way on the integration. */
  inTurn<Of>(of: Managed, work: () => Promise<Of>): Promise<Of>;
}

/** Creates the record of one run, empty at first. */
export function createHandover(): Handover {
  const declared = new Set<string>();
  const adopted = new Set<string>();
  const states = new Map<string, State>();
  const underWay = new Map<string, Promise<unknown>>();

  return {
    declare: (of) => void declared.add(integrationKey(of)),
    isDeclared: (of) => declared.has(integrationKey(of)),
    leave: (state) => void states.set(integrationKey(state), state),
    left: (of) => states.get(integrationKey(of)),
    adopt: (of) => void adopted.add(integrationKey(of)),
    isAdopted: (of) => adopted.has(integrationKey(of)),
    async inTurn(of, work) {
      const mine = (underWay.get(integrationKey(of)) ?? Promise.resolve()).then(work, work);
      underWay.set(integrationKey(of), mine);
      return mine;
    },
  };
}
