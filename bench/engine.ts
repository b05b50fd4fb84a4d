/** The same program under the real engine, with our resource and with an empty dynamic provider that is written the usual way. */
import { startEmulator } from "pulumi-sendcloud/emulator";
import { acquireEngine } from "../engine/acquire";
import { type Project, reaching } from "../engine/project";
import { scriptProject } from "../test/support/engine";
import { median, seconds, shown, table } from "./stopwatch";

/** The floor: what Pulumi itself costs, as its documentation shows how to write a dynamic provider: each call, and nothing in it. */
const empty = `const pulumi = require("@pulumi/pulumi");
const provider = {
  async check(olds, news) {
    return { inputs: news };
  },
  async diff(id, olds, news) {
    return { changes: news.shopName !== olds.shopName };
  },
  async create(inputs) {
    return { id: String(inputs.integrationId), outs: inputs };
  },
  async read(id, props) {
    return { id, props };
  },
  async update(id, olds, news) {
    return { outs: news };
  },
  async delete(id, props) {},
};
class Settings extends pulumi.dynamic.Resource {
  constructor(name, args, opts) {
    super(provider, name, args, opts);
  }
}
`;

const ours = `const { SendcloudIntegrationSettings: Settings } = require("pulumi-sendcloud");\n`;

const phases = [
  { name: "first preview", value: "One", args: "preview" },
  { name: "up (create)", value: "One", args: "up --yes --skip-preview" },
  { name: "preview, nothing changed", value: "One", args: "preview" },
  { name: "up, nothing changed", value: "One", args: "up --yes --skip-preview" },
  { name: "up (all changed)", value: "Two", args: "up --yes --skip-preview" },
  { name: "refresh", value: "Two", args: "refresh --yes --skip-preview" },
  { name: "destroy", value: "Two", args: "destroy --yes --skip-preview" },
];

/** The same integrations as one resource. */
const set = `const { SendcloudIntegrationSettingsSet } = require("pulumi-sendcloud");
const integrations = {};
class Settings {
  constructor(name, args) {
    integrations[name] = args;
  }
}
process.nextTick(() => new SendcloudIntegrationSettingsSet("shops", { integrations }));
`;

function program(kind: string, count: number, value: string): string {
  return `${kind}for (let id = 1; id <= ${count}; id++) {
  new Settings("shop" + id, { integrationId: id, shopName: "${value} " + id, webhookActive: true, webhookUrl: "https://hooks.example/" + id });
}\n`;
}

/** Who is compared: what heads the column, and the program. The first is the floor. */
const kinds = {
  "empty dynamic provider": empty,
  "pulumi-sendcloud": ours,
  "as a set": set,
};

type Kind = keyof typeof kinds;

/** The table for so many integrations, each phase repeated so often. */
export async function compare(count: number, times: number, compared: readonly Kind[]): Promise<string> {
  const engine = await acquireEngine((line) => console.error(line));
  const emulator = await startEmulator({ seed: Array.from({ length: count }, (_, index) => ({ id: index + 1 })) });
  const taken = new Map(phases.map(({ name }) => [name, new Map<Kind, number[]>(compared.map((kind) => [kind, []]))]));
  const sizes = new Map<Kind, number>();
  try {
    for (let time = 0; time < times; time++) {
      emulator.reset();
      const projects = new Map<Kind, Project>();
      for (const kind of compared) projects.set(kind, await scriptProject(engine, { environment: reaching(emulator) }));
      for (const { name, value, args } of phases) {
        for (const [kind, project] of projects) {
          // Each adopts the shops as they were, also where another one was there before.
          if (name === "up (create)" || name === "up (all changed)")
            for (let id = 1; id <= count; id++) emulator.edit(id, { shop_name: "Old" });
          project.write("index.js", program(kinds[kind], count, value));
          taken
            .get(name)
            ?.get(kind)
            ?.push(await seconds(() => succeed(project, args)));
          if (name === "up (create)") sizes.set(kind, (await succeed(project, "stack export")).length);
        }
      }
      for (const project of projects.values()) await project.close();
    }
  } finally {
    await emulator.close();
  }
  const rows = [...taken].map(([name, byKind]) => row(name, [...byKind.values()].map(median), "s"));
  rows.push(
    row(
      "state",
      [...sizes.values()].map((bytes) => bytes / 1000),
      "KB",
    ),
  );
  return table([`${count.toLocaleString("en")} integration${count === 1 ? "" : "s"}`, ...compared], rows);
}

/** What each took, and in brackets its ratio to the first. */
function row(name: string, [first = NaN, ...others]: readonly number[], unit: string): string[] {
  const ratio = (value: number): string => `${shown(value)} ${unit} (${(value / first).toFixed(2)})`;
  return [name, `${shown(first)} ${unit}`, ...others.map(ratio)];
}

/** What a command prints. Rejects where it fails: a failure is not worth timing. */
export async function succeed(project: Project, args: string): Promise<string> {
  const { status, output, stdout } = await project.pulumi(args.split(" "));
  if (status !== 0) throw new Error(`pulumi ${args} ended with status ${status}:\n${output}`);
  return stdout;
}
