/** Measuring things side by side: in turns, so that what else the machine does falls on all of them alike. */

/** What takes time. */
export type Task = () => Promise<unknown>;

/** Seconds that the task takes. */
export async function seconds(task: Task): Promise<number> {
  const began = performance.now();
  await task();
  return (performance.now() - began) / 1000;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? NaN)) / 2;
}

/** Two significant digits, as a person reads seconds. */
export function shown(value: number): string {
  return value >= 10 ? value.toFixed(0) : value >= 1 ? value.toFixed(1) : value.toPrecision(2);
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}
