/** What the resources of one run know of each other: which integrations are declared, and what one that goes leaves to the next. */
import { setTimeout as sleep } from "node:timers/promises";
import { integrationKey } from "../settings/key";
import type { Managed, State } from "./state";

/** What resources of one run leave to those that manage the same integration next: a resource to its replacement, a member to its next name. */
export interface Replacements {
  /** Records that the program still declares the integration: deleting a resource of it is then part of a replacement or a move. */
  declare: (of: Managed) => void;
  /** Whether the program declares it, as far as this run was told; or it was announced that it must not be restored. */
  isDeclared: (of: Managed) => boolean;
  /** Adds what the stack had recorded of the integration before this run, by whichever resource. */
  recall: (state: State) => void;
  /** Records that a resource adopted the integration though nothing was left to it. */
  adopt: (of: Managed) => void;
  /** Whether that was so in this run, or another process declares it: what an older resource remembers of it comes too late, or not at all. */
  isAdopted: (of: Managed) => boolean;
  /** Remembers the state of a resource that releases its integration, or will. */
  leave: (state: State) => void;
  /** What was left of the integration, once it is known what the program declares: others may be about to leave theirs. */
  left: (of: Managed) => Promise<State | undefined>;
  /** What the stack had recorded of the integration before this run. */
  recalled: (of: Managed) => readonly State[];
  /**
   * Resolves once it is known what the program declares: the engine deletes a resource that is replaced before it has
   * told of all the others. At once where nothing was declared, as in a destroy. Of an integration, once it is known whether
   * the resource that is to take it over does so in this run.
   */
  settled: (of?: Managed) => Promise<void>;
  /** Does the work once nothing else is under way on the integration. */
  inTurn: <Of>(of: Managed, work: () => Promise<Of>) => Promise<Of>;
}

/** The engine tells of the resources of a program within milliseconds, unless one waits for another. In milliseconds. */
const usualQuiet = 300;
const longestWait = 3_000;

/** The engine tells at once of resources that it leaves alone; one that waits for this very deletion is not told before it. In milliseconds. */
const longestDoubt = 1_000;
const pollEvery = 20;

/** An integration that must not be restored: unless, while it is pending, it turns out that no resource of this run takes it over. */
interface Kept extends Managed {
  pending?: true;
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
export interface ReplacementOptions {
  announced?: Announced | undefined;
  neighbours?: Neighbours | undefined;
  /** What tells integrations apart; by default their numbers and the names of their accounts. */
  key?: (of: Managed) => string;
  /** The program has told of all its resources once it has told of none for so long, in milliseconds. */
  quiet?: number | undefined;
}

/** Creates the record of one run, empty at first. */
export function createReplacements({
  announced = () => undefined,
  neighbours,
  key = integrationKey,
  quiet = usualQuiet,
}: ReplacementOptions = {}): Replacements {
  const declared = new Set<string>();
  const adopted = new Set<string>();
  const states = new Map<string, State>();
  const recorded = new Map<string, State[]>();
  const underWay = new Map<string, Promise<unknown>>();
  let heard: number | undefined;

  function isPending(of: Managed): boolean {
    return announced()?.some((kept) => kept.pending && key(kept) === key(of)) ?? false;
  }

  function isNext(of: Managed): boolean {
    return neighbours?.declare(of) ?? false;
  }

  async function settled(of?: Managed): Promise<void> {
    const doubtful = Date.now() + longestDoubt;
    while (of !== undefined && isPending(of) && Date.now() < doubtful) await sleep(pollEvery);
    if (announced() !== undefined) return;
    const end = Date.now() + longestWait;
    while (heard !== undefined && Date.now() < Math.min(heard + quiet, end)) await sleep(Math.min(heard + quiet, end) - Date.now());
  }

  return {
    settled,
    declare(of) {
      if (!declared.has(key(of))) neighbours?.tell(of);
      declared.add(key(of));
      heard = Date.now();
    },
    isDeclared: (of) => declared.has(key(of)) || isNext(of) || (announced()?.some((kept) => key(kept) === key(of)) ?? false),
    recall: (state) => void recorded.set(key(state), [...(recorded.get(key(state)) ?? []), state]),
    adopt: (of) => void adopted.add(key(of)),
    isAdopted: (of) => adopted.has(key(of)) || (!declared.has(key(of)) && isNext(of)),
    leave: (state) => void states.set(key(state), state),
    async left(of) {
      if (states.size > 0 && !recorded.has(key(of))) await settled();
      return states.get(key(of));
    },
    recalled: (of) => recorded.get(key(of)) ?? [],
    async inTurn(of, work) {
      const before = underWay.get(key(of));
      const mine = (before ?? Promise.resolve()).then(work, work);
      underWay.set(key(of), mine);
      return mine;
    },
  };
}
