/** What the program of one run declares, as far as this process is told: by the engine, by the program itself, and by the other processes of the run. */
import { setTimeout as sleep } from "node:timers/promises";
import { integrationKey } from "../settings/key";
import type { Managed, State } from "./state";

/** Which integrations must not be restored, since the program still declares them. */
export interface Declarations {
  /** Records that the program still declares the integration: deleting a resource of it is then part of a replacement or a move. */
  declare: (of: Managed) => void;
  /** Whether the program declares it, as far as this run was told; or it was announced that it must not be restored. */
  isDeclared: (of: Managed) => boolean;
  /** The same of what was let go of in an earlier run, also where this run leaves alone what is to take it over. */
  isAwaited: (of: Managed) => boolean;
  /** Records that the resource that was to take it over failed. */
  fail: (of: Managed) => void;
  /** Whether that was so in this run, in whichever process. */
  hasFailed: (of: Managed) => boolean;
  /**
   * Resolves once it is known what the program declares: the engine deletes a resource that is replaced before it has
   * told of all the others. At once where nothing was declared, as in a destroy. Of an integration, once it is known whether
   * the resource that is to take it over does so in this run.
   */
  settled: (of?: Managed) => Promise<void>;
}

/** The engine tells of the resources of a program within milliseconds, unless one waits for another. In milliseconds. */
const usualQuiet = 300;
const longestWait = 3_000;

/** The engine tells at once of resources that it leaves alone; one that waits for this very deletion is not told before it. In milliseconds. */
const longestDoubt = 1_000;
const pollEvery = 20;

/** An integration that must not be restored. */
export interface Kept extends Managed {
  /** The resource that is to take it over has not come to it yet, and may not, as one that is not targeted. */
  pending?: true;
  /** The resource that was to take it over failed. */
  failed?: true;
  /** A resource let go of it in an earlier run, and this run leaves the one alone that is to take it over. */
  skipped?: true;
}

/** Which integrations must not be restored; `undefined` where nothing is announced. */
export type Announced = () => readonly Kept[] | undefined;

/** What a process tells the others of its run: that it declares an integration, that it adopted one without knowing what it was before, or that its resource failed to take one over. */
export type News = "declared" | "adopted" | "failed";

/** The other processes of the run, which serve other providers. */
export interface Neighbours {
  /** Whether there are any. */
  areThere: () => boolean;
  /** Tells them what is new of an integration. */
  tell: (of: Managed, news: News) => void;
  /** Whether one of them told that. */
  told: (of: Managed, news: News) => boolean;
  /** Leaves them the state of a resource that lets go of its integration. */
  leave: (state: State) => void;
  /** What one of them left of it. */
  left: (of: Managed) => State | undefined;
}

/** How a run learns what the program declares. */
export interface DeclarationOptions {
  announced?: Announced | undefined;
  neighbours?: Neighbours | undefined;
  /** What tells integrations apart; by default their numbers and the names of their accounts. */
  key?: (of: Managed) => string;
  /** The program has told of all its resources once it has told of none for so long, in milliseconds. */
  quiet?: number | undefined;
}

/** Creates the record of one run, empty at first. */
export function createDeclarations({
  announced = () => undefined,
  neighbours,
  key = integrationKey,
  quiet = usualQuiet,
}: DeclarationOptions = {}): Declarations {
  const declared = new Set<string>();
  const failed = new Set<string>();
  let heard: number | undefined;

  function isAnnounced(of: Managed, how: (kept: Kept) => boolean | undefined = () => true): boolean {
    return announced()?.some((kept) => key(kept) === key(of) && how(kept)) ?? false;
  }

  function isDeclared(of: Managed): boolean {
    return declared.has(key(of)) || neighbours?.told(of, "declared") || isAnnounced(of, ({ skipped }) => !skipped);
  }

  return {
    declare(of) {
      if (!declared.has(key(of))) neighbours?.tell(of, "declared");
      declared.add(key(of));
      heard = Date.now();
    },
    isDeclared,
    isAwaited: (of) => isDeclared(of) || isAnnounced(of),
    fail(of) {
      failed.add(key(of));
      neighbours?.tell(of, "failed");
    },
    hasFailed(of) {
      const isOurs = failed.has(key(of)) && declared.has(key(of));
      return isOurs || neighbours?.told(of, "failed") || isAnnounced(of, (kept) => kept.failed);
    },
    async settled(of) {
      const doubtful = Date.now() + longestDoubt;
      while (of !== undefined && isAnnounced(of, ({ pending }) => pending) && Date.now() < doubtful) await sleep(pollEvery);
      if (announced() !== undefined) return;
      const end = Date.now() + longestWait;
      while (heard !== undefined && Date.now() < Math.min(heard + quiet, end)) await sleep(Math.min(heard + quiet, end) - Date.now());
    },
  };
}
