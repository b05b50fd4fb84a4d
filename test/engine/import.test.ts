/** `pulumi-sendcloud import` under the real engine: what it writes is adopted with no write. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { type Emulator, type Seed, startEmulator } from "pulumi-sendcloud/emulator";
import type { Engine } from "../../engine/candidate";
import { type Project, reaching } from "../../engine/project";
import { cli, type Ended } from "../support/cli";
import { requireEngine, scriptProject } from "../support/engine";
import { random, unique } from "../support/random-integrations";

describe("pulumi-sendcloud import, under the real engine", () => {
  let engine: Engine;
  let emulator: Emulator;
  let project: Project;
  const run = (...args: string[]): Promise<Ended> => cli(project, ["import", ...args]);
  const program = (): string => readFileSync(join(project.directory, "index.ts"), "utf8");

  before(async function () {
    engine = await requireEngine(this);
  });
  async function open(seed: Seed[]): Promise<void> {
    emulator = await startEmulator({ seed, pageSize: 50 });
    project = await scriptProject(engine, { environment: reaching(emulator) });
  }
  afterEach(async () => {
    await project.close();
    await emulator.close();
  });

  it("writes a program of 200 random integrations, formatted, without a secret; up adopts them with no write, and has nothing left to do", async function () {
    this.timeout(600_000);
    await open(unique(random(230, 20260101)).slice(0, 200));
    const { status, stdout, stderr } = await run("--all");
    assert.equal(status, 0, stderr);
    assert.match(stderr, /wrote 200 integrations to index\.ts, and \d+ secrets into the configuration of stack dev\. Next: pulumi up/);
    assert.equal(await format(program(), { parser: "typescript" }), program());
    assert.doesNotMatch(`${program()}${stdout}${stderr}${readFileSync(join(project.directory, "Pulumi.dev.yaml"), "utf8")}`, /canary/);
    const up = await project.pulumi(["up", "--yes", "--skip-preview"]);
    assert.equal(up.status, 0, up.output);
    assert.equal(emulator.requests.filter(({ method }) => method !== "GET").length, 0);
    const preview = await project.pulumi(["preview", "--expect-no-changes"]);
    assert.equal(preview.status, 0, preview.output);
    assert.match(preview.output, /201 unchanged/);
  });

  it("takes numbers, and never writes over a file unless it is told to", async () => {
    await open([{ id: 1, shop_name: "One" }, { id: 2, shop_name: "Two" }, { id: 3 }]);
    assert.equal((await run("2")).status, 0);
    assert.match(program(), /integrationId: 2,/);
    assert.doesNotMatch(program(), /integrationId: [13],/);
    const again = await run("1");
    assert.equal(again.status, 1);
    assert.match(again.stderr, /^error: index\.ts is there already: name another file with --out, or write over it with --force\n$/);
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
    assert.match(await told("9"), /the account has no integration 9: it has 1/);
    assert.match(await told("one"), /must be the number of an integration/);
    assert.match(await told(), /say which integrations: give their numbers, or --all/);
    assert.match(await told("--all", "--account", "rome"), /account "rome" is not in sendcloud:accounts/);
    assert.match(await told("--all", "--stack", "nowhere"), /the stack nowhere cannot be used: no stack named 'nowhere' found/);
    emulator.rotate("another");
    assert.match(await told("--all"), /refused with status 401/);
    assert.ok(!existsSync(join(project.directory, "index.ts")));
  });
});
