/** What the resources of one run know of each other: which integrations are declared, and what one that goes leaves to the next. */
import { integrationKey } from "../settings/key";
import { createDeclarations, type DeclarationOptions, type Declarations } from "./declarations";
import type { Managed, State } from "./state";

/** What resources of one run leave to those that manage the same integration next: a resource to its replacement, a member to its next name. */
export interface Replacements extends Declarations {
  /** What tells integrations apart. */
  key: (of: Managed) => string;
  /** Adds what the stack had recorded of the integration before this run, by whichever resource. */
  recall: (state: State) => void;
  /** The same of an integration that a resource let go of: it counts where no resource manages it. */
  recallUnclaimed: (state: State) => void;
  /** What the stack had recorded of the integration before this run, as far as this process is told. */
  recalled: (of: Managed) => readonly State[];
  /** Whether no resource managed it then, but one had let go of it. */
  isUnclaimed: (of: Managed) => boolean;
  /** Records that a resource adopted the integration though nothing was left to it. */
  adopt: (of: Managed) => void;
  /** Whether that was so in this run, in whichever process: what an older resource remembers of it comes too late. */
  isAdopted: (of: Managed) => boolean;
  /** Records that the program still has the resource that is recorded so, and which integration it manages next. */
  compare: (state: State, next: Managed | undefined) => void;
  /** Whether the program still has the resource that is recorded with the integration: where it is deleted, it is replaced. */
  isCompared: (of: Managed) => boolean;
  /** The state of a resource that manages this integration next. */
  former: (of: Managed) => State | undefined;
  /** Remembers the state of a resource that releases its integration, or will. */
  leave: (state: State) => void;
  /** What was left of the integration, here or by another process, once it is known what the program declares: others may be about to leave theirs. */
  left: (of: Managed) => Promise<State | undefined>;
  /** Records that a resource of this run manages the integration by now. */
  apply: (of: Managed) => void;
  /** Whether the program declares it, and no resource of this run manages it yet. */
  isNext: (of: Managed) => boolean;
  /** Passes on what a resource that is deleted let go of, perhaps for its replacement. */
  passOn: (letGo: readonly State[]) => void;
  /** What was passed on, to the first resource that asks. */
  passedOn: () => readonly State[];
  /** Does the work once nothing else is under way on the integration. */
  inTurn: <Of>(of: Managed, work: () => Promise<Of>) => Promise<Of>;
}

/** Creates the record of one run, empty at first. */
export function createReplacements(options: DeclarationOptions = {}): Replacements {
  const { key = integrationKey, neighbours } = options;
  const declarations = createDeclarations(options);
  const adopted = new Set<string>();
  const states = new Map<string, State>();
  const compared = new Set<string>();
  const applied = new Set<string>();
  const formers = new Map<string, State>();
  const recorded = new Map<string, State[]>();
  const unclaimed = new Map<string, State[]>();
  const underWay = new Map<string, Promise<unknown>>();
  const passed: State[] = [];

  const handedOver = (of: Managed): readonly State[] => {
    const state = neighbours?.left(of);
    return state === undefined ? [] : [state];
  };
  const add = (to: Map<string, State[]>, state: State): void => void to.set(key(state), [...(to.get(key(state)) ?? []), state]);

  return {
    ...declarations,
    key,
    recall: (state) => add(recorded, state),
    recallUnclaimed: (state) => add(unclaimed, state),
    recalled: (of) => recorded.get(key(of)) ?? unclaimed.get(key(of)) ?? handedOver(of),
    isUnclaimed: (of) => unclaimed.has(key(of)) && !recorded.has(key(of)),
    adopt(of) {
      adopted.add(key(of));
      neighbours?.tell(of, "adopted");
    },
    isAdopted: (of) => adopted.has(key(of)) || (neighbours?.told(of, "adopted") ?? false),
    compare(state, next) {
      for (const one of [state, ...(state.unclaimed ?? [])]) compared.add(key(one));
      if (next !== undefined) formers.set(key(next), state);
    },
    isCompared: (of) => compared.has(key(of)),
    former: (of) => formers.get(key(of)),
    leave(state) {
      states.set(key(state), state);
      neighbours?.leave(state);
    },
    async left(of) {
      const mayBeLeft = states.size > 0 || neighbours?.areThere();
      if (mayBeLeft && !recorded.has(key(of))) await declarations.settled();
      return states.get(key(of)) ?? neighbours?.left(of);
    },
    apply: (of) => void applied.add(key(of)),
    isNext: (of) => declarations.isDeclared(of) && !applied.has(key(of)),
    passOn: (letGo) => void passed.push(...letGo),
    passedOn: () => passed.splice(0),
    async inTurn(of, work) {
      const before = underWay.get(key(of));
      const mine = (before ?? Promise.resolve()).then(work, work);
      underWay.set(key(of), mine);
      return mine;
    },
  };
}
