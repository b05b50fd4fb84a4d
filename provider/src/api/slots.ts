/** A number of slots that many take in turns, in order of arrival. Pure. */

/** Slots of which each is taken by one at a time. */
export interface Slots {
  /** How many wait for a slot. */
  readonly waiting: number;
  /** Resolves once a slot is taken. */
  take(): Promise<void>;
  /** Gives a slot to the next who waits. */
  give(): void;
}

/** Makes slots, all free. */
export function createSlots(count: number): Slots {
  const queue: (() => void)[] = [];
  let free = count;
  return {
    get waiting() {
      return queue.length;
    },
    async take() {
      if (free > 0) free--;
      else await new Promise<void>((resolve) => queue.push(resolve));
    },
    give() {
      const next = queue.shift();
      if (next === undefined) free++;
      else next();
    },
  };
}
