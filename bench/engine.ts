/** Integrations under the real Pulumi engine: our resources, and an empty dynamic provider that is written the usual way. */
import { acquireEngine } from "../engine/acquire";
import { provideLanguage } from "../engine/language";
import { type Project, reaching } from "../engine/project";
import { scriptProject } from "../test/support/engine";
import { yamlProgram, yamlProject } from "../test/support/yaml";
import type { Command, Contender } from "./compare";

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

const commands: Record<Command, string> = {
  preview: "preview",
  up: "up --yes --skip-preview",
  refresh: "refresh --yes --skip-preview",
  destroy: "destroy --yes --skip-preview",
};

/** A way to write the program. */
interface Language {
  open: typeof scriptProject;
  file: string;
  program: (names: readonly string[]) => string;
}

function javascript(kind: string): Language {
  const program = (names: readonly string[]): string => `${kind}
for (const [index, shopName] of ${JSON.stringify(names)}.entries()) {
  const id = index + 1;
  new Settings("shop" + id, { integrationId: id, shopName, webhookActive: true, webhookUrl: "https://hooks.example/" + id });
}
`;
  return { open: scriptProject, file: "index.js", program };
}

/** Over the plugin. */
const yaml: Language = {
  async open(engine, options) {
    await provideLanguage(engine, "yaml", (line) => console.error(line));
    return yamlProject(engine, options);
  },
  file: "Pulumi.yaml",
  program: (names) =>
    yamlProgram(
      Object.fromEntries(
        names.map((shopName, index) => {
          const integrationId = index + 1;
          const webhookUrl = `https://hooks.example/${integrationId}`;
          const properties = { integrationId, shopName, webhookActive: true, webhookUrl };
          return [`shop${integrationId}`, { properties }];
        }),
      ),
    ),
};

function underTheEngine(name: string, { open, file, program }: Language): Contender {
  return {
    name,
    async enter(emulator) {
      const engine = await acquireEngine((line) => console.error(line));
      const project = await open(engine, { environment: reaching(emulator) });
      return {
        declare: (names) => project.write(file, program(names)),
        run: (command) => succeed(project, commands[command]),
        stateSize: async () => (await succeed(project, "stack export")).length,
        leave: () => project.close(),
      };
    },
  };
}

export const floor = {
  ...underTheEngine("empty dynamic provider", javascript(empty)),
  isEmpty: true,
};
export const dynamic = underTheEngine("pulumi-sendcloud", javascript(ours));
export const plugin = underTheEngine("plugin, YAML", yaml);

/** What a command prints. Rejects where it fails: a failure is not worth timing. */
async function succeed(project: Project, args: string): Promise<string> {
  const { status, output, stdout } = await project.pulumi(args.split(" "));
  if (status !== 0) throw new Error(`pulumi ${args} ended with status ${status}:\n${output}`);
  return stdout;
}
