/** As many lines as there is room for. Pure. */

/** Lines that fit, and how many do not. */
export interface Fitting {
  lines: string[];
  left: number;
}

/** The first lines that are no longer together than the room, each with its line end. */
export function fitting(lines: readonly string[], room: number): Fitting {
  let taken = 0;
  let used = 0;
  for (const { length } of lines) {
    used += length + 1;
    if (used > room) break;
    taken += 1;
  }
  return { lines: lines.slice(0, taken), left: lines.length - taken };
}

/** What a list of `count` things ends with. */
export function more(count: number, rest: string): string[] {
  return count === 0 ? [] : [`and ${count} more, ${rest}`];
}
