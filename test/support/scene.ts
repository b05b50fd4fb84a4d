/** Scenes: steps that follow one another on one stack, played over gRPC to both edges. Each step is a run of its own; the emulator says what arrived. */
import assert from "node:assert/strict";
import * as z from "zod";
import { join } from "node:path";
import { type Emulator, type EmulatorOptions, startEmulator } from "pulumi-sendcloud/emulator";
import { edges } from "./edges";
import { inStep } from "./in-step";
import { type Answering, PlayedEngine, type Play } from "./played-engine";
import { PluginProcess, unfinishedOfThePlugin } from "./plugin-process";
import { hasty, type Properties, ProviderProcess, unfinished } from "./provider-process";
import { requestsFrom, withoutRepeatedReads } from "./requests";
import { type Row, sentence } from "./story";

const root = join(__dirname, "../..");
type Edge = (typeof edges)[number];
type Texts = Record<string, string>;

/** What a step works with. */
export interface Stage {
  emulator: Emulator;
  /** The emulators of the scene's other accounts, by name. */
  others: Record<string, Emulator>;
  /** The configuration of the stack, and the environment of each run: a step may change both. */
  config: Properties;
  environment: Texts;
  /** The outputs of a resource in the state, secrets in the clear; `undefined` where there is none. */
  recorded: (name?: string) => Properties | undefined;
  /** What a resource remembers: its settings before the adoption, and those of which nobody knows what Sendcloud holds. */
  remembered: (name?: string) => { before: Properties; unsure: string[] } | undefined;
}

/** One command, and what is to be seen of it. */
export type SceneStep = ({ does: string } | Row) & {
  first?: (stage: Stage) => void;
  /** What the program declares from this step on. */
  program?: Record<string, Properties>;
  /** `preview`, `up`, `up --refresh`, `up --replace NAME`, `refresh` or `destroy`. */
  run: string;
  fails?: true;
  /** Exactly the requests that Sendcloud sees. */
  asks: unknown[];
  asksOthers?: Record<string, unknown[]>;
  anyOrder?: boolean;
  /** What the engine does to resources, but for those that stay the same: `update shop`. */
  operations?: string[];
  prints?: RegExp[];
  printsNot?: RegExp[];
  verify?: (stage: Stage) => void;
  only?: Edge;
};

export interface Scene {
  title: string;
  seed: NonNullable<EmulatorOptions["seed"]>;
  emulator?: EmulatorOptions;
  others?: Record<string, EmulatorOptions>;
  /** The configuration; by default the keys of the emulator. */
  config?: (emulator: Emulator, others: Record<string, Emulator>) => Properties;
  environment?: (emulator: Emulator) => Texts;
  only?: Edge;
  steps: SceneStep[];
}

const memory = z
  .object({
    adoption: z
      .object({
        before: z.record(z.string(), z.json()),
        unsure: z.union([z.array(z.string()), z.record(z.string(), z.json())]).default([]),
      })
      .transform(({ before, unsure }) => ({
        before,
        unsure: Array.isArray(unsure) ? unsure : Object.keys(unsure),
      })),
  })
  .optional();

const keys = ({ url: baseUrl, publicKey, secretKey }: Emulator): Properties => ({
  baseUrl,
  publicKey,
  secretKey,
});

/** A test for each scene on each edge. */
export function play(suite: string, scenes: readonly Scene[]): void {
  for (const edge of edges)
    describe(`${suite} (${edge})`, () => {
      for (const scene of scenes)
        if (scene.only === undefined || scene.only === edge)
          it(scene.title, () => played(edge, scene));
    });
}

async function played(edge: Edge, scene: Scene): Promise<void> {
  const opened: { close: () => Promise<void> }[] = [];
  const started = async (options: EmulatorOptions): Promise<Emulator> => {
    const emulator = await startEmulator(options);
    opened.push(emulator);
    return emulator;
  };
  try {
    const emulator = await started({ ...scene.emulator, seed: scene.seed });
    const others: Record<string, Emulator> = {};
    for (const [name, options] of Object.entries(scene.others ?? {}))
      others[name] = await started(options);
    const engine = new PlayedEngine();
    const stage: Stage = {
      emulator,
      others,
      config: (scene.config ?? keys)(emulator, others),
      environment: scene.environment?.(emulator) ?? {},
      recorded: (name = "shop") => engine.state.get(name)?.outputs,
      remembered: (name = "shop") => memory.parse(engine.state.get(name)?.outputs)?.adoption,
    };
    let program: Record<string, Properties> = {};
    for (const [index, step] of scene.steps.entries()) {
      program = step.program ?? program;
      if (step.only === undefined || step.only === edge)
        await inStep(index + 1, sentence(step), () => take(edge, step, program, stage, engine));
    }
  } finally {
    await Promise.all(opened.map((one) => one.close()));
  }
}

