/** `pulumi-sendcloud import` under the real engine: what it writes is adopted with no write. */
import assert from "node:assert/strict";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { format } from "prettier";
import * as z from "zod";
import { type Emulator, type Seed, startEmulator } from "pulumi-sendcloud/emulator";
import type { Engine } from "../../engine/acquire";
import { type Project, reaching } from "../../engine/project";
import { cli, type Ended } from "../support/cli";
import { requireEngine, scriptProject } from "../support/engine";
import { random, unique } from "../support/random-integrations";
import { pluginFolder, requireYamlEngine, yamlProject } from "../support/yaml";

const yamlHead = `name: shops
runtime: yaml
plugins: { providers: [{ name: sendcloud, path: ${JSON.stringify(pluginFolder)} }] }
`;

describe("pulumi-sendcloud import, under the real engine", function () {
  this.timeout(300_000);
  let engine: Engine;
  let emulator: Emulator;
  let project: Project;
  let script: Project;
  const run = (...args: string[]): Promise<Ended> => cli(project, ["import", ...args]);
  const program = (file = "index.ts"): string =>
    readFileSync(join(project.directory, file), "utf8");
  const configuration = (stack = "dev"): string => {
    const file = join(project.directory, `Pulumi.${stack}.yaml`);
    return existsSync(file) ? readFileSync(file, "utf8") : "";
  };
  const configured = async (): Promise<Record<string, string>> => {
    const { stdout } = await project.pulumi(["config", "--show-secrets", "--json"]);
    const values = z.record(z.string(), z.object({ value: z.string() })).parse(JSON.parse(stdout));
    return Object.fromEntries(Object.entries(values).map(([key, { value }]) => [key, value]));
  };
  const adoptsWithNoWrite = async (): Promise<void> => {
    const { status, output } = await project.pulumi(["up", "--yes", "--skip-preview"]);
    assert.equal(status, 0, output);
    assert.equal(emulator.requests.filter(({ method }) => method !== "GET").length, 0, output);
  };

  before(async function () {
    engine = await requireEngine(this);
    script = await scriptProject(engine, {});
  });
  /** All tests of TypeScript have one project, put back to what it was. */
  async function open(seed: Seed[]): Promise<void> {
    emulator = await startEmulator({ seed, pageSize: 10 });
    project = script;
    project.reset(reaching(emulator));
  }
  afterEach(() => emulator.close());
  after(() => script.close());

  it("writes 40 random integrations, formatted, without a secret; up adopts them with no write, and has nothing left to do", async function () {
    this.timeout(600_000);
    await open(unique(random(60, 20260101)).slice(0, 40));
    const { status, stdout, stderr } = await run("--all");
    assert.equal(status, 0, stderr);
    assert.match(
      stderr,
      /^wrote 40 integrations to index\.ts, and \d+ secrets into the configuration of stack dev\. Next: pulumi up\n$/,
    );
    assert.equal(await format(program(), { parser: "typescript" }), program());
    assert.doesNotMatch(`${program()}${stdout}${stderr}${configuration()}`, /canary/);
    await adoptsWithNoWrite();
    const preview = await project.pulumi(["preview", "--expect-no-changes"]);
    assert.equal(preview.status, 0, preview.output);
    assert.match(preview.output, /41 unchanged/);
  });

  it("gives each shop's URL a key of its own, and never another value to a key that is there", async () => {
    await open([
      { id: 25, shop_name: "Shop 1", webhook_url: "https://a.example/one" },
      { id: 5, shop_name: "Shop 12", webhook_url: "https://a.example/twelve" },
      { id: 6, shop_name: "Shop", webhook_url: "https://a.example/shop" },
    ]);
    await project.configure({ shopWebhookUrl: "somebody else's" });
    assert.equal((await run("--all")).status, 0);
    await adoptsWithNoWrite();
    assert.deepEqual(await configured(), {
      "shops:shopWebhookUrl": "somebody else's",
      "shops:shop_2WebhookUrl": "https://a.example/shop",
      "shops:shop_12_5WebhookUrl": "https://a.example/twelve",
      "shops:shop_1_25WebhookUrl": "https://a.example/one",
    });
  });

  it("writes a second account, and more of the first, beside an import that is there", async () => {
    const seed = (shop: string, path: string): Seed => ({
      id: 1,
      shop_name: shop,
      webhook_url: `https://hooks.example/${path}`,
    });
    const berlin = await startEmulator({
      secretKey: "berlin",
      seed: [seed("Łódź", "berlin"), { id: 2, shop_name: "Straße" }],
    });
    await open([
      seed("Łódź", "default"),
      { id: 2, shop_name: "Łódź", webhook_url: "https://hooks.example/second" },
    ]);
    const accounts = {
      berlin: { publicKey: berlin.publicKey, secretKey: berlin.secretKey, baseUrl: berlin.url },
    };
    await project.configure({ "sendcloud:accounts": JSON.stringify(accounts) }, { secret: true });
    for (const args of [
      ["1"],
      ["--all", "--account", "berlin", "--out", "berlin.ts"],
      ["2", "--out", "second.ts"],
    ]) {
      const { status, stderr } = await run(...args);
      assert.equal(status, 0, stderr);
    }
    writeFileSync(
      join(project.directory, "index.ts"),
      `${program()}import "./berlin";\nimport "./second";\n`,
    );
    await adoptsWithNoWrite();
    assert.equal(berlin.requests.filter(({ method }) => method !== "GET").length, 0);
    const first = program("berlin.ts");
    const again = await run("--all", "--account", "berlin", "--out", "berlin.ts", "--force");
    assert.equal(again.status, 0, again.stderr);
    assert.equal(program("berlin.ts"), first, "a second import writes the same");
    await berlin.close();
  });

  it("writes the file and the secrets, or neither", async () => {
    await open([{ id: 1, shop_name: "One", webhook_url: "https://hooks.example/canary" }]);
    await project.configure({ another: "value" });
    const before = configuration();
    for (const out of [
      "nowhere/index.ts",
      "node_modules",
      "Pulumi.yaml/index.ts",
      "Pulumi.yaml",
      "Pulumi.dev.yaml",
    ]) {
      const { status, stderr } = await run("--all", "--force", "--out", out);
      assert.equal(status, 1, stderr);
      assert.match(stderr, /^error: nothing was written: [^\n]*\n$/);
    }
    assert.equal(configuration(), before);
    assert.equal(emulator.requests.length, 0);

    // A Pulumi whose disk is full when secrets are stored.
    const bin = join(project.directory, "bin");
    const real = join(engine.directory, "pulumi");
    project.write(
      "bin/pulumi",
      `#!/bin/sh\ncase "$*" in *set-all*) echo "error: disk full" >&2; exit 255;; esac\nexec ${real} "$@"\n`,
    );
    chmodSync(join(bin, "pulumi"), 0o755);
    const environment = {
      ...project.environment,
      PATH: `${bin}${delimiter}${project.environment.PATH ?? ""}`,
    };
    for (const [args, left] of [
      [[], undefined],
      [["--force"], "mine"],
    ] as const) {
      if (left !== undefined) writeFileSync(join(project.directory, "index.ts"), left);
      const { status, stderr } = await cli({ directory: project.directory, environment }, [
        "import",
        "--all",
        ...args,
      ]);
      assert.equal(status, 1);
      assert.equal(
        stderr,
        "error: nothing was written: the secrets cannot be stored in the configuration of stack dev: disk full\n",
      );
      assert.equal(existsSync(join(project.directory, "index.ts")) ? program() : undefined, left);
    }
    assert.equal(configuration(), before);
  });

  it("leaves the stack selected that was, or none", async () => {
    await open([{ id: 1, shop_name: "One", webhook_url: "https://hooks.example/canary" }]);
    const selected = async (): Promise<string> =>
      (await project.pulumi(["stack", "--show-name"])).output.trim();
    await project.pulumi(["stack", "init", "prod", "--no-select"]);
    assert.equal((await run("--all", "--stack", "prod")).status, 0);
    assert.equal(await selected(), "dev");
    assert.match(configuration("prod"), /oneWebhookUrl/);
    await project.pulumi(["stack", "unselect"]);
    assert.equal((await run("--all", "--stack", "dev", "--force")).status, 0);
    assert.match(await selected(), /no stack selected/);
    const { status, stderr } = await run("--all", "--force");
    assert.equal(status, 1);
    assert.match(
      stderr,
      /^error: 1 URL may hold a token, and no stack is selected that could store a secret: run `pulumi stack init` first/,
    );
    assert.equal((await project.pulumi(["stack", "select", "dev"])).status, 0);
  });

  it("takes numbers, and never writes over a file unless it is told to", async () => {
    await open([{ id: 1, shop_name: "One" }, { id: 2, shop_name: "Two" }, { id: 3 }]);
    assert.equal((await run("2")).status, 0);
    assert.match(program(), /integrationId: 2,/);
    assert.doesNotMatch(program(), /integrationId: [13],/);
    const again = await run("1");
    assert.equal(again.status, 1);
    assert.match(
      again.stderr,
      /^error: nothing was written: index\.ts is there already \(--force overwrites it\)\. Name another file with --out\n$/,
    );
    assert.equal((await run("1", "--force")).status, 0);
    assert.match(program(), /integrationId: 1,/);
  });

  it("says in one line what is wrong, and writes nothing", async () => {
    await open([{ id: 1, webhook_url: "https://hooks.example/canary" }]);
    const told = async (...args: string[]): Promise<string> => {
      const { status, stderr } = await run(...args);
      assert.equal(status, 1, stderr);
      assert.match(stderr, /^error: [^\n]*\n$/);
      return stderr;
    };
    assert.match(await told("9"), /the account has no integration 9: it has 1 \("Shop"\)/);
    assert.match(await told("one"), /must be the number of an integration/);
    assert.match(
      await told(),
      /name integrations by their numbers, or use --all\. There are 1 \("Shop"\)/,
    );
    assert.match(
      await told("--all", "--account", "rome"),
      /account "rome" is not in sendcloud:accounts/,
    );
    assert.match(
      await told("--all", "--stack", "nowhere"),
      /the stack nowhere cannot be used: no stack named 'nowhere' found/,
    );
    emulator.rotate("another");
    assert.match(await told("--all"), /refused with status 401/);
    assert.ok(!existsSync(join(project.directory, "index.ts")));
  });

  it("writes for a project in another language the file that `pulumi import` takes, and no token", async function () {
    engine = await requireYamlEngine(this);
    emulator = await startEmulator({
      seed: [
        { id: 1, shop_name: "Flowers", webhook_url: "https://hooks.example/canary" },
        { id: 2, shop_name: "Books", service_point_carriers: ["dhl"] },
      ],
    });
    project = await yamlProject(engine, { environment: reaching(emulator) });
    const refused = await run("--all");
    assert.equal(refused.status, 1);
    assert.match(
      refused.stderr,
      /^error: the project's runtime is yaml, and import writes TypeScript: .* with --json\n$/,
    );
    const { status, stderr } = await run("--all", "--json");
    assert.equal(status, 0, stderr);
    assert.match(stderr, /^wrote 2 integrations to import\.json\. Next: pulumi import --file /);
    assert.doesNotMatch(`${program("import.json")}${stderr}${configuration()}`, /canary/);
    const next = /Next: pulumi (.*?)\. /.exec(stderr)?.[1]?.split(" ") ?? [];
    const imported = await project.pulumi([...next, "--yes", "--protect=false"]);
    assert.equal(imported.status, 0, imported.output);
    assert.match(imported.output, /2 imported/);
    assert.doesNotMatch(imported.output, /canary/);
    assert.match(program("imported.txt"), /hooks\.example\/canary/, "as the message says");
    const resources = program("imported.txt");
    project.write("Pulumi.yaml", `${yamlHead}${resources}`);
    await adoptsWithNoWrite();
    await project.close();
  });
});
