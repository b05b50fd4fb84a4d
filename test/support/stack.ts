/** One stack with at most one resource: what a test does with it, whoever plays the engine. */
import type { Properties } from "./provider-process";

/** What a program declares. */
export interface Declared {
  integrationId: number;
  onDestroy: "retain" | "restore";
  settings: Properties;
}

/** Commands say whether they succeeded. */
export interface Stack {
  up(
    program: Declared | undefined,
    options: { refresh: boolean; replace: boolean },
  ): Promise<boolean>;
  refresh(): Promise<boolean>;
  destroy(): Promise<boolean>;
  /** The outputs of the resource in the state, secrets in the clear. */
  recorded(): Promise<Properties | undefined>;
  /** What the last command printed as errors. */
  said: string;
}
