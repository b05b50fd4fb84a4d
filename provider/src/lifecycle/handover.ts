/** What the resources of one run and process know of each other: which integrations are declared, and what was let go of. */
import type { Managed, State } from "./state";

/** The memory of one run. It ends with the process; nothing of it is stored. */
export class Handover {
  private readonly declared = new Set<string>();
  private readonly adopted = new Set<string>();
  private readonly states = new Map<string, State>();
  private readonly underWay = new Map<string, Promise<unknown>>();

  /** `keyOf` tells integrations apart. */
  constructor(private readonly keyOf: (of: Managed) => string) {}

  /** The program declares the integration: no other resource that is deleted restores it. */
  declare(of: Managed): void {
    this.declared.add(this.keyOf(of));
  }

  isDeclared(of: Managed): boolean {
    return this.declared.has(this.keyOf(of));
  }

  /** A resource lets go: the next one that adopts the integration in this run inherits what it remembers. */
  letGo(state: State): void {
    this.states.set(this.keyOf(state), state);
  }

  inherited(of: Managed): State | undefined {
    return this.states.get(this.keyOf(of));
  }

  /** A resource adopted the integration without inheriting anything. */
  adoptAnew(of: Managed): void {
    this.adopted.add(this.keyOf(of));
  }

  isAdoptedAnew(of: Managed): boolean {
    return this.adopted.has(this.keyOf(of));
  }

  /** Does the work once nothing else is under way on the integration. */
  inTurn<Of>(of: Managed, work: () => Promise<Of>): Promise<Of> {
    const mine = (this.underWay.get(this.keyOf(of)) ?? Promise.resolve()).then(work, work);
    this.underWay.set(this.keyOf(of), mine);
    return mine;
  }
}
