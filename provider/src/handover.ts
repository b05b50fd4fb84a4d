/** What one resource leaves to another that manages the same integration in the same run: a replacement to its successor. */
import { type Held, pick } from "./changes";
import { oursIn, type Recorded } from "./record";
import { settingNames } from "./settings";

/** The memory of one run. */
export interface Handover {
  /** Says that the program still declares the integration: a resource that goes, then, goes for another one. */
  declares(account: unknown, id: string): void;
  isDeclared(account: unknown, id: string): boolean;
  /** Keeps what was recorded of an integration that a resource lets go of as it is. */
  leave(account: unknown, id: string, recorded: Recorded): void;
  /** What the settings were before the resource managed them that left, where they still are as it applied them. */
  inherited(account: unknown, id: string, live: Held): Held;
}

export function createHandover(): Handover {
  const declared = new Set<string>();
  const left = new Map<string, Recorded>();
  const key = (account: unknown, id: string): string => JSON.stringify([account, id]);
  return {
    declares: (account, id) => void declared.add(key(account, id)),
    isDeclared: (account, id) => declared.has(key(account, id)),
    leave: (account, id, recorded) => void left.set(key(account, id), recorded),
    inherited(account, id, live) {
      const recorded = left.get(key(account, id));
      if (recorded === undefined) return {};
      return pick(
        recorded.adoption.before,
        settingNames.filter((name) => oursIn(recorded, name, live[name]) !== undefined),
      );
    },
  };
}
