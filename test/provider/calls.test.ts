/** The engine's calls about one resource, as both edges answer them over gRPC; the emulator says what arrived. */
import assert from "node:assert/strict";
import { type Emulator, startEmulator } from "pulumi-sendcloud/emulator";
import { type Edge, edges, start } from "../support/edges";
import {
  type Properties,
  type ProviderProcess,
  type Resource,
  unfinished,
  unknown,
} from "../support/provider-process";
import { asked, get, patch } from "../support/requests";

const createdAt = "2026-01-02T03:04:05.000Z";
const webhookUrl = "https://hooks.example/7";

type Recorded = Properties & { adoption: Properties };

/** The outputs of integration 7, whose settings were `before` until they were applied. */
const recorded = (settings: Properties, before: Properties, more: Properties = {}): Recorded => ({
  integrationId: 7,
  ...settings,
  type: "shopify",
  createdAt,
  ...more,
  adoption: { format: 1, before },
});

/** The same, with whose integration it is, once that was asked. */
const owned = (outputs: Recorded): Recorded => ({
  ...outputs,
  adoption: { ...outputs.adoption, owner: "1" },
});

const earlier = { shopName: "Six", feedbackType: "none" };
const both = recorded({ shopName: "Seven", feedbackType: "delayed" }, earlier);
const one = recorded({ shopName: "Seven" }, { shopName: "Six" });
const onDestroy = "restore";

/** Updates of integration 7: what is recorded, declared and sent, and what is recorded then. */
const updates: [title: string, Recorded, Properties, sends: unknown[], Recorded][] = [
  [
    "sends one PATCH with exactly what changed",
    both,
    { shopName: "Eight", feedbackType: "delayed" },
    [patch(7, { shop_name: "Eight" })],
    recorded({ shopName: "Eight", feedbackType: "delayed" }, earlier),
  ],
  [
    "sends nothing for a setting that is no longer declared, and forgets it",
    both,
    { shopName: "Seven" },
    [],
    one,
  ],
  [
    "restores a setting that is no longer declared, where that was chosen",
    { ...both, onDestroy },
    { shopName: "Seven", onDestroy },
    [get(7), patch(7, { feedback_type: "none" })],
    { ...one, onDestroy },
  ],
  [
    "remembers what a setting was that is declared later",
    one,
    { shopName: "Seven", feedbackType: "eager" },
    [get(7), patch(7, { feedback_type: "eager" })],
    recorded(
      { shopName: "Seven", feedbackType: "eager" },
      { shopName: "Six", feedbackType: "delayed" },
    ),
  ],
  [
    "records a changed choice of what destroy means, and sends nothing",
    one,
    { shopName: "Seven", onDestroy },
    [],
    { ...one, onDestroy },
  ],
];

const declared = { integrationId: 7, shopName: "Seven", webhookUrl: "" };

/** What is declared of an integration whose name and webhook are recorded, and what of it replaces, where it differs. */
const diffs: [title: string, Properties, replaces: string[] | undefined][] = [
  ["the same", declared, undefined],
  ["another value", { ...declared, shopName: "Eight" }, []],
  ["a setting less", { integrationId: 7, shopName: "Seven" }, []],
  ["a choice of what destroy means", { ...declared, onDestroy }, []],
  ["another integration", { ...declared, integrationId: 8 }, ["integrationId"]],
  ["one that is not known yet", { ...declared, integrationId: unknown }, ["integrationId"]],
];

for (const edge of edges)
  for (const [rules, place] of [
    ["merged", "the stored settings too"],
    ["body", "the body alone"],
  ] as const)
    describe(`a resource, where joint rules look at ${place} (${edge})`, () => calls(edge, rules));

