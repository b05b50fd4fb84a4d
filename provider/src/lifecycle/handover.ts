/** What the resources of one run and process know of each other: who declares an integration, and who let go of it. */
import type { SettingName } from "../settings/types";
import type { State } from "./state";

/** What they know of one integration. It ends with the process; nothing of it is stored. */
export class Handover {
  /** The settings that the program declares of it: no resource that is deleted restores them. */
  declared: readonly SettingName[] = [];
  /** What became of an adoption that inherited nothing. */
  adoptedAnew: "succeeded" | "failed" | undefined;
  /** The state of a resource that let go: the next one that adopts the integration inherits it. */
  predecessor: State | undefined;
  /** What a failure left. The engine repeats what failed, if a hook asks for it, with the state from before. */
  unfinished: State | undefined;
  /** Holds no result: there may be thousands of integrations. */
  private underWay = Promise.resolve();

  /** Does the work once nothing else is under way on the integration. */
  inTurn<Of>(work: () => Promise<Of>): Promise<Of> {
    const mine = this.underWay.then(work);
    this.underWay = Promise.allSettled([mine]).then(() => {});
    return mine;
  }
}
