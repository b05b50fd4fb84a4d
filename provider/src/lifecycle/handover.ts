/** What the resources of one run and process know of each other: who declares an integration, and who let go of it. */
import type { Managed, State } from "./state";

/** What they know of one integration. It ends with the process; nothing of it is stored. */
export class Handover {
  /** The program declares the integration: no other resource that is deleted restores it. */
  isDeclared = false;
  /** A resource adopted the integration without inheriting anything. */
  isAdoptedAnew = false;
  /** The state of a resource that let go: the next one that adopts the integration inherits it. */
  inherited: State | undefined;
  private underWay: Promise<unknown> = Promise.resolve();

  /** Does the work once nothing else is under way on the integration. */
  inTurn<Of>(work: () => Promise<Of>): Promise<Of> {
    const mine = this.underWay.then(work, work);
    this.underWay = mine;
    return mine;
  }
}

/** The handover of each integration; `keyOf` tells integrations apart. */
export function createHandovers(keyOf: (of: Managed) => string): (of: Managed) => Handover {
  const handovers = new Map<string, Handover>();
  return (of) => {
    const key = keyOf(of);
    const handover = handovers.get(key) ?? new Handover();
    handovers.set(key, handover);
    return handover;
  };
}
