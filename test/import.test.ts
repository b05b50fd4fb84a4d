/** Importing integrations: names, programs, and the way round under the real engine. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { type Emulator, type Seed, startEmulator } from "pulumi-sendcloud/emulator";
import type { Engine } from "../engine/candidate";
import { type Project, reaching } from "../engine/project";
import { programOf } from "../provider/src/cli/import/program";
import { configKey, resourceNames } from "../provider/src/cli/import/names";
import { decodeIntegrations } from "../provider/src/api/codec";
import type { Integration } from "../provider/src/settings/types";
import { cli, type Ended } from "./support/cli";
import { requireEngine, scriptProject } from "./support/engine";

const base = {
  type: "api",
  started_failing_at: null,
  last_fetched_at: null,
  created_at: "2026-01-02T03:04:05Z",
  updated_at: "2026-01-02T03:04:05Z",
  shop_name: "Shop",
  shop_url: "https://shop.example",
  service_point_enabled: false,
  service_point_carriers: [],
  webhook_active: false,
  webhook_url: null,
  feedback_type: "delayed",
};

const integrations = (...all: object[]): Integration[] =>
  decodeIntegrations({ data: all.map((one, index) => ({ ...base, id: index + 1, ...one })) }) ?? [];

describe("an imported program", () => {
  it("declares every setting, and keeps URLs that may hold a token for the configuration", () => {
    const shops = integrations({
      shop_name: "Flower shop",
      service_point_carriers: ["ups", "dhl"],
      webhook_active: true,
      webhook_url: "https://hooks.example/canary",
    });
    const { text, secrets } = programOf(shops, {});
    assert.equal(
      text,
      `/** Settings of Sendcloud integrations, imported as they are. */
import * as pulumi from "@pulumi/pulumi";
import { SendcloudIntegrationSettings } from "pulumi-sendcloud";

const config = new pulumi.Config();

new SendcloudIntegrationSettings("flower-shop", {
  integrationId: 1,
  shopName: "Flower shop",
  shopUrl: "https://shop.example",
  servicePointEnabled: false,
  servicePointCarriers: ["dhl", "ups"],
  webhookActive: true,
  webhookUrl: config.requireSecret("flowerShopWebhookUrl"),
  feedbackType: "delayed",
});
`,
    );
    assert.deepEqual([...secrets], [["flowerShopWebhookUrl", "https://hooks.example/canary"]]);
    assert.match(
      programOf(shops, { plainUrls: true, account: "berlin" }).text,
      /account: "berlin",[^]*webhookUrl: "https:\/\/hooks\.example\/canary"/,
    );
  });

  it("leaves out, with the reason, what cannot be declared as it is", () => {
    const odd = { shop_name: null, shop_url: "not a url", service_point_enabled: true, webhook_active: true, feedback_type: "hourly" };
    const { text } = programOf(integrations(odd), {});
    assert.match(text, /servicePointCarriers: \[\],\n {2}webhookUrl: null,\n/);
    for (const line of [
      "shopName is not declared: it was never set.",
      "shopUrl is not declared: its value is not one that can be declared.",
      "servicePointEnabled is not declared: it is on without servicePointCarriers.",
      "webhookActive is not declared: it is on without webhookUrl.",
      "feedbackType is not declared: its value is not one that can be declared.",
    ]) {
      assert.ok(text.includes(`  // ${line}\n`), line);
    }
  });

  it("gives resources readable names that are unique, and the same at every import", () => {
    const named = resourceNames(
      integrations(
        { shop_name: "Café Ünïque" },
        { shop_name: "Shop" },
        { shop_name: "shop!" },
        { shop_name: "花" },
        { shop_name: "Shop 3" },
      ),
    );
    assert.deepEqual([...named.values()], ["cafe-unique", "shop-2", "shop-3", "integration-4", "shop-3-5"]);
    assert.equal(configKey("cafe-unique", "webhookUrl"), "cafeUniqueWebhookUrl");
  });
});

/** Integrations of every kind, from a seed, so that a failure can be seen again. */
function random(count: number, seed: number): Seed[] {
  let state = seed;
  const next = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const pick = <Value>(values: readonly [Value, ...Value[]]): Value => values[next(values.length)] ?? values[0];
  const names: [string, ...string[]] = [
    "Tulips",
    "Bücher & Co.",
    `He said "hi"`,
    "it's",
    "`${x}`",
    "\\back\\",
    "花屋 🌷",
    "a\nb\t",
    "*/ // x",
    "-",
    "x".repeat(250),
    "\u2028",
  ];
  const carriers = ["dhl", "postnl", "ups", "dpd", "colissimo", "mondial_relay", "a_very_long_carrier_code_of_its_own", "gls"];
  return Array.from({ length: count }, (_, index) => {
    const some = carriers.filter(() => next(2) === 1);
    const url = pick([
      null,
      "https://hooks.example",
      `https://hooks.example/${index}?token=canary`,
      "https://u:canary@hooks.example/",
      `http://h.example/${"p".repeat(70)}`,
    ]);
    return {
      id: 1 + index * (1 + next(5)) * 7919 + next(7),
      shop_name: pick(names),
      shop_url: pick(["https://shop.example", "https://shop.example/", "http://x.example:8080/a?b=c#d", "https://ünïcode.example/ä"]),
      type: pick(["shopify", "api"]),
      service_point_enabled: some.length > 0 && next(2) === 1,
      service_point_carriers: some,
      webhook_active: url !== null && next(2) === 1,
      webhook_url: url,
      feedback_type: pick(["eager", "delayed", "none"]),
    };
  });
}

const unique = (seeds: readonly Seed[]): Seed[] => [...new Map(seeds.map((seed) => [seed.id, seed])).values()];

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
