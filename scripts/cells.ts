/** One cell of the compatibility matrix: the packed package, installed as its users install it, under one Node.js, one Pulumi SDK and one package manager. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { minVersion } from "semver";
import { startEmulator } from "pulumi-sendcloud/emulator";
import type { Engine } from "../engine/acquire";
import { createProject, inherited, reaching } from "../engine/project";
import repository from "../package.json";
import provider from "../provider/package.json";

/** What is combined. */
export interface Cell {
  /** Major version of Node.js. */
  node: string;
  /** Version of `@pulumi/pulumi`, as an installation asks for it. */
  sdk: string;
  /** Major version of TypeScript. npm installs 6 beside SDKs from 3.229.0 on. */
  typescript: "5" | "6";
  manager: keyof typeof managers;
}

/** The oldest SDK that is supported. */
export const oldestSdk = String(minVersion(provider.peerDependencies["@pulumi/pulumi"]));

/** The newest SDK that supports every Node.js that is supported here: the repository's own. */
const repositorySdk = repository.devDependencies["@pulumi/pulumi"];

/** The newest SDK of all. */
export const newestSdk = "3.276.0";

/** Each Node.js with the oldest and the newest SDK that runs there. Each manager and each compiler meets the newest SDK. */
export const cells: readonly Cell[] = [
  { node: "20", sdk: oldestSdk, typescript: "5", manager: "yarn" },
  { node: "20", sdk: repositorySdk, typescript: "6", manager: "npm" },
  { node: "22", sdk: oldestSdk, typescript: "5", manager: "npm" },
  { node: "22", sdk: newestSdk, typescript: "5", manager: "yarn" },
  { node: "24", sdk: oldestSdk, typescript: "5", manager: "pnpm" },
  { node: "24", sdk: newestSdk, typescript: "6", manager: "npm" },
  { node: "26", sdk: newestSdk, typescript: "6", manager: "pnpm" },
];

/** Package managers: where they come from, and how they install what package.json asks for. */
export const managers = {
  npm: { from: [], install: ["npm", "install", "--no-audit", "--no-fund"] },
  pnpm: { from: ["pnpm@10"], install: ["pnpm", "install", "--no-frozen-lockfile"] },
  yarn: { from: ["yarn@1"], install: ["yarn", "install", "--no-lockfile"] },
} as const satisfies Record<
  string,
  { from: readonly string[]; install: readonly [string, ...string[]] }
>;

const javaScript = (
  name: string,
): string => `new SendcloudIntegrationSettings("shop", { integrationId: 7, shopName: "${name}" });
new SendcloudIntegrationSettings("other", { integrationId: 8, shopName: "${name}" });`;

/** Programs of each kind that Pulumi runs, what else their project holds, and how to apply the second resource alone. */
const programs: Record<
  string,
  { files: Record<string, string>; second?: string; typeChecked?: true; lineless?: true }
> = {
  "plain JavaScript": {
    second: "--target=**::other",
    files: {
      "package.json": "{}",
      "index.js": `const { SendcloudIntegrationSettings } = require("pulumi-sendcloud");\n${javaScript("plain JavaScript")}`,
    },
  },
  "ES modules": {
    // The SDK does not find the line of a resource at the top of an ES module.
    lineless: true,
    second: "--exclude=**::shop",
    files: {
      "package.json": JSON.stringify({ type: "module", main: "index.js" }),
      "index.js": `import { SendcloudIntegrationSettings } from "pulumi-sendcloud";\n${javaScript("ES modules")}`,
    },
  },
  TypeScript: {
    typeChecked: true,
    files: {
      "package.json": JSON.stringify({ main: "index.ts" }),
      "tsconfig.json": JSON.stringify({
        compilerOptions: {
          strict: true,
          module: "nodenext",
          moduleResolution: "nodenext",
          target: "es2022",
        },
      }),
      "index.ts": `import { SendcloudIntegrationSettings } from "pulumi-sendcloud";\n${javaScript("TypeScript")}`,
    },
  },
};

/** The folder of a Node.js of this major version, from its npm package. */
export function nodeFolder(node: string, folder: string): string {
  const bin = join(folder, `node-${node}`, "node_modules", "node", "bin");
  if (!existsSync(bin))
    install(
      ["npm", "install", "--no-audit", "--no-fund", `node@${node}`],
      join(folder, `node-${node}`),
    );
  return bin;
}

