/** The package as it is published: packed, unpacked into somebody else's project, and used there. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, startEmulator } from "pulumi-sendcloud/emulator";
import * as z from "zod";
import type { Engine } from "../../engine/acquire";
import { provideLanguage } from "../../engine/language";
import { createProject, reaching } from "../../engine/project";
import { brought, locked } from "../../scripts/licences";
import { requireEngine, root } from "../support/engine";
import { declaring } from "../support/programs";

const packed = z
  .array(z.object({ filename: z.string(), files: z.array(z.object({ path: z.string() })) }))
  .length(1);

const typedProgram = `
import * as pulumi from "@pulumi/pulumi";
import * as sendcloud from "pulumi-sendcloud";
import { SendcloudIntegrationSettings, type SendcloudIntegrationSettingsArgs } from "pulumi-sendcloud";

const args: SendcloudIntegrationSettingsArgs = { integrationId: 7, feedbackType: "none", servicePointCarriers: [pulumi.output("dhl")] };
const flag: pulumi.Output<boolean> = pulumi.output(false);
const optional: pulumi.Output<string | undefined> = pulumi.output(undefined);
const shop = new SendcloudIntegrationSettings("shop", { ...args, shopName: pulumi.output("Typed"), webhookActive: flag, webhookUrl: optional });
export const name: pulumi.Output<string | undefined> = shop.shopName;
export const url: pulumi.Output<string | undefined> = shop.webhookUrl;
export const type: pulumi.Output<string> = shop.type;
export const account: pulumi.Output<string | undefined> = shop.account;
export const seen: pulumi.Output<string | undefined> = SendcloudIntegrationSettings.get("seen", 7, {}).shopName;
export const found: Promise<string | undefined> = sendcloud.getIntegration({ shopUrl: "https://shop.example" }).then(({ shopName }) => shopName);
export const hook: pulumi.Output<string | undefined> = sendcloud.getIntegrationOutput({ id: pulumi.output(7) }).webhookUrl;
export const failing: Promise<(string | null)[]> = sendcloud.listIntegrations().then((all) => all.map((one) => one.startedFailingAt));
export const kinds: pulumi.Output<(string | null)[]> = sendcloud.listIntegrationsOutput({ type: "api" }).apply((all) => all.map(({ type }) => type));
// @ts-expect-error a look-up needs a number or a URL
export const nothing = (): unknown => sendcloud.getIntegration({});
// @ts-expect-error there is no such feedback type
export const wrongValue: SendcloudIntegrationSettingsArgs = { integrationId: 7, feedbackType: "soon" };
// @ts-expect-error the integration is required
export const missing: SendcloudIntegrationSettingsArgs = { shopName: "x" };
// @ts-expect-error there is no such setting
export const misspelt: SendcloudIntegrationSettingsArgs = { integrationId: 7, shopname: "x" };
`;

describe("the packed package", () => {
  let folder: string;
  let nodeModules: string;
  let files: string[];

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "packed-"));
    const provider = join(root, "provider");
    const told = execFileSync(
      "npm",
      ["pack", "--json", "--ignore-scripts", "--pack-destination", folder],
      {
        cwd: provider,
        encoding: "utf8",
      },
    );
    const [tarball] = packed.parse(JSON.parse(told));
    files = tarball?.files.map(({ path }) => path) ?? [];
    nodeModules = join(folder, "node_modules");
    mkdirSync(join(nodeModules, "pulumi-sendcloud"), { recursive: true });
    execFileSync("tar", [
      "-xzf",
      join(folder, tarball?.filename ?? ""),
      "--strip-components=1",
      "-C",
      join(nodeModules, "pulumi-sendcloud"),
    ]);
    // The package's own dependencies first, where they are not the ones of the whole repository.
    for (const source of [join(provider, "node_modules"), join(root, "node_modules")]) {
      for (const name of existsSync(source) ? readdirSync(source) : []) {
        const link = join(nodeModules, name);
        if (!name.startsWith(".") && !existsSync(link)) symlinkSync(join(source, name), link);
      }
    }
  });
  after(() => rmSync(folder, { recursive: true }));

  it("holds the compiled package, its types, its command, its plugin, its licence and its README, and nothing else", () => {
    const compiled = readdirSync(join(root, "provider/src"), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => file.replace(/\.ts$/, "").replaceAll("\\", "/"))
      .flatMap((file) => [`dist/${file}.d.ts`, `dist/${file}.js`]);
    const launchers = ["plugin/pulumi-resource-sendcloud", "plugin/pulumi-resource-sendcloud.cmd"];
    assert.deepEqual(
      [...files].sort(),
      [
        "LICENSE",
        "README.md",
        "bin/pulumi-sendcloud.js",
        ...launchers,
        ...compiled,
        "dist/pulumi/plugin/schema.json",
        "package.json",
      ].sort(),
    );
    for (const entry of [
      "pulumi/program/resource",
      "pulumi/dynamic/provider",
      "settings/schema",
      "emulator/emulator",
      "cli/main",
    ]) {
      assert.ok(files.includes(`dist/${entry}.js`) && files.includes(`dist/${entry}.d.ts`), entry);
    }
  });

  it("brings along nothing that runs a script when it is installed, or whose licence asks for more than to be named", () => {
    const packages = brought(root);
    assert.ok(packages.length > 4 && packages.length < 40, `${packages.length} packages`);
    assert.deepEqual(
      packages.filter(({ hasInstallScript }) => hasInstallScript),
      [],
    );
    assert.deepEqual(
      packages.filter(
        ({ license = "" }) =>
          !["MIT", "ISC", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause"].includes(license),
      ),
      [],
    );
  });

  it("asks for every package that its code imports", () => {
    const manifest = z
      .object({
        dependencies: z.record(z.string(), z.string()),
        peerDependencies: z.record(z.string(), z.string()),
      })
      .parse(
        JSON.parse(readFileSync(join(nodeModules, "pulumi-sendcloud", "package.json"), "utf8")),
      );
    const imported = files
      .filter((file) => file.endsWith(".js") && file.startsWith("dist/"))
      .flatMap((file) => [
        ...readFileSync(join(nodeModules, "pulumi-sendcloud", file), "utf8").matchAll(
          /(?:require|import)\("([^."][^"]*)"\)/g,
        ),
      ])
      .map(([, name = ""]) => (/^(@[^/]+\/)?[^/]+/.exec(name) ?? [name])[0])
      .filter((name) => !name.startsWith("node:") && name !== "pulumi-sendcloud");
    const asked = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
    assert.deepEqual([...new Set(imported)].sort(), asked.sort());
    assert.equal(manifest.peerDependencies["@pulumi/pulumi"], ">=3.216.0 <4");
  });

  describe("in somebody else's project", () => {
    let engine: Engine;
    let emulator: Emulator;
    before(async function () {
      engine = await requireEngine(this);
      emulator = await startEmulator({ seed: [{ id: 7, shop_name: "Old" }] });
    });
    afterEach(() => emulator.reset());
    after(() => emulator.close());

    async function up(
      files: Record<string, string>,
      environment: Record<string, string> = {},
    ): Promise<void> {
      const project = await createProject({
        engine,
        nodeModules,
        files: {
          "package.json": "{}",
          "Pulumi.yaml": "name: foreign\nruntime: nodejs\n",
          ...files,
        },
        environment: { ...reaching(emulator), ...environment },
      });
      try {
        const { status, output } = await project.pulumi(["up", "--yes", "--skip-preview"]);
        assert.equal(status, 0, output);
      } finally {
        await project.close();
      }
    }

    it("runs a plain-JavaScript program", async () => {
      await up({ "index.js": declaring({ shop: '{ integrationId: 7, shopName: "Plain" }' }) });
      assert.equal(emulator.integration(7)?.shop_name, "Plain");
    });

    it("runs a YAML program over its plugin", async () => {
      await provideLanguage(engine, "yaml", (line) => console.error(line));
      const plugin = {
        providers: [{ name: "sendcloud", path: "node_modules/pulumi-sendcloud/plugin" }],
      };
      const shop = {
        type: "sendcloud:IntegrationSettings",
        properties: { integrationId: 7, shopName: "In YAML" },
      };
      await up({
        "Pulumi.yaml": JSON.stringify({
          name: "foreign",
          runtime: "yaml",
          plugins: plugin,
          resources: { shop },
        }),
      });
      assert.equal(emulator.integration(7)?.shop_name, "In YAML");
    }).timeout(600_000);

    it("runs a TypeScript program, type-checked", async () => {
      await up({ "index.ts": typedProgram }, { PULUMI_NODEJS_TRANSPILE_ONLY: "false" });
      assert.equal(emulator.integration(7)?.shop_name, "Typed");
    });
  });
});

describe("the lockfile", () => {
  it("names every package by version and hash", () => {
    const foreign = locked(root).filter(
      ({ path, link }) => path.includes("node_modules/") && !link,
    );
    assert.ok(foreign.length > 100);
    assert.deepEqual(
      foreign.filter(({ version, integrity }) => version === undefined || integrity === undefined),
      [],
    );
  });

  it("leaves no choice of what is used to develop", () => {
    const { devDependencies } = z
      .object({ devDependencies: z.record(z.string(), z.string()) })
      .parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));
    assert.deepEqual(
      Object.entries(devDependencies).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version)),
      [],
    );
  });
});
