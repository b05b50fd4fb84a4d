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

function program(kind: string, count: number, value: string): string {
  return `${kind}for (let id = 1; id <= ${count}; id++) {
  new Settings("shop" + id, { integrationId: id, shopName: "${value} " + id, webhookActive: true, webhookUrl: "https://hooks.example/" + id });
}\n`;
}

/** The table for so many integrations, each phase repeated so often. */
export async function compare(count: number, times: number): Promise<string> {
  const engine = await acquireEngine((line) => console.error(line));
  const emulator = await startEmulator({ seed: Array.from({ length: count }, (_, index) => ({ id: index + 1 })) });
  const taken = new Map<string, Record<"empty" | "ours", number[]>>(phases.map(({ name }) => [name, { empty: [], ours: [] }]));
  const size = { empty: 0, ours: 0 };
  try {
    for (let time = 0; time < times; time++) {
      emulator.reset();
      const projects = {
        empty: await scriptProject(engine, { environment: reaching(emulator) }),
        ours: await scriptProject(engine, { environment: reaching(emulator) }),
      };
      for (const { name, value, args } of phases) {
        for (const kind of ["empty", "ours"] as const) {
          projects[kind].write("index.js", program({ empty, ours }[kind], count, value));
          taken.get(name)?.[kind].push(await seconds(() => succeed(projects[kind], args)));
          if (name === "up (create)") size[kind] = (await succeed(projects[kind], "stack export")).length;
        }
      }
      for (const project of Object.values(projects)) await project.close();
    }
  } finally {
    await emulator.close();
  }
  const rows = [...taken].map(([name, { empty, ours }]) => {
    const [floor, own] = [median(empty), median(ours)];
    return [name, `${shown(floor)} s`, `${shown(own)} s`, (own / floor).toFixed(2)];
  });
  const kilobytes = (bytes: number): string => `${shown(bytes / 1000)} KB`;
  rows.push(["state", kilobytes(size.empty), kilobytes(size.ours), (size.ours / size.empty).toFixed(2)]);
  return table([`${count} integration${count === 1 ? "" : "s"}`, "empty dynamic provider", "pulumi-sendcloud", "ratio"], rows);
}

/** What a command prints. Rejects where it fails: a failure is not worth timing. */
export async function succeed(project: Project, args: string): Promise<string> {
  const { status, output, stdout } = await project.pulumi(args.split(" "));
  if (status !== 0) throw new Error(`pulumi ${args} ended with status ${status}:\n${output}`);
  return stdout;
}