/** Installs the packed package in the folder, and runs a program of each kind. Throws what went wrong; returns what ran. */
export async function runCell(
  { node, sdk, typescript, manager }: Cell,
  tarball: string,
  engine: Engine,
  folder: string,
): Promise<string> {
  const nodes = nodeFolder(node, folder);
  const { from, install: command } = managers[manager];
  const tools = join(folder, "tools", manager);
  if (from.length > 0 && !existsSync(tools))
    install(["npm", "install", "--no-audit", "--no-fund", ...from], tools);
  const path = [nodes, join(tools, "node_modules", ".bin"), process.env.PATH].join(delimiter);

  const project = join(folder, `${node}-${sdk}-${typescript}-${manager}`);
  const manifest = {
    private: true,
    dependencies: {
      "pulumi-sendcloud": `file:${tarball}`,
      "@pulumi/pulumi": sdk,
      typescript: `^${typescript}`,
      "@types/node": "^20",
    },
  };
  install(command, project, path, manifest);

  const emulator = await startEmulator({ seed: [{ id: 7 }, { id: 8 }] });
  try {
    for (const [name, { files, second, typeChecked, lineless }] of Object.entries(programs)) {
      const environment = {
        ...reaching(emulator),
        PATH: [engine.directory, path].join(delimiter),
        PULUMI_NODEJS_TRANSPILE_ONLY: String(!typeChecked),
      };
      const yaml = "name: shops\nruntime: nodejs\n";
      const stack = await createProject({
        engine,
        nodeModules: join(project, "node_modules"),
        files: { "Pulumi.yaml": yaml, ...files },
        environment,
      });
      try {
        const up = async (...part: string[]): Promise<number[]> => {
          const { status, output } = await stack.pulumi(["up", "--yes", "--skip-preview", ...part]);
          assert.equal(status, 0, `${name}: ${output}`);
          return [7, 8].filter((id) => emulator.integration(id)?.shop_name === name);
        };
        // SDKs from 3.256 on leave the outputs of a skipped resource unknown.
        if (second !== undefined) assert.deepEqual(await up(second), [8]);
        assert.deepEqual(await up(), [7, 8]);
        const { stdout } = await stack.pulumi(["stack", "export"]);
        const lines = stdout.match(/^ {16}"sourcePosition": "project:\/\/\/index\.[jt]s#/gm) ?? [];
        assert.equal(lines.length, lineless ? 0 : 2, `${name}: ${stdout}`);
      } finally {
        await stack.close();
      }
    }
  } finally {
    await emulator.close();
  }
  const version = execFileSync(
    join(nodes, "node"),
    ["--print", "require('@pulumi/pulumi/package.json').version"],
    {
      cwd: project,
      encoding: "utf8",
    },
  );
  return `Node.js ${node}, @pulumi/pulumi ${version.trim()}, TypeScript ${typescript}, ${manager}: ${Object.keys(programs).join(", ")}`;
}

/** Packs the package as it is built, since others may run it; returns the tarball. */
export function pack(root: string, folder: string): string {
  mkdirSync(folder, { recursive: true });
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder];
  const said = execFileSync("npm", args, {
    cwd: join(root, "provider"),
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  const name = /"filename": "([^"]+)"/.exec(said)?.[1];
  assert.ok(name, said);
  return join(folder, name);
}

function install(
  [command, ...args]: readonly [string, ...string[]],
  folder: string,
  path = process.env.PATH,
  manifest: object = { private: true },
): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  try {
    execFileSync(command, args, {
      cwd: folder,
      // Yarn keeps a tarball by its version, and would install the build of another day.
      env: {
        ...inherited(),
        PATH: path,
        CI: "true",
        YARN_CACHE_FOLDER: join(dirname(folder), "yarn-cache"),
      },
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
  } catch (cause) {
    const said =
      cause instanceof Error && "stdout" in cause && "stderr" in cause
        ? `${String(cause.stdout)}${String(cause.stderr)}`
        : "";
    throw new Error(`${command} ${args.join(" ")} failed in ${dirname(folder)}:\n${said}`, {
      cause,
    });
  }
}