function calls(edge: Edge, rules: "merged" | "body"): void {
  let emulator: Emulator;
  let provider: ProviderProcess;
  let shop: Resource;

  before(async () => {
    const seven = { shop_name: "Seven", type: "shopify", webhook_url: webhookUrl };
    emulator = await startEmulator({
      rules,
      seed: [
        { id: 9, shop_name: "Nine" },
        { id: 7, ...seven, service_point_carriers: ["dhl"] },
      ],
    });
    const { url: baseUrl, publicKey, secretKey } = emulator;
    provider = await start(edge, { environment: { SENDCLOUD_SECRET_KEY: secretKey } });
    await provider.configure({ baseUrl, publicKey });
    shop = provider.resource();
  });
  afterEach(() => emulator.reset());
  after(async () => {
    await provider.stop();
    await emulator.close();
  });
  after("prints no stack trace", () => assert.doesNotMatch(provider.printed, /\n\s+at /));

  it("check refuses, canonicalizes and asks nothing", async () => {
    const { failures } = await shop.check({ integrationId: 7, webhookActive: true, shopName: "" });
    const failed = failures.map(({ property }) => property).sort();
    assert.deepEqual(failed, ["shopName", "webhookActive"]);
    const url = { integrationId: 7, webhookUrl: unknown };
    const { inputs } = await shop.check({ ...url, servicePointCarriers: ["b", "a", "b"] });
    const { __program: _, ...canonical } = inputs;
    assert.deepEqual(canonical, { ...url, servicePointCarriers: ["a", "b"] });
    assert.deepEqual(asked(emulator), []);
  });

  for (const [title, news, replaces] of diffs)
    it(`diff finds ${replaces ? "a difference" : "no difference"} in ${title}, and asks nothing`, async () => {
      const olds = recorded({ shopName: "Seven", webhookUrl: "" }, {});
      const { paths: _, ...diff } = await shop.diff(olds, news);
      assert.deepEqual(diff, { changes: replaces !== undefined, replaces: replaces ?? [] });
      assert.deepEqual(asked(emulator), []);
    });

  it("create adopts, and sends only what differs", async () => {
    const settings = { shopName: "Seven", feedbackType: "none" };
    const created = await shop.create({ integrationId: 7, ...settings });
    const outputs = recorded(settings, { shopName: "Seven", feedbackType: "delayed" });
    assert.deepEqual(created, { id: "7", outputs: owned(outputs) });
    assert.deepEqual(asked(emulator), [get(7), patch(7, { feedback_type: "none" })]);
  });

  it("create sends nothing where all agrees", async () => {
    await shop.create({ integrationId: 7, shopName: "Seven", webhookUrl });
    assert.deepEqual(asked(emulator), [get(7)]);
  });

  it("create turns a flag on together with what it needs", async () => {
    await shop.create({ integrationId: 7, webhookActive: true, webhookUrl });
    const carriers = { servicePointEnabled: true, servicePointCarriers: ["dhl"] };
    await shop.create({ integrationId: 7, ...carriers });
    const [, webhook, , points] = asked(emulator);
    assert.deepEqual(webhook, patch(7, { webhook_active: true, webhook_url: webhookUrl }));
    const sent = { service_point_enabled: true, service_point_carriers: ["dhl"] };
    assert.deepEqual(points, patch(7, sent));
    assert.equal(emulator.integration(7)?.webhook_active, true);
  });

  it("create of an integration that does not exist says so in words, and records nothing", async () => {
    await assert.rejects(shop.create({ integrationId: 8, shopName: "x" }), (error: unknown) => {
      assert.ok(error instanceof Error && "code" in error && "details" in error);
      const says = /^there is no integration 8 in this Sendcloud account \(GET [^\n]*$/;
      assert.match(String(error.details), says);
      if (edge === "plugin") assert.equal(error.code, 9);
      assert.equal(unfinished(error), undefined);
      return true;
    });
  });

  for (const [title, olds, news, sends, outputs] of updates)
    it(`update ${title}`, async () => {
      const updated = await shop.update("7", olds, { integrationId: 7, ...news });
      assert.deepEqual(updated, sends.length > 1 ? owned(outputs) : outputs);
      assert.deepEqual(asked(emulator), sends);
    });

  it("read returns what is live of what is managed, as inputs too", async () => {
    emulator.edit(7, { shop_name: "Panel", webhook_url: null, feedback_type: "none" });
    const applied = { shopName: "Seven", webhookUrl: "https://x.example" };
    const olds = recorded(applied, { shopName: "Six", webhookUrl: "" });
    const inputs = { integrationId: 7, shopName: "Panel", webhookUrl: "" };
    const adoption = { ...olds.adoption, applied };
    const outputs = owned({ ...olds, ...inputs, adoption });
    assert.deepEqual(await shop.read("7", olds), { id: "7", inputs, outputs });
    assert.deepEqual((await shop.read("7", outputs)).outputs, outputs);
  });

  it("read reports an integration that is gone, and nothing else, as gone", async () => {
    const olds = owned(recorded({ shopName: "x" }, {}, { integrationId: 8 }));
    assert.deepEqual(await shop.read("8", olds), { id: "", inputs: {}, outputs: {} });
    for (const status of [401, 403, 404, 500]) {
      emulator.intercept((_request, response) => {
        response.writeHead(status).end("no");
        return true;
      });
      const refused = new RegExp(`refused with status ${status}`);
      await assert.rejects(shop.read("7", recorded({ shopName: "x" }, {})), refused);
    }
  });

  it("keys of another account cost nothing that is remembered, and the error names both accounts", async () => {
    const adoption = { before: { shopName: "Old" }, owner: "2" };
    const olds = { integrationId: 99, shopName: "New", onDestroy };
    const state = { ...olds, adoption: { format: 1, ...adoption } };
    const accounts =
      /integration 99 is of the Sendcloud account with user id 2, but the keys are of the account with user id 1/;
    await assert.rejects(shop.read("99", state), accounts);
    await assert.rejects(shop.delete("99", state), accounts);
  });

  it("delete sends nothing", async () => {
    await shop.delete("7", recorded({ shopName: "Seven" }, { shopName: "Six" }));
    assert.deepEqual(asked(emulator), []);
  });

  const restoring = recorded({ shopName: "Nine", feedbackType: "eager" }, earlier, {
    integrationId: 9,
    onDestroy,
  });

  it("delete restores what is still as it was applied, where that was chosen, and only that", async () => {
    await shop.delete("9", restoring);
    assert.deepEqual(asked(emulator), [get(9), patch(9, { shop_name: "Six" })]);
  });

  it("delete that restores fails where Sendcloud does, and is done where the integration is gone", async () => {
    await shop.delete("8", { ...restoring, integrationId: 8 });
    emulator.intercept(({ method }, response) => {
      if (method === "PATCH") response.writeHead(500).end();
      return method === "PATCH";
    });
    await assert.rejects(shop.delete("9", restoring), /refused with status 500/);
  });

  if (edge === "dynamic") lookUps();

  function lookUps(): void {
    it("read of a look-up returns every setting, and has no inputs; so does the next", async () => {
      const { inputs, outputs } = await shop.read("7");
      assert.deepEqual(inputs, {});
      assert.deepEqual(await shop.read("7", outputs), { id: "7", inputs, outputs });
      assert.deepEqual(outputs, {
        type: "shopify",
        createdAt,
        integrationId: 7,
        shopName: "Seven",
        shopUrl: "https://shop.example",
        servicePointEnabled: false,
        servicePointCarriers: ["dhl"],
        webhookActive: false,
        webhookUrl,
        feedbackType: "delayed",
      });
    });

    it("read of an id that is no number says so", () =>
      assert.rejects(shop.read("shop"), /id must be the number of an integration/));
  }
}

describe("the dynamic provider, badly configured,", () => {
  let provider: ProviderProcess;
  beforeEach(async () => (provider = await start("dynamic")));
  afterEach(() => provider.stop());

  it("fails check for what is malformed", async () => {
    await provider.configure({ baseUrl: "http://panel.sendcloud.sc" });
    const [failure, ...more] = (await provider.resource().check(declared)).failures;
    assert.deepEqual([failure?.property, more], ["", []]);
    assert.match(failure?.reason ?? "", /^sendcloud:baseUrl must be an https URL/);
  });

  it("fails only the first request for what is missing", async () => {
    await provider.configure({});
    assert.deepEqual((await provider.resource().check(declared)).failures, []);
    const missing = /set SENDCLOUD_PUBLIC_KEY and SENDCLOUD_SECRET_KEY/;
    await assert.rejects(provider.resource().create(declared), missing);
  });
});