async function take(
  edge: Edge,
  step: SceneStep,
  program: Record<string, Properties>,
  stage: Stage,
  engine: PlayedEngine,
): Promise<void> {
  step.first?.(stage);
  const accounts = { "": stage.emulator, ...stage.others };
  const seen = Object.values(accounts).map(({ requests }) => requests.length);
  const process = await begun(edge, stage);
  const succeeded = await engine.run(process, program, playOf(step)).finally(() => process.stop());
  const said = [process.said(), ...engine.errors].join("\n");
  assert.equal(succeeded ? "succeeds" : "fails", step.fails ? "fails" : "succeeds", said);
  const expected = { "": step.asks, ...step.asksOthers };
  for (const [at, [name, emulator]] of Object.entries(accounts).entries())
    assertRequests(
      requestsFrom(emulator, seen[at]),
      Object.entries(expected).find(([of]) => of === name)?.[1] ?? [],
      step.anyOrder ?? false,
      `${name} ${said}`,
    );
  if (step.operations) assert.deepEqual(engine.operations, step.operations, said);
  for (const wanted of step.prints ?? []) assert.match(said, wanted);
  for (const banned of [/\n\s+at /, ...(step.printsNot ?? [])]) assert.doesNotMatch(said, banned);
  step.verify?.(stage);
}

function playOf({ run, anyOrder = false }: SceneStep): Play {
  const [, command, ...flags] = /^(preview|up|refresh|destroy)(.*)$/.exec(run) ?? [];
  const given = flags.join("");
  assert.ok(
    command === "preview" || command === "up" || command === "refresh" || command === "destroy",
  );
  const replaced = /--replace (\S+)/.exec(given)?.[1];
  return {
    command,
    refresh: given.includes("--refresh"),
    replace: replaced === undefined ? [] : [replaced],
    parallel: anyOrder,
  };
}

type Requests = ReturnType<typeof requestsFrom>;

function assertRequests(
  asked: Requests,
  expected: unknown[],
  anyOrder: boolean,
  said: string,
): void {
  const spelled = asked.map(({ method, path, body }) =>
    body === undefined ? [method, path] : [method, path, body],
  );
  const ordered = (all: unknown[]): unknown[] =>
    anyOrder ? all.map((one) => JSON.stringify(one)).sort() : withoutRepeatedReads(all);
  assert.deepEqual(ordered(spelled), ordered(expected), said);
}

/** A process that runs, and what it printed. */
interface Begun extends Answering {
  /** What is wrong with its configuration. */
  problems: string[];
  said: () => string;
  stop: () => Promise<void>;
}

/** Every run has a process of its own, as it has under the engine. */
async function begun(edge: Edge, { config, environment }: Stage): Promise<Begun> {
  if (edge === "plugin") {
    const plugin = await PluginProcess.start({ hasty: hasty(), environment });
    const problems = await plugin.checkConfig(config);
    await plugin.configure(config);
    return {
      problems,
      previews: true,
      resource: (name) => plugin.resource(name),
      unfinished: unfinishedOfThePlugin,
      said: () =>
        plugin.told
          .map(({ severity, message }) => (severity === 2 ? `warning: ${message}` : message))
          .join("\n"),
      stop: () => plugin.stop(),
    };
  }
  const prefixed = Object.fromEntries(
    Object.entries(config).map(([name, value]) => [
      `sendcloud:${name}`,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
  const provider = await ProviderProcess.start(root, prefixed, environment, hasty());
  return {
    problems: [],
    previews: false,
    resource: (name) => provider.resource(name),
    unfinished,
    said: () => provider.told,
    stop: () => provider.stop(),
  };
}
