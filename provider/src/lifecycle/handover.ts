/** What one resource leaves to another that manages the same integration in the same run: a replacement to its successor. */
import { type Held, pick } from "../settings/diff";
import type { KnownFacts } from "./integration";
import { oursIn, type Recorded } from "./state";
import { settingNames } from "../settings/schema";

/** The memory of one run. */
export interface Handover {
  /** Says that the program still declares the integration: a resource that goes, then, goes for another one. */
  declares(account: unknown, id: string): void;
  isDeclared(account: unknown, id: string): boolean;
  /** Keeps what was recorded of an integration that a resource lets go of as it is. */
  leave(account: unknown, id: string, left: Left): void;
  /** What was left of it. */
  left(account: unknown, id: string): Left | undefined;
}

/** What a resource leaves. */
export interface Left extends Recorded {
  facts: KnownFacts;
}

export function createHandover(): Handover {
  const declared = new Set<string>();
  const all = new Map<string, Left>();
  const key = (account: unknown, id: string): string => JSON.stringify([account, id]);
  return {
    declares: (account, id) => void declared.add(key(account, id)),
    isDeclared: (account, id) => declared.has(key(account, id)),
    leave: (account, id, left) => void all.set(key(account, id), left),
    left: (account, id) => all.get(key(account, id)),
  };
}

/** What the settings were before the resource that left managed them, where they still are as it applied them. */
export function inherited(left: Left | undefined, live: Held): Held {
  if (left === undefined) return {};
  return pick(
    left.adoption.before,
    settingNames.filter((name) => oursIn(left, name, live[name]) !== undefined),
  );
}
