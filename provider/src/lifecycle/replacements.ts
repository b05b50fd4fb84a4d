/** What the resources of one run know of each other: which integrations are declared, and what one that goes leaves to the next. */
import { integrationKey } from "../settings/key";
import { createDeclarations, type DeclarationOptions, type Declarations } from "./declarations";
import type { Managed, State } from "./state";

/** What resources of one run leave to those that manage the same integration next: a resource to its replacement, a member to its next name. */
export interface Replacements extends Declarations {
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
  /** Remembers the state of a resource that releases its integration, or will; and which one it manages next, where it does. */
  leave: (state: State, next?: Managed) => void;
  /** What was left of the integration, here or by another process, once it is known what the program declares: others may be about to leave theirs. */
  left: (of: Managed) => Promise<State | undefined>;
  /** The state of a resource that manages this integration next, and another one before. */
  former: (of: Managed) => State | undefined;
  /** Does the work once nothing else is under way on the integration. */
  inTurn: <Of>(of: Managed, work: () => Promise<Of>) => Promise<Of>;
}

/** Creates the record of one run, empty at first. */
export function createReplacements(options: DeclarationOptions = {}): Replacements {
  const { key = integrationKey, neighbours } = options;
  const declarations = createDeclarations(options);
  const adopted = new Set<string>();
  const states = new Map<string, State>();
  const formers = new Map<string, State>();
  const recorded = new Map<string, State[]>();
  const unclaimed = new Map<string, State[]>();
  const underWay = new Map<string, Promise<unknown>>();

  const handedOver = (of: Managed): readonly State[] => {
    const state = neighbours?.left(of);
    return state === undefined ? [] : [state];
  };
  const add = (to: Map<string, State[]>, state: State): void => void to.set(key(state), [...(to.get(key(state)) ?? []), state]);

  return {
    ...declarations,
    recall: (state) => add(recorded, state),
    recallUnclaimed: (state) => add(unclaimed, state),
    recalled: (of) => recorded.get(key(of)) ?? unclaimed.get(key(of)) ?? handedOver(of),
    isUnclaimed: (of) => unclaimed.has(key(of)) && !recorded.has(key(of)),
    adopt(of) {
      adopted.add(key(of));
      neighbours?.tell(of, "adopted");
    },
    isAdopted: (of) => adopted.has(key(of)) || (neighbours?.told(of, "adopted") ?? false),
    leave(state, next) {
      states.set(key(state), state);
      neighbours?.leave(state);
      if (next !== undefined && key(next) !== key(state)) formers.set(key(next), state);
    },
    async left(of) {
      const mayBeLeft = states.size > 0 || neighbours?.areThere();
      if (mayBeLeft && !recorded.has(key(of))) await declarations.settled();
      return states.get(key(of)) ?? neighbours?.left(of);
    },
    former: (of) => formers.get(key(of)),
    async inTurn(of, work) {
      const before = underWay.get(key(of));
      const mine = (before ?? Promise.resolve()).then(work, work);
      underWay.set(key(of), mine);
      return mine;
    },
  };
}
