/** The life of so many integrations, by whoever can manage them: side by side, phase by phase, in turns. */
import { type Emulator, startEmulator } from "pulumi-sendcloud/emulator";
import { median, seconds, shown, table } from "./stopwatch";

/** What a phase runs. */
export type Command = "preview" | "up" | "refresh" | "destroy";

/** A step of the life of integrations: what is declared by then, and the command that takes the time. */
interface Phase {
  name: string;
  command: Command;
  /** The name of the shop with this number, from 1. */
  named: (id: number) => string;
}

const first = (id: number): string => `One ${id}`;
const second = (id: number): string => `Two ${id}`;

/** Every command, and every shop changed. */
export const whole: readonly Phase[] = [
  { name: "first preview", command: "preview", named: first },
  { name: "up (create)", command: "up", named: first },
  { name: "preview, nothing changed", command: "preview", named: first },
  { name: "up, nothing changed", command: "up", named: first },
  { name: "up (all changed)", command: "up", named: second },
  { name: "refresh", command: "refresh", named: second },
  { name: "destroy", command: "destroy", named: second },
];

/** What a user waits for day by day. */
export const daily: readonly Phase[] = [
  { name: "first preview", command: "preview", named: first },
  { name: "up (create)", command: "up", named: first },
  { name: "up (one changed)", command: "up", named: (id) => (id === 1 ? second(id) : first(id)) },
  { name: "refresh", command: "refresh", named: first },
];

/** Somebody who can manage integrations. */
export interface Contender {
  name: string;
  /** What it has no command for. */
  lacks?: Command;
  /** Whether it sends nothing. */
  isEmpty?: boolean;
  /** Begins, with nothing managed yet. */
  enter(emulator: Emulator): Promise<Entered>;
}

interface Entered {
  /** Declares the shops by these names, the first for number 1; takes no time that counts. */
  declare(names: readonly string[]): void;
  run(command: Command): Promise<unknown>;
  /** Bytes of state; `undefined` without one. */
  stateSize(): Promise<number | undefined>;
  leave(): Promise<void>;
}

interface Comparison {
  count: number;
  /** How often all is measured; the medians are shown. */
  times: number;
  phases: readonly Phase[];
  contenders: readonly Contender[];
  /** Milliseconds until the emulator answers. With them come Sendcloud's limits. */
  latency?: number;
}

/** The table: the first contender's seconds, and the others' with their ratio to it. */
export async function compare(comparison: Comparison): Promise<string> {
  const { count, times, phases, contenders } = comparison;
  const taken = phases.map(() => contenders.map((): number[] => []));
  const sizes: (number | undefined)[] = [];
  for (let time = 0; time < times; time++) {
    const entered: (Entered & { emulator: Emulator })[] = [];
    // One after the other: two of them may need the same program, which the first one builds.
    for (const contender of contenders) {
      const emulator = await emulate(comparison);
      entered.push({ ...(await contender.enter(emulator)), emulator });
    }
    for (const [row, phase] of phases.entries())
      for (const [column, one] of entered.entries()) {
        if (contenders[column]?.lacks === phase.command) continue;
        one.declare(Array.from({ length: count }, (_, index) => phase.named(index + 1)));
        anotherMinute(one.emulator);
        taken[row]?.[column]?.push(await seconds(() => one.run(phase.command)));
        if (phase.name === "up (create)") sizes[column] = await one.stateSize();
        if (phase.command === "up" && contenders[column]?.isEmpty !== true)
          verify(one.emulator, phase, contenders[column]?.name);
      }
    for (const one of entered) {
      await one.leave();
      await one.emulator.close();
    }
  }
  const head = `${count.toLocaleString("en")} integration${count === 1 ? "" : "s"}`;
  return table(
    [head, ...contenders.map(({ name }) => name)],
    [
      ...phases.map(({ name }, row) => cells(name, (taken[row] ?? []).map(median), "s")),
      cells(
        "state",
        sizes.map((bytes = NaN) => bytes / 1000),
        "KB",
      ),
    ],
  );
}

/** Shops that nobody manages yet. */
function emulate({ count, latency }: Comparison): Promise<Emulator> {
  const seed = Array.from({ length: count }, (_, index) => ({ id: index + 1 }));
  if (latency === undefined) return startEmulator({ seed });
  return startEmulator({
    seed,
    limits: "documented",
    intercept(_request, response, answer) {
      setTimeout(() => {
        const { status, headers, body } = answer();
        response.writeHead(status, headers).end(body);
      }, latency);
      return true;
    },
  });
}

/** Each phase has the limits of a minute to itself: the shops stay, and the requests are forgotten. */
function anotherMinute(emulator: Emulator): void {
  const shops = [];
  for (let id = 1, shop; (shop = emulator.integration(id)) !== undefined; id++) shops.push(shop);
  emulator.reset();
  for (const { id, ...shop } of shops) emulator.edit(id, shop);
}

/** Whoever is fast because nothing arrived is not compared. */
function verify(emulator: Emulator, { name, named }: Phase, contender = ""): void {
  for (let id = 1, shop; (shop = emulator.integration(id)) !== undefined; id++)
    if (shop.shop_name !== named(id))
      throw new Error(
        `${contender}, ${name}: shop ${id} is named ${JSON.stringify(shop.shop_name)}`,
      );
}

function cells(name: string, [own = NaN, ...others]: readonly number[], unit: string): string[] {
  const beside = (value: number): string =>
    Number.isNaN(value) ? "none" : `${shown(value)} ${unit} (${(value / own).toFixed(2)})`;
  return [name, `${shown(own)} ${unit}`, ...others.map(beside)];
}
