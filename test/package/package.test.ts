/** The package as it is published: packed, unpacked into somebody else's project, and used there. */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
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
import { createProject, reaching } from "../../engine/project";
import manifest from "../../provider/package.json";
import { brought, locked } from "../../scripts/licences";
import { root } from "../support/engine";
import { requireYamlEngine, yamlProgram } from "../support/yaml";

/** The most that a download may weigh, in bytes: a fixture or a source map that slips in is far more. */
const mostPacked = 400_000;

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
  let tarball: string;

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
    const [made] = packed.parse(JSON.parse(told));
    files = made?.files.map(({ path }) => path) ?? [];
    tarball = join(folder, made?.filename ?? "");
    nodeModules = join(folder, "node_modules");
    mkdirSync(join(nodeModules, "pulumi-sendcloud"), { recursive: true });
    execFileSync("tar", [
      "-xzf",
      tarball,
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
        "dist/THIRD-PARTY-LICENSES",
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

  it("holds the licences of what is built in", () => {
    const file = join(nodeModules, "pulumi-sendcloud/dist/THIRD-PARTY-LICENSES");
    const licences = readFileSync(file, "utf8").split(/^-+$/m);
    const [undici = "", zod = "", ...others] = licences.map((text) => text.trim());
    assert.match(undici, /^undici\n[^]*Permission is hereby granted/);
    assert.match(zod, /^zod\n[^]*Permission is hereby granted/);
    assert.deepEqual(others, []);
  });

  it("asks for every package that its code imports", () => {
    const imported = files
      .filter((file) => file.endsWith(".js") && file.startsWith("dist/"))
      .flatMap((file) => [
        ...readFileSync(join(nodeModules, "pulumi-sendcloud", file), "utf8").matchAll(
          /(?:require|import)\("([^."][^"]*)"\)/g,
        ),
      ])
      .map(([, name = ""]) => (/^(@[^/]+\/)?[^/]+/.exec(name) ?? [name])[0])
      .filter((name) => !name.startsWith("node:") && name !== "pulumi-sendcloud");
    // The types of the exported schema are those of zod; its code is built in.
    const { zod: _, ...peers } = manifest.peerDependencies;
    const asked = Object.keys({ ...manifest.dependencies, ...peers });
    assert.deepEqual([...new Set(imported)].sort(), asked.sort());
    assert.equal(manifest.peerDependencies["@pulumi/pulumi"], ">=3.216.0 <4");
  });

  describe("in somebody else's project", () => {
    let engine: Engine;
    let emulator: Emulator;
    before(async function () {
      engine = await requireYamlEngine(this);
      emulator = await startEmulator({ seed: [{ id: 7, shop_name: "Old" }] });
    });
    afterEach(() => emulator.reset());
    after(() => emulator.close());

    /** Runs a program in a project of its own. */
    async function up(
      files: Record<string, string>,
      environment: Record<string, string> = {},
    ): Promise<void> {
      const project = await createProject({
        engine,
        nodeModules,
        files: { "package.json": "{}", ...files },
        environment: { ...reaching(emulator), ...environment },
      });
      try {
        const { status, output } = await project.pulumi(["up", "--yes", "--skip-preview"]);
        assert.equal(status, 0, output);
      } finally {
        await project.close();
      }
    }

    it("runs a YAML program over its plugin", async () => {
      const properties = { integrationId: 7, shopName: "In YAML" };
      const path = "node_modules/pulumi-sendcloud/plugin";
      const plugins = { providers: [{ name: "sendcloud", path }] };
      await up({ "Pulumi.yaml": yamlProgram({ shop: { properties } }, { plugins }) });
      assert.equal(emulator.integration(7)?.shop_name, "In YAML");
    });

    it("runs a TypeScript program, type-checked", async () => {
      const files = { "Pulumi.yaml": "name: foreign\nruntime: nodejs\n", "index.ts": typedProgram };
      await up(files, { PULUMI_NODEJS_TRANSPILE_ONLY: "false" });
      assert.equal(emulator.integration(7)?.shop_name, "Typed");
    });
  });

  describe("as it would be published", () => {
    function told(command: string, ...args: string[]): string {
      const path = `${join(root, "node_modules/.bin")}:${process.env.PATH ?? ""}`;
      const { status, stdout, stderr } = spawnSync(command, args, {
        encoding: "utf8",
        env: { ...process.env, PATH: path, NO_COLOR: "1" },
      });
      assert.equal(status, 0, `${stdout}${stderr}`);
      return `${stdout}${stderr}`;
    }

    it("has entry points that every runtime and bundler finds (publint)", () => {
      assert.doesNotMatch(told("publint", "--strict", tarball), /Suggestions|Warnings|Errors/);
    });

    it("has types that every compiler resolves (are the types wrong)", () => {
      assert.match(told("attw", tarball), /No problems found/);
    });

    it("is accepted by npm publish --dry-run, and is small", () => {
      const said = told("npm", "publish", "--dry-run", "--ignore-scripts", tarball);
      const [, size = "NaN", unit = ""] = /package size: ([\d.]+) (\w+)/.exec(said) ?? [];
      assert.equal(unit, "kB", said);
      assert.ok(Number(size) * 1000 < mostPacked, said);
    });

    it("says where it comes from, and that it is published with provenance", () => {
      const { repository, homepage, bugs, keywords, publishConfig } = manifest;
      const [address = ""] = homepage.split("#");
      assert.equal(repository.url, `git+${address}.git`);
      assert.equal(bugs, `${address}/issues`);
      assert.equal(repository.directory, "provider");
      assert.ok(keywords.length >= 5);
      assert.deepEqual(publishConfig, { access: "public", provenance: true });
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
