/** What the program of one run declares, as far as this process is told: by the engine, by the program itself, and by the other processes of the run. */
import { setTimeout as sleep } from "node:timers/promises";
import { integrationKey } from "../settings/key";
import type { Managed } from "./state";

/** Which integrations must not be restored, since the program still declares them. */
export interface Declarations {
  /** Records that the program still declares the integration: deleting a resource of it is then part of a replacement or a move. */
  declare: (of: Managed) => void;
  /** Whether the program declares it, as far as this run was told; or it was announced that it must not be restored. */
  isDeclared: (of: Managed) => boolean;
  /** Whether another process declares it, and this one does not. */
  isElsewhere: (of: Managed) => boolean;
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
interface Kept extends Managed {
  /** Unless, while it is pending, it turns out that no resource of this run takes it over. */
  pending?: true;
  /** The resource that was to take it over failed. */
  failed?: true;
}

/** Which integrations must not be restored; `undefined` where nothing is announced. */
export type Announced = () => readonly Kept[] | undefined;

/** The other processes of the run, which serve other providers and remember nothing of this one's resources. */
export interface Neighbours {
  /** Tells them that this process declares the integration. */
  tell: (of: Managed) => void;
  /** Whether one of them declares it. */
  declare: (of: Managed) => boolean;
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

  function isNext(of: Managed): boolean {
    return neighbours?.declare(of) ?? false;
  }

  return {
    declare(of) {
      if (!declared.has(key(of))) neighbours?.tell(of);
      declared.add(key(of));
      heard = Date.now();
    },
    isDeclared: (of) => declared.has(key(of)) || isNext(of) || isAnnounced(of),
    isElsewhere: (of) => !declared.has(key(of)) && isNext(of),
    fail: (of) => void failed.add(key(of)),
    hasFailed: (of) => (failed.has(key(of)) && declared.has(key(of))) || isAnnounced(of, (kept) => kept.failed),
    async settled(of) {
      const doubtful = Date.now() + longestDoubt;
      while (of !== undefined && isAnnounced(of, ({ pending }) => pending) && Date.now() < doubtful) await sleep(pollEvery);
      if (announced() !== undefined) return;
      const end = Date.now() + longestWait;
      while (heard !== undefined && Date.now() < Math.min(heard + quiet, end)) await sleep(Math.min(heard + quiet, end) - Date.now());
    },
  };
}
