/** Scenes: steps that follow one another on one stack, played over gRPC to both edges. Each step is a run of its own; the emulator says what arrived. */
import assert from "node:assert/strict";
import * as z from "zod";
import { join } from "node:path";
import { type Emulator, type EmulatorOptions, startEmulator } from "pulumi-sendcloud/emulator";
import { edges } from "./edges";
import { inStep } from "./in-step";
import { type Answering, type Asked, PlayedEngine, type Play } from "./played-engine";
import { PluginProcess, unfinishedOfThePlugin } from "./plugin-process";
import {
  hasty,
  isSecret,
  type Properties,
  ProviderProcess,
  secretly,
  unfinished,
} from "./provider-process";
import { requestsFrom } from "./requests";
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
  /** Resources that had another name until then, as with the option `aliases`. */
  renamed?: Record<string, string>;
  /** With the option `deleteBeforeReplace: false`. */
  createsFirst?: true;
  /** `preview`, `up`, `up --refresh`, `up --replace NAME`, `up --target NAME`, `up --continue-on-error`, `refresh` or `destroy`. */
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
    adoption: z.object({
      before: z.record(z.string(), z.json()),
      unsure: z.array(z.string()).default([]),
    }),
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
    const cast = new Cast(edge);
    opened.push(cast);
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
        await inStep(index + 1, sentence(step), () => take(step, program, stage, engine, cast));
    }
  } finally {
    await Promise.all(opened.map((one) => one.close()));
  }
}

async function take(
  step: SceneStep,
  program: Record<string, Properties>,
  stage: Stage,
  engine: PlayedEngine,
  cast: Cast,
): Promise<void> {
  step.first?.(stage);
  const accounts = { "": stage.emulator, ...stage.others };
  const seen = Object.values(accounts).map(({ requests }) => requests.length);
  const { process, problems, said: printed } = await cast.begin(stage);
  const succeeded = problems.length === 0 && (await engine.run(process, program, playOf(step)));
  const said = [await printed(), ...problems, ...engine.errors].join("\n");
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

function playOf({ run, anyOrder = false, renamed = {}, createsFirst }: SceneStep): Play {
  const [, command, ...flags] = /^(preview|up|refresh|destroy)(.*)$/.exec(run) ?? [];
  const given = flags.join("");
  assert.ok(
    command === "preview" || command === "up" || command === "refresh" || command === "destroy",
  );
  const named = (flag: string): string[] =>
    [...given.matchAll(new RegExp(`--${flag} (\\S+)`, "g"))].map(([, name = ""]) => name);
  const targets = named("target");
  return {
    command,
    refresh: given.includes("--refresh"),
    replace: named("replace"),
    targets: targets.length > 0 ? targets : undefined,
    continues: given.includes("--continue-on-error"),
    parallel: anyOrder,
    renamed,
    createsFirst: createsFirst ?? false,
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
    anyOrder ? all.map((one) => JSON.stringify(one)).sort() : all;
  assert.deepEqual(ordered(spelled), ordered(expected), said);
}

/** A process, and what it said so far. */
interface Running {
  /** Begins another run, and says what is wrong with its configuration. */
  begin: (config: Properties) => Promise<string[]>;
  process: Answering;
  said: () => Promise<string>;
  stop: () => Promise<void>;
}

/** The process of a scene. Each step is a run of its own in it; another environment needs another process. */
class Cast {
  private running: Running | undefined;
  private startedWith = "";
  constructor(private readonly edge: Edge) {}

  /** Begins a run. */
  async begin({ config, environment }: Stage): Promise<Running & { problems: string[] }> {
    const startedWith = JSON.stringify(environment);
    if (this.running === undefined || startedWith !== this.startedWith) {
      await this.close();
      this.running = await starting[this.edge](environment);
      this.startedWith = startedWith;
    }
    const { running } = this;
    const earlier = (await running.said()).length;
    const problems = await running.begin(config);
    return { ...running, problems, said: async () => (await running.said()).slice(earlier) };
  }

  async close(): Promise<void> {
    await this.running?.stop();
    this.running = undefined;
  }
}

/** The engine gives inputs back with the marks of secrets that it got. */
function keepingSecrets(resource: Asked): Asked {
  return {
    check: async (news, olds) => {
      const { inputs, failures } = await resource.check(news, olds);
      for (const name of Object.keys(inputs))
        if (isSecret(news[name])) inputs[name] = secretly(inputs[name] ?? null);
      return { inputs, failures };
    },
    diff: (olds, news) => resource.diff(olds, news),
    create: (inputs, preview) => resource.create(inputs, preview),
    read: (id, props) => resource.read(id, props),
    update: (id, olds, news, preview) => resource.update(id, olds, news, preview),
    delete: (id, props) => resource.delete(id, props),
  };
}

const starting: Record<Edge, (environment: Texts) => Promise<Running>> = {
  async plugin(environment) {
    const plugin = await PluginProcess.start({ hasty: hasty(), environment });
    return {
      begin: async (config) => {
        const { secretKey } = config;
        const problems = await plugin.checkConfig(
          secretKey === undefined ? config : { ...config, secretKey: secretly(secretKey) },
        );
        await plugin.configure(config);
        return problems;
      },
      process: {
        previews: true,
        resource: (name) => keepingSecrets(plugin.resource(name)),
        unfinished: unfinishedOfThePlugin,
      },
      said: () =>
        Promise.resolve(
          plugin.told
            .map(({ severity, message }) =>
              severity === 2 ? `warning: ${message}\n` : `${message}\n`,
            )
            .join(""),
        ),
      stop: () => plugin.stop(),
    };
  },
  async dynamic(environment) {
    const provider = await ProviderProcess.start(root, {}, environment, hasty());
    return {
      begin: async (config) => {
        const prefixed: Record<string, string> = {};
        for (const [name, value] of Object.entries(config))
          prefixed[`sendcloud:${name}`] = typeof value === "string" ? value : JSON.stringify(value);
        await provider.configure(prefixed);
        provider.beginRun();
        return [];
      },
      process: { previews: false, resource: (name) => provider.resource(name), unfinished },
      said: async () => {
        await provider.flush();
        return provider.told;
      },
      stop: () => provider.stop(),
    };
  },
};
