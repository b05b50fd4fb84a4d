/** The provider in the SDK's real provider process, called over gRPC as the engine calls it; the emulator says what arrived. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { type Emulator, startEmulator } from "pulumi-sendcloud/emulator";
import { ProviderProcess } from "../support/provider-process";
import { requestsFrom } from "../support/requests";

const root = join(__dirname, "../..");
const createdAt = "2026-01-02T03:04:05.000Z";
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

for (const rules of ["merged", "body"] as const) {
  describe(`the provider process, where joint rules look at the ${rules === "body" ? "body alone" : "stored settings too"}`, () => {
    let emulator: Emulator;
    let provider: ProviderProcess;
    const sent = (): unknown[][] =>
      requestsFrom(emulator).map(({ method, path, body }) =>
        body === undefined ? [method, path] : [method, path, body],
      );

    before(async () => {
      emulator = await startEmulator({
        rules,
        seed: [
          { id: 9, shop_name: "Nine" },
          {
            id: 7,
            shop_name: "Seven",
            type: "shopify",
            webhook_url: "https://hooks.example/7",
            service_point_carriers: ["dhl"],
          },
        ],
      });
      provider = await ProviderProcess.start(
        root,
        { "sendcloud:baseUrl": emulator.url, "sendcloud:publicKey": emulator.publicKey },
        {
          SENDCLOUD_SECRET_KEY: emulator.secretKey,
        },
      );
    });
    afterEach(() => emulator.reset());
    after(async () => {
      await provider.stop();
      await emulator.close();
    });
    after("prints no stack trace", () => assert.doesNotMatch(provider.printed, /\n\s+at /));

    it("check refuses, canonicalizes and asks nothing", async () => {
      const { failures } = await provider.check({
        integrationId: 7,
        webhookActive: true,
        shopName: "",
      });
      assert.deepEqual(failures.map(({ property }) => property).sort(), [
        "shopName",
        "webhookActive",
      ]);
      const { inputs } = await provider.check({
        integrationId: 7,
        servicePointCarriers: ["b", "a", "b"],
        webhookUrl: unknown,
      });
      assert.deepEqual(inputs, {
        integrationId: 7,
        servicePointCarriers: ["a", "b"],
        webhookUrl: unknown,
      });
      assert.deepEqual(sent(), []);
    });

    it("diff compares only what is declared, and asks nothing", async () => {
      const olds = {
        integrationId: 7,
        shopName: "Seven",
        webhookUrl: "",
        type: "shopify",
        createdAt,
        adoption: { format: 1, before: {}, applied: { shopName: "Seven", webhookUrl: "" } },
      };
      const news = { integrationId: 7, shopName: "Seven", webhookUrl: "" };
      assert.deepEqual(await provider.diff(olds, news), { changes: false, replaces: [] });
      assert.deepEqual(await provider.diff(olds, { ...news, shopName: "Eight" }), {
        changes: true,
        replaces: [],
      });
      assert.deepEqual(await provider.diff(olds, { integrationId: 7, shopName: "Seven" }), {
        changes: true,
        replaces: [],
      });
      assert.deepEqual(await provider.diff(olds, { ...news, integrationId: 8 }), {
        changes: true,
        replaces: ["integrationId"],
      });
      assert.deepEqual(await provider.diff(olds, { ...news, integrationId: unknown }), {
        changes: true,
        replaces: ["integrationId"],
      });
      assert.deepEqual(sent(), []);
    });

    it("create adopts, and sends only what differs", async () => {
      const created = await provider.create({
        integrationId: 7,
        shopName: "Seven",
        feedbackType: "none",
      });
      const adoption = {
        format: 1,
        before: { shopName: "Seven", feedbackType: "delayed" },
        applied: { shopName: "Seven", feedbackType: "none" },
        owner: "1",
      };
      assert.deepEqual(created, {
        id: "7",
        outputs: {
          integrationId: 7,
          shopName: "Seven",
          feedbackType: "none",
          type: "shopify",
          createdAt,
          adoption,
        },
      });
      assert.deepEqual(sent(), [
        ["GET", "/integrations/7"],
        ["PATCH", "/integrations/7", { feedback_type: "none" }],
      ]);
    });

    it("create sends nothing where all agrees", async () => {
      await provider.create({
        integrationId: 7,
        shopName: "Seven",
        webhookUrl: "https://hooks.example/7",
      });
      assert.deepEqual(sent(), [["GET", "/integrations/7"]]);
    });

    it("create turns a flag on together with what it needs", async () => {
      await provider.create({
        integrationId: 7,
        webhookActive: true,
        webhookUrl: "https://hooks.example/7",
      });
      await provider.create({
        integrationId: 7,
        servicePointEnabled: true,
        servicePointCarriers: ["dhl"],
      });
      assert.deepEqual(sent()[1], [
        "PATCH",
        "/integrations/7",
        { webhook_active: true, webhook_url: "https://hooks.example/7" },
      ]);
      assert.deepEqual(sent()[3], [
        "PATCH",
        "/integrations/7",
        { service_point_enabled: true, service_point_carriers: ["dhl"] },
      ]);
      assert.equal(emulator.integration(7)?.webhook_active, true);
    });

    it("create of an integration that does not exist says so", async () => {
      await assert.rejects(
        provider.create({ integrationId: 8, shopName: "x" }),
        /there is no integration 8 in this Sendcloud account/,
      );
    });

    it("update sends one PATCH with exactly what changed", async () => {
      const adoption = {
        format: 1,
        before: { shopName: "Six", feedbackType: "none" },
        applied: { shopName: "Seven", feedbackType: "delayed" },
      };
      const olds = {
        integrationId: 7,
        shopName: "Seven",
        feedbackType: "delayed",
        type: "shopify",
        createdAt,
        adoption,
      };
      const outputs = await provider.update("7", olds, {
        integrationId: 7,
        shopName: "Eight",
        feedbackType: "delayed",
      });
      assert.deepEqual(outputs, {
        ...olds,
        shopName: "Eight",
        adoption: { ...adoption, applied: { shopName: "Eight", feedbackType: "delayed" } },
      });
      assert.deepEqual(sent(), [["PATCH", "/integrations/7", { shop_name: "Eight" }]]);
    });

    it("update sends nothing for a setting that is no longer declared, and forgets it", async () => {
      const adoption = {
        format: 1,
        before: { shopName: "Six", feedbackType: "none" },
        applied: { shopName: "Seven", feedbackType: "delayed" },
      };
      const olds = {
        integrationId: 7,
        shopName: "Seven",
        feedbackType: "delayed",
        type: "shopify",
        createdAt,
        adoption,
      };
      const outputs = await provider.update("7", olds, { integrationId: 7, shopName: "Seven" });
      assert.deepEqual(outputs, {
        integrationId: 7,
        shopName: "Seven",
        type: "shopify",
        createdAt,
        adoption: { format: 1, before: { shopName: "Six" }, applied: { shopName: "Seven" } },
      });
      assert.deepEqual(sent(), []);
    });

    it("update restores a setting that is no longer declared, where that was chosen", async () => {
      const adoption = {
        format: 1,
        before: { shopName: "Six", feedbackType: "none" },
        applied: { shopName: "Seven", feedbackType: "delayed" },
      };
      const olds = {
        integrationId: 7,
        shopName: "Seven",
        feedbackType: "delayed",
        onDestroy: "restore",
        type: "shopify",
        createdAt,
        adoption,
      };
      await provider.update("7", olds, {
        integrationId: 7,
        shopName: "Seven",
        onDestroy: "restore",
      });
      assert.deepEqual(sent(), [
        ["GET", "/integrations/7"],
        ["PATCH", "/integrations/7", { feedback_type: "none" }],
      ]);
    });

    it("update remembers what a setting was that is declared later", async () => {
      const olds = {
        integrationId: 7,
        shopName: "Seven",
        type: "shopify",
        createdAt,
        adoption: { format: 1, before: { shopName: "Six" }, applied: { shopName: "Seven" } },
      };
      const outputs = await provider.update("7", olds, {
        integrationId: 7,
        shopName: "Seven",
        feedbackType: "eager",
      });
      assert.deepEqual(outputs.adoption, {
        format: 1,
        before: { shopName: "Six", feedbackType: "delayed" },
        applied: { shopName: "Seven", feedbackType: "eager" },
        owner: "1",
      });
      assert.deepEqual(sent(), [
        ["GET", "/integrations/7"],
        ["PATCH", "/integrations/7", { feedback_type: "eager" }],
      ]);
    });

    it("a changed choice of what destroy means is a change, and sends nothing", async () => {
      const olds = {
        integrationId: 7,
        shopName: "Seven",
        type: "shopify",
        createdAt,
        adoption: { format: 1, before: { shopName: "Six" }, applied: { shopName: "Seven" } },
      };
      const news = { integrationId: 7, shopName: "Seven", onDestroy: "restore" };
      assert.deepEqual(await provider.diff(olds, news), { changes: true, replaces: [] });
      assert.equal((await provider.update("7", olds, news)).onDestroy, "restore");
      assert.deepEqual(sent(), []);
    });

    it("read returns what is live of what is managed, as inputs too", async () => {
      emulator.edit(7, { shop_name: "Panel", webhook_url: null });
      const applied = { shopName: "Seven", webhookUrl: "https://x.example" };
      const adoption = { format: 1, before: { shopName: "Six", webhookUrl: "" }, applied };
      const recorded = {
        integrationId: 7,
        shopName: "Seven",
        webhookUrl: "https://x.example",
        type: "shopify",
        createdAt,
        adoption,
      };
      const read = await provider.read("7", recorded);
      const inputs = { integrationId: 7, shopName: "Panel", webhookUrl: "" };
      const outputs = {
        ...inputs,
        type: "shopify",
        createdAt,
        adoption: { ...adoption, owner: "1" },
      };
      assert.deepEqual(read, { id: "7", inputs, outputs });
      assert.deepEqual((await provider.read("7", outputs)).outputs, outputs);
    });

    it("read of a look-up returns every setting, and has no inputs; so does the next", async () => {
      const { inputs, outputs } = await provider.read("7", {});
      assert.deepEqual(inputs, {});
      assert.deepEqual(await provider.read("7", outputs), { id: "7", inputs, outputs });
      assert.deepEqual(outputs, {
        type: "shopify",
        createdAt,
        integrationId: 7,
        shopName: "Seven",
        shopUrl: "https://shop.example",
        servicePointEnabled: false,
        servicePointCarriers: ["dhl"],
        webhookActive: false,
        webhookUrl: "https://hooks.example/7",
        feedbackType: "delayed",
      });
    });

    it("read reports an integration that is gone, and nothing else, as gone", async () => {
      const adoption = { format: 1, before: {}, applied: { shopName: "x" }, owner: "1" };
      assert.equal(
        (await provider.read("8", { integrationId: 8, shopName: "x", adoption })).id,
        "",
      );
      for (const status of [401, 403, 404, 500]) {
        emulator.intercept((_request, response) => {
          response.writeHead(status).end("no");
          return true;
        });
        await assert.rejects(
          provider.read("7", { shopName: "x" }),
          new RegExp(`refused with status ${status}`),
        );
      }
    });

    it("keys of another account cost nothing that is remembered, and the error names both accounts", async () => {
      const recorded = {
        integrationId: 99,
        shopName: "New",
        onDestroy: "restore",
        adoption: {
          format: 1,
          before: { shopName: "Old" },
          applied: { shopName: "New" },
          owner: "2",
        },
      };
      const both =
        /integration 99 is of the Sendcloud account with user id 2, but the keys are of the account with user id 1/;
      await assert.rejects(provider.read("99", recorded), both);
      await assert.rejects(provider.delete("99", recorded), both);
    });

    it("read of an id that is no number says so", async () => {
      await assert.rejects(provider.read("shop", {}), /id must be the number of an integration/);
    });

    it("delete sends nothing", async () => {
      await provider.delete("7", { integrationId: 7, shopName: "Seven" });
      assert.deepEqual(sent(), []);
    });

    it("delete restores what is still as it was applied, where that was chosen, and only that", async () => {
      const adoption = {
        format: 1,
        before: { shopName: "Six", feedbackType: "none" },
        applied: { shopName: "Nine", feedbackType: "eager" },
      };
      const props = {
        integrationId: 9,
        shopName: "Nine",
        feedbackType: "eager",
        onDestroy: "restore",
        adoption,
      };
      await provider.delete("9", props);
      assert.deepEqual(sent(), [
        ["GET", "/integrations/9"],
        ["PATCH", "/integrations/9", { shop_name: "Six" }],
      ]);
    });

    it("delete that restores fails where Sendcloud does, and is done where the integration is gone", async () => {
      const props = {
        integrationId: 9,
        shopName: "Nine",
        onDestroy: "restore",
        adoption: { format: 1, before: { shopName: "Six" }, applied: { shopName: "Nine" } },
      };
      await provider.delete("8", { ...props, integrationId: 8 });
      emulator.intercept((request, response) => {
        if (request.method === "GET") return false;
        response.writeHead(500).end();
        return true;
      });
      await assert.rejects(provider.delete("9", props), /refused with status 500/);
    });
  });
}

describe("the provider process, badly configured,", () => {
  it("fails check for what is malformed, and only the first request for what is missing", async () => {
    const provider = await ProviderProcess.start(root, {
      "sendcloud:baseUrl": "http://panel.sendcloud.sc",
    });
    const { failures } = await provider.check({ integrationId: 7, shopName: "x" });
    assert.deepEqual(
      failures.map(({ property }) => property),
      [""],
    );
    assert.match(failures[0]?.reason ?? "", /^sendcloud:baseUrl must be an https URL/);
    await provider.stop();

    const keyless = await ProviderProcess.start(root, {});
    assert.deepEqual((await keyless.check({ integrationId: 7, shopName: "x" })).failures, []);
    await assert.rejects(
      keyless.create({ integrationId: 7, shopName: "x" }),
      /set SENDCLOUD_PUBLIC_KEY and SENDCLOUD_SECRET_KEY/,
    );
    await keyless.stop();
  });
});
