/** The same integrations under the real Pulumi engine: our resources, and an empty dynamic provider that is written the usual way. */
import type { Emulator } from "pulumi-sendcloud/emulator";
import { acquireEngine } from "../engine/acquire";
import { provideLanguage } from "../engine/language";
import { type Project, reaching } from "../engine/project";
import { scriptProject } from "../test/support/engine";
import { yamlProgram, yamlProject } from "../test/support/yaml";
import type { Contender, Phase } from "./compare";
import { shops } from "./shops";

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

/** What each phase takes: the command, and the value that the program then declares. */
const commands: Record<Phase, { value: string; args: string }> = {
  "first preview": { value: "One", args: "preview" },
  "up (create)": { value: "One", args: "up --yes --skip-preview" },
  "preview, nothing changed": { value: "One", args: "preview" },
  "up, nothing changed": { value: "One", args: "up --yes --skip-preview" },
  "up (all changed)": { value: "Two", args: "up --yes --skip-preview" },
  refresh: { value: "Two", args: "refresh --yes --skip-preview" },
  destroy: { value: "Two", args: "destroy --yes --skip-preview" },
};

/** A way to write the program. */
interface Language {
  open: typeof scriptProject;
  file: string;
  program: (count: number, value: string) => string;
}

function javascript(kind: string): Language {
  const program = (
    count: number,
    value: string,
  ): string => `${kind}for (let id = 1; id <= ${count}; id++) {
  new Settings("shop" + id, { integrationId: id, shopName: "${value} " + id, webhookActive: true, webhookUrl: "https://hooks.example/" + id });
}\n`;
  return { open: scriptProject, file: "index.js", program };
}

/** Over the plugin. */
const yaml: Language = {
  async open(engine, options) {
    await provideLanguage(engine, "yaml", (line) => console.error(line));
    return yamlProject(engine, options);
  },
  file: "Pulumi.yaml",
  program: (count, value) =>
    yamlProgram(
      Object.fromEntries(
        shops(count).map(({ id }) => [
          `shop${id}`,
          {
            properties: {
              integrationId: id,
              shopName: `${value} ${id}`,
              webhookActive: true,
              webhookUrl: `https://hooks.example/${id}`,
            },
          },
        ]),
      ),
    ),
};

function underTheEngine(
  name: string,
  { open, file, program }: Language,
  environment: Record<string, string> = {},
): Contender {
  return {
    name,
    async enter(emulator: Emulator, count: number) {
      const engine = await acquireEngine((line) => console.error(line));
      const project = await open(engine, {
        environment: { ...reaching(emulator), ...environment },
      });
      return {
        prepare: (phase) => project.write(file, program(count, commands[phase].value)),
        run: (phase) => succeed(project, commands[phase].args),
        stateSize: async () => (await succeed(project, "stack export")).length,
        leave: () => project.close(),
      };
    },
  };
}

export const floor = underTheEngine("empty dynamic provider", javascript(empty));
export const single = underTheEngine("pulumi-sendcloud", javascript(ours));
export const unchecked = underTheEngine("without checkpoints", javascript(ours), {
  PULUMI_EXPERIMENTAL: "true",
  PULUMI_SKIP_CHECKPOINTS: "true",
});
export const plugin = underTheEngine("plugin, YAML", yaml);

/** What a command prints. Rejects where it fails: a failure is not worth timing. */
export async function succeed(project: Project, args: string): Promise<string> {
  const { status, output, stdout } = await project.pulumi(args.split(" "));
  if (status !== 0) throw new Error(`pulumi ${args} ended with status ${status}:\n${output}`);
  return stdout;
}
