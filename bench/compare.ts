/** The life of so many integrations, by whoever can manage them: side by side, phase by phase, in turns. */
import { type Emulator, startEmulator } from "pulumi-sendcloud/emulator";
import { shops } from "./shops";
import { median, seconds, shown, table } from "./stopwatch";

const phases = [
  "first preview",
  "up (create)",
  "preview, nothing changed",
  "up, nothing changed",
  "up (all changed)",
  "refresh",
  "destroy",
] as const;

/** What happens to the integrations. */
export type Phase = (typeof phases)[number];

/** Somebody who can manage integrations. */
export interface Contender {
  name: string;
  /** Begins, with nothing managed yet. */
  enter(emulator: Emulator, count: number): Promise<Entered>;
}

interface Entered {
  /** Writes what the phase declares; takes no time that counts. */
  prepare(phase: Phase): void;
  run(phase: Phase): Promise<unknown>;
  /** Bytes of state. */
  stateSize(): Promise<number>;
  leave(): Promise<void>;
}

/** The table: the first contender's seconds, and the others' with their ratio to it. */
export async function compare(
  count: number,
  times: number,
  contenders: readonly Contender[],
): Promise<string> {
  const emulator = await startEmulator({ seed: shops(count) });
  const taken = new Map<Phase, number[][]>(
    phases.map((phase) => [phase, contenders.map(() => [])]),
  );
  const sizes: number[] = [];
  try {
    for (let time = 0; time < times; time++) {
      const entered = await Promise.all(
        contenders.map((contender) => contender.enter(emulator, count)),
      );
      for (const phase of phases) {
        for (const [index, one] of entered.entries()) {
          // All meet the same shops, which another one has just changed.
          if (phase.startsWith("up ("))
            for (let id = 1; id <= count; id++) emulator.edit(id, { shop_name: "Old" });
          one.prepare(phase);
          taken.get(phase)?.[index]?.push(await seconds(() => one.run(phase)));
          if (phase === "up (create)") sizes[index] = await one.stateSize();
        }
      }
      for (const one of entered) await one.leave();
    }
  } finally {
    await emulator.close();
  }
  const rows = [...taken].map(([phase, each]) => row(phase, each.map(median), "s"));
  rows.push(
    row(
      "state",
      sizes.map((bytes) => bytes / 1000),
      "KB",
    ),
  );
  const head = `${count.toLocaleString("en")} integration${count === 1 ? "" : "s"}`;
  return table([head, ...contenders.map(({ name }) => name)], rows);
}

function row(name: string, [first = NaN, ...others]: readonly number[], unit: string): string[] {
  const beside = (value: number): string =>
    `${shown(value)} ${unit} (${(value / first).toFixed(2)})`;
  return [name, `${shown(first)} ${unit}`, ...others.map(beside)];
}
