/** Tells stories under the real engine: each is one test, so that it can be run alone. */
import assert from "node:assert/strict";
import { gte } from "semver";
import { type Emulator, startEmulator } from "pulumi-sendcloud/emulator";
import { asked, assertAsked } from "./requests";
import type { Engine } from "../../engine/acquire";
import { type Project, type ProjectOptions, reaching } from "../../engine/project";
import { requireEngine, scriptProject } from "./engine";
import { inStep } from "./in-step";
import { declaring } from "./programs";
import { declaringInYaml, scriptInYaml } from "./in-yaml";
import { requireYamlEngine, yamlProject } from "./yaml";
import { sentence, type Step, type Story, type World } from "./story";

/** For a step, under a machine that does other things too. */
const minutes = 60_000;

/** How the programs of stories are written and run. */
interface Edge {
  requireEngine: (context: Mocha.Context, asked?: string) => Promise<Engine>;
  project: (engine: Engine, options: Partial<ProjectOptions>) => Promise<Project>;
  /** The type of resources, as arguments of commands name it. */
  type: string;
  /** Where a program stands, and the text of one that declares resources. */
  file: string;
  declaring: (resources: Record<string, string>) => string;
  /** The text of a program that a story gives as a script in JavaScript. */
  script: (text: string) => string;
}

const dynamic: Edge = {
  requireEngine,
  project: scriptProject,
  type: "pulumi-nodejs:dynamic/sendcloud:IntegrationSettings",
  file: "index.js",
  declaring,
  script: (text) => text,
};

/** YAML programs over the plugin. */
const native: Edge = {
  requireEngine: requireYamlEngine,
  project: yamlProject,
  type: "sendcloud:index:IntegrationSettings",
  file: "Pulumi.yaml",
  declaring: declaringInYaml,
  script: scriptInYaml,
};

/** The same, where stories give the text of a project file. */
const written: Edge = { ...native, script: (text) => text };

/** Makes a mocha suite of stories, with a test for each; under the engine of the version that is asked for, if any. */
export function tell(suite: string, stories: readonly Story[], asked?: string): void {
  tellOver(dynamic, suite, stories, asked);
}

/** The same for YAML programs over the plugin. Left out are the steps, and the stories, that only a program in JavaScript can tell. */
export function tellInYaml(suite: string, stories: readonly Story[], asked?: string): void {
  const told = stories
    .filter(({ only }) => only !== "dynamic")
    .map((story) => ({ ...story, steps: story.steps.filter((step) => step.only !== "dynamic") }))
    .filter(({ steps }) => steps.every((step) => !("act" in step)));
  tellOver(native, suite, told, asked);
}

/** Stories that only programs over the plugin can tell: their programs are the text of a project file. */
export function tellNative(suite: string, stories: readonly Story[], asked?: string): void {
  tellOver(written, suite, stories, asked);
}

function tellOver(edge: Edge, suite: string, stories: readonly Story[], asked?: string): void {
  describe(suite, () => {
    let engine: Engine;
    let project: Project | undefined;
    before(async function () {
      engine = await edge.requireEngine(this, asked);
      project = await edge.project(engine, {});
    });
    after(() => project?.close());

    for (const story of stories) {
      it(story.title, async function () {
        if (story.engine && !gte(engine.version, story.engine.since)) {
          console.error(
            `    NOT TESTED: Pulumi ${engine.version} does not know ${story.engine.for}`,
          );
          return this.skip();
        }
        this.timeout((2 + story.steps.length) * minutes);
        assert.ok(project);
        await inWorld(engine, edge, project, story, async (world) => {
          for (const [index, step] of story.steps.entries())
            await inStep(index + 1, sentence(step), () => take(step, world, edge));
        });
      });
    }
  });
}

/** Makes what a story plays in, on the stack of its file, put back to what it was; and removes all else afterwards. */
async function inWorld(
  engine: Engine,
  edge: Edge,
  project: Project,
  { seed = [], ...story }: Story,
  play: (world: World) => Promise<void>,
): Promise<void> {
  const { emulator: options = {}, others = {}, environment = reaching } = story;
  const emulators: Emulator[] = [];
  const projects: Project[] = [];
  const started = async (options: Parameters<typeof startEmulator>[0]): Promise<Emulator> => {
    const emulator = await startEmulator(options);
    emulators.push(emulator);
    return emulator;
  };
  try {
    const emulator = await started({ ...options, seed });
    // Else each story's preview would read every integration that it adopts.
    const variables = { SENDCLOUD_PREVIEW_ADOPTION: "false", ...environment(emulator) };
    project.reset(variables);
    const anotherProject = async (): Promise<Project> => {
      const another = await edge.project(engine, { environment: variables });
      projects.push(another);
      return another;
    };
    const world: World = { emulator, others: {}, project, anotherProject };
    for (const [name, options] of Object.entries(others))
      world.others[name] = await started(options);
    await play(world);
  } finally {
    await Promise.all(projects.map((project) => project.close()));
    await Promise.all(emulators.map((emulator) => emulator.close()));
  }
}

async function take(step: Step, world: World, edge: Edge): Promise<void> {
  if ("act" in step) return step.act(world);
  const { emulator, others, project } = world;
  const { program, run, anyOrder, asks, asksOthers } = step;
  if (program !== undefined)
    project.write(
      edge.file,
      typeof program === "string" ? edge.script(program) : edge.declaring(program),
    );
  await step.first?.(world);
  const accounts = Object.entries({ "": emulator, ...others });
  const seen = accounts.map(([, { requests }]) => requests.length);
  const [command = "", ...flags] = run.replaceAll(dynamic.type, edge.type).split(" ");
  const unasked = ["up", "refresh", "destroy"].includes(command) ? ["--yes", "--skip-preview"] : [];
  const { status, output } = await project.pulumi([
    command,
    ...unasked,
    ...flags,
    "--color",
    "never",
  ]);
  assert.equal(status === 0 ? "succeeds" : "fails", step.fails ? "fails" : "succeeds", output);
  const expected: Record<string, unknown[]> = { "": asks, ...asksOthers };
  for (const [index, [name, account]] of accounts.entries()) {
    const said = `${name}: ${output}`;
    assertAsked(asked(account, seen[index]), expected[name] ?? [], { anyOrder, said });
  }
  for (const expected of step.prints ?? []) assert.match(output, expected);
  for (const banned of step.printsNot ?? []) assert.doesNotMatch(output, banned);
  await step.verify?.(world);
}
