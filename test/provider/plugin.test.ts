/** The plugin, started by its launcher and called over gRPC as the engine calls it; the emulator says what arrived. */
import assert from "node:assert/strict";
import { once } from "node:events";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import * as z from "zod";
import { type Emulator, startEmulator } from "pulumi-sendcloud/emulator";
import { PluginProcess, type } from "../support/plugin-process";
import { type Properties, unfinished } from "../support/provider-process";
import { requestsFrom } from "../support/requests";
import { version } from "../../provider/package.json";

const createdAt = "2026-01-02T03:04:05.000Z";
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const canary = "https://hooks.example/canary";

const schemaShape = z.object({ resources: z.record(z.string(), z.unknown()) });

describe("the plugin", () => {
  let emulator: Emulator;
  let plugin: PluginProcess;
  const sent = (): unknown[] =>
    requestsFrom(emulator).map(({ method, path, body }) =>
      body === undefined ? [method, path] : [method, path, body],
    );
  const configured = (more: Properties = {}): Properties => ({
    baseUrl: emulator.url,
    publicKey: emulator.publicKey,
    ...more,
  });

  before(async () => {
    emulator = await startEmulator({
      seed: [
        { id: 9, shop_name: "Nine" },
        {
          id: 7,
          shop_name: "Seven",
          type: "shopify",
          webhook_url: canary,
          shop_url: "https://seven.example",
          service_point_carriers: ["dhl"],
        },
      ],
    });
    plugin = await PluginProcess.start({
      environment: { SENDCLOUD_SECRET_KEY: emulator.secretKey },
    });
  });
  beforeEach(() => plugin.configure(configured()));
  afterEach(() => emulator.reset());
  after(async () => {
    await plugin.stop();
    await emulator.close();
  });
  after("prints nothing itself", () => assert.equal(plugin.printed, ""));

  describe("about itself", () => {
    it("says its version, and its schema, before it is configured", async () => {
      const fresh = await PluginProcess.start();
      try {
        const info = await fresh.call<PluginInfo>((client, answer) =>
          client.getPluginInfo(new Empty(), answer),
        );
        assert.equal(info.getVersion(), version);
        const answered = await fresh.call<messages.GetSchemaResponse>((client, answer) =>
          client.getSchema(new messages.GetSchemaRequest(), answer),
        );
        const { resources } = schemaShape.parse(JSON.parse(answered.getSchema()));
        assert.deepEqual(Object.keys(resources), [type]);
      } finally {
        await fresh.stop();
      }
    });

    it("takes secrets, but no references or outputs, and tells the engine that shakes hands with it", async () => {
      const request = new messages.ProviderHandshakeRequest();
      const response = await plugin.call<messages.ProviderHandshakeResponse>((client, answer) =>
        client.handshake(request, answer),
      );
      assert.deepEqual(
        [response.getAcceptSecrets(), response.getAcceptResources(), response.getAcceptOutputs()],
        [true, false, false],
      );
    });

    it("ends soon after its engine is gone", async () => {
      const orphan = await PluginProcess.start();
      const ended = once(orphan.child, "exit");
      orphan.killEngine();
      await ended;
    });
  });

  describe("configuration", () => {
    const check = async (name: string, news: Properties): Promise<messages.CheckResponse> => {
      const request = new messages.CheckRequest().setUrn(
        `urn:pulumi:dev::shops::pulumi:providers:sendcloud::${name}`,
      );
      request.setNews(Struct.fromJavaScript(news));
      return plugin.call<messages.CheckResponse>((client, answer) =>
        client.checkConfig(request, answer),
      );
    };
    const diff = async (
      olds: Properties,
      news: Properties,
    ): Promise<{ changes: string[]; replaces: string[] }> => {
      const request = new messages.DiffRequest()
        .setOlds(Struct.fromJavaScript(olds))
        .setNews(Struct.fromJavaScript(news));
      const response = await plugin.call<messages.DiffResponse>((client, answer) =>
        client.diffConfig(request, answer),
      );
      return { changes: response.getDiffsList(), replaces: response.getReplacesList() };
    };

    it("is checked once, on the provider: text and data alike", async () => {
      for (const wrong of [
        { readsPerMinute: -1 },
        { writesPerMinute: "many" },
        { accounts: "{" },
        { accounts: { a: { publicKey: "x" } } },
        { baseUrl: "http://x.example" },
        { silence: "everything" },
      ]) {
        const failures = (await check("berlin", wrong))
          .getFailuresList()
          .map((failure) => failure.getReason());
        assert.equal(failures.length, 1, JSON.stringify(wrong));
        assert.match(failures[0] ?? "", new RegExp(`^sendcloud:${Object.keys(wrong)[0]}`));
      }
      for (const right of [
        { readsPerMinute: 4 },
        { readsPerMinute: "4" },
        { verifyWrites: true },
        { secretKey: unknown, publicKey: unknown },
      ]) {
        assert.deepEqual(
          (await check("berlin", right)).getFailuresList(),
          [],
          JSON.stringify(right),
        );
      }
    });

    it("knows an account by its provider's name: another one replaces, rotated keys do not", async () => {
      const inputs = async (name: string, news: Properties): Promise<Properties> =>
        (await check(name, news)).getInputs()?.toJavaScript() ?? {};
      const berlin = await inputs("berlin", { secretKey: "one" });
      assert.deepEqual(await diff(berlin, await inputs("berlin", { secretKey: "two" })), {
        changes: ["secretKey"],
        replaces: [],
      });
      assert.deepEqual((await diff(berlin, await inputs("rome", { secretKey: "one" }))).replaces, [
        "identity",
      ]);
      assert.deepEqual((await diff(await inputs("default_0_1_0", {}), berlin)).replaces, [
        "identity",
      ]);
      assert.deepEqual(await diff(berlin, berlin), { changes: [], replaces: [] });
      assert.deepEqual(await diff({ readsPerMinute: "4" }, { readsPerMinute: 4 }), {
        changes: [],
        replaces: [],
      });
    });
  });

  describe("check", () => {
    it("refuses with every rule's message, canonicalizes, and asks nothing", async () => {
      const { failures } = await plugin
        .resource()
        .check({ integrationId: 7, webhookActive: true, shopName: "" });
      assert.deepEqual(failures.map(({ property }) => property).sort(), [
        "shopName",
        "webhookActive",
      ]);
      const { inputs } = await plugin
        .resource()
        .check({ integrationId: 7, servicePointCarriers: ["b", "a", "b"], webhookUrl: unknown });
      assert.deepEqual(inputs, {
        integrationId: 7,
        servicePointCarriers: ["a", "b"],
        webhookUrl: unknown,
      });
      assert.deepEqual(sent(), []);
    });

    it("takes what is null, secret or not, for what is not declared", async () => {
      for (const nothing of [
        null,
        { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value: null },
      ]) {
        const declared = { integrationId: 7, shopName: "x", webhookUrl: nothing };
        const { inputs, failures } = await plugin.resource().check(declared);
        assert.deepEqual([inputs, failures], [{ integrationId: 7, shopName: "x" }, []]);
      }
    });

    it('takes "" for a setting without a value, where it may have none', async () => {
      const { inputs, failures } = await plugin
        .resource()
        .check({ integrationId: 7, webhookUrl: "" });
      assert.deepEqual(
        { inputs, failures },
        { inputs: { integrationId: 7, webhookUrl: "" }, failures: [] },
      );
      const other = await plugin.resource().check({ integrationId: 7, shopUrl: "" });
      assert.equal(other.failures.length, 1);
    });

    it("refuses an integration that two resources declare, and takes one that is checked twice", async () => {
      const declared = { integrationId: 7, shopName: "x" };
      for (let time = 0; time < 2; time++)
        assert.deepEqual((await plugin.resource("a").check(declared)).failures, []);
      const { failures } = await plugin.resource("b").check(declared);
      assert.match(
        failures[0]?.reason ?? "",
        /integration 7 is declared twice, by the resources 'a' and 'b'/,
      );
    });

    it("warns once, under the resource", async () => {
      const shop = plugin.resource("warned");
      const before = plugin.told.length;
      for (let time = 0; time < 2; time++)
        await shop.check({ integrationId: 7, webhookUrl: "http://hooks.shop.example/x" });
      const [warned, ...more] = plugin.told.slice(before);
      assert.equal(warned?.urn, shop.urn);
      assert.equal(warned?.severity, 2);
      assert.match(
        warned?.message ?? "",
        /^resource 'warned': webhookUrl is plain http: .*\(sendcloud:silence httpWebhook\)$/,
      );
      assert.deepEqual(more, []);
    });
  });

  describe("diff", () => {
    const olds = {
      integrationId: 7,
      shopName: "Seven",
      webhookUrl: "",
      type: "shopify",
      createdAt,
      adoption: { format: 1, before: {}, applied: { shopName: "Seven", webhookUrl: "" } },
    };

    it("names the path of each setting that differs, and asks nothing", async () => {
      const shop = plugin.resource();
      const same = { integrationId: 7, shopName: "Seven", webhookUrl: "" };
      assert.deepEqual(await shop.diff(olds, same), { changes: false, replaces: [], paths: {} });
      assert.deepEqual(
        await shop.diff(olds, {
          integrationId: 7,
          shopName: "Eight",
          feedbackType: "none",
          onDestroy: "restore",
        }),
        {
          changes: true,
          replaces: [],
          paths: {
            shopName: "UPDATE",
            webhookUrl: "DELETE",
            feedbackType: "ADD",
            onDestroy: "ADD",
          },
        },
      );
      assert.deepEqual(await shop.diff(olds, { ...same, integrationId: 8, account: "berlin" }), {
        changes: true,
        replaces: ["integrationId", "account"],
        paths: { integrationId: "UPDATE_REPLACE", account: "ADD_REPLACE" },
      });
      assert.deepEqual((await shop.diff(olds, { ...same, integrationId: unknown })).replaces, [
        "integrationId",
      ]);
      assert.deepEqual(sent(), []);
    });

    it("judges a rule that a recorded value breaks once it is told what is ignored", async () => {
      const inputs = { integrationId: 7, webhookActive: false, webhookUrl: "" };
      const broken = { ...inputs, webhookActive: true };
      assert.deepEqual((await plugin.resource().check(broken, inputs)).failures, []);
      const outputs = { integrationId: 7, webhookActive: false, type: "shopify", createdAt };
      await assert.rejects(
        plugin.resource().diff(outputs, broken, { inputs }),
        /webhookActive is true, but webhookUrl is empty/,
      );
      const { paths } = await plugin
        .resource()
        .diff(outputs, broken, { inputs, ignoreChanges: ["webhookUrl"] });
      assert.deepEqual(paths, { webhookActive: "UPDATE" });
      assert.equal(
        (await plugin.resource().check(broken)).failures.length,
        1,
        "nothing is ignored of what is not recorded",
      );
    });

    it("names a setting whose last write is not known", async () => {
      const adoption = {
        format: 1,
        before: { shopName: "Old" },
        applied: { shopName: "Seven", webhookUrl: "" },
        unsure: ["shopName"],
      };
      const { paths } = await plugin
        .resource()
        .diff({ ...olds, adoption }, { integrationId: 7, shopName: "Seven", webhookUrl: "" });
      assert.deepEqual(paths, { shopName: "UPDATE" });
    });
  });

  describe("secrets", () => {
    const secret = (value: JavaScriptValue): Record<string, JavaScriptValue> => ({
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
      value,
    });
    const canonical = async (news: Record<string, JavaScriptValue>): Promise<unknown> => {
      const request = new messages.CheckRequest()
        .setUrn(plugin.resource().urn)
        .setNews(Struct.fromJavaScript(news));
      const response = await plugin.call<messages.CheckResponse>((client, answer) =>
        client.check(request, answer),
      );
      return response.getInputs()?.toJavaScript();
    };

    it("are marked again where they stood, and no message shows them", async () => {
      const news = {
        integrationId: 7,
        webhookUrl: secret(canary),
        servicePointCarriers: ["dhl", secret("ups")],
      };
      const carriers = secret(["dhl", "ups"]);
      assert.deepEqual(await canonical(news), {
        integrationId: 7,
        webhookUrl: secret(canary),
        servicePointCarriers: carriers,
      });
      const { failures } = await plugin
        .resource()
        .check({ integrationId: 7, shopName: secret(4711) });
      assert.match(failures[0]?.reason ?? "", /^shopName must be text, but a number was given/);
      assert.equal(failures[0]?.property, "");
    });

    it("are marked in what is recorded, and a value that becomes one is a change", async () => {
      const request = new messages.CreateRequest().setUrn(plugin.resource().urn);
      request.setProperties(Struct.fromJavaScript({ integrationId: 7, shopName: secret("Seven") }));
      const response = await plugin.call<messages.CreateResponse>((client, answer) =>
        client.create(request, answer),
      );
      const created = response.getProperties()?.toJavaScript() ?? {};
      assert.deepEqual(created.shopName, secret("Seven"));
      const news = { integrationId: 7, shopName: secret("Seven") };
      assert.equal((await plugin.resource().diff(created, news)).changes, false);
      const plain = {
        integrationId: 7,
        shopName: "Seven",
        adoption: secret({
          format: 1,
          before: { shopName: "Seven" },
          applied: { shopName: "Seven" },
        }),
      };
      assert.equal((await plugin.resource().diff(plain, news)).changes, true);
    });
  });

  describe("previews", () => {
    it("of a creation ask nothing where that is off: facts are not known yet", async () => {
      await plugin.configure(configured({ previewAdoption: "false" }));
      const inputs = { integrationId: 7, shopName: "New" };
      const { outputs } = await plugin.resource().create(inputs, true);
      assert.deepEqual(outputs, { ...inputs, type: unknown, createdAt: unknown });
      assert.deepEqual(sent(), []);
    });

    it("of an update ask nothing, and know the facts", async () => {
      const olds = {
        integrationId: 7,
        shopName: "Old",
        type: "shopify",
        createdAt,
        adoption: { format: 1, before: { shopName: "Oldest" }, applied: { shopName: "Old" } },
      };
      const outputs = await plugin
        .resource()
        .update("7", olds, { integrationId: 7, shopName: unknown }, true);
      assert.deepEqual(outputs, { ...olds, shopName: unknown });
      assert.deepEqual(sent(), []);
    });

    it("of an adoption show what each setting is and becomes, and of URLs the host", async () => {
      const shop = plugin.resource();
      const before = plugin.told.length;
      const inputs = {
        integrationId: 7,
        shopName: "New",
        feedbackType: "none",
        webhookUrl: canary,
      };
      const { outputs } = await shop.create(inputs, true);
      assert.deepEqual(outputs, { ...inputs, type: "shopify", createdAt });
      const [told] = plugin.told.slice(before);
      assert.equal(
        told?.message,
        `resource 'shop' adopts integration 7:\n  shopName: "Seven" → "New"\n  webhookUrl: "https://hooks.example/…", unchanged\n  feedbackType: "delayed" → "none"`,
      );
      assert.equal(told?.urn, shop.urn);
      assert.deepEqual(sent(), [["GET", "/integrations/7"]]);
    });
  });

  describe("create, update, read and delete", () => {
    it("adopts with one PATCH of exactly what differs, and keeps what the shop was as a secret", async () => {
      const request = new messages.CreateRequest().setUrn(plugin.resource().urn);
      request.setProperties(
        Struct.fromJavaScript({ integrationId: 7, shopName: "Seven", webhookUrl: "" }),
      );
      const response = await plugin.call<messages.CreateResponse>((client, answer) =>
        client.create(request, answer),
      );
      const { adoption, ...outputs } = response.getProperties()?.toJavaScript() ?? {};
      assert.deepEqual(outputs, {
        integrationId: 7,
        shopName: "Seven",
        webhookUrl: "",
        type: "shopify",
        createdAt,
      });
      assert.deepEqual(adoption, {
        "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
        value: {
          format: 1,
          before: { shopName: "Seven", webhookUrl: canary },
          applied: { shopName: "Seven", webhookUrl: "" },
          owner: "1",
        },
      });
      assert.deepEqual(sent(), [
        ["GET", "/integrations/7"],
        ["PATCH", "/integrations/7", { webhook_url: null }],
      ]);
      assert.equal(
        plugin.told.at(-1)?.message,
        'integration 7 (shop): adopted, changing webhookUrl (was "https://hooks.example/…")',
      );
    });

    it("updates with one PATCH of exactly the edited settings", async () => {
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
      const outputs = await plugin
        .resource()
        .update("7", olds, { integrationId: 7, shopName: "Eight", feedbackType: "delayed" });
      const applied = { shopName: "Eight", feedbackType: "delayed" };
      assert.deepEqual(outputs, {
        ...olds,
        shopName: "Eight",
        adoption: { ...adoption, applied },
      });
      assert.deepEqual(sent(), [["PATCH", "/integrations/7", { shop_name: "Eight" }]]);
    });

    it("says what is wrong in words, without a stack, and records nothing where nothing was done", async () => {
      await assert.rejects(
        plugin.resource().create({ integrationId: 8, shopName: "x" }),
        (error: unknown) => {
          assert.ok(error instanceof Error && "code" in error && "details" in error);
          assert.equal(error.code, 9);
          assert.match(
            String(error.details),
            /^there is no integration 8 in this Sendcloud account \(GET [^\n]*$/,
          );
          assert.equal(unfinished(error), undefined);
          return true;
        },
      );
    });

    it("reads drift of managed settings alone, and that an integration is gone", async () => {
      emulator.edit(7, { shop_name: "Panel", feedback_type: "none" });
      const olds = {
        integrationId: 7,
        shopName: "Seven",
        type: "shopify",
        createdAt,
        adoption: { format: 1, before: { shopName: "Six" }, applied: { shopName: "Seven" } },
      };
      const { inputs, outputs } = await plugin.resource().read("7", olds);
      assert.deepEqual(inputs, { integrationId: 7, shopName: "Panel" });
      assert.deepEqual(outputs.adoption, {
        format: 1,
        before: { shopName: "Six" },
        applied: { shopName: "Seven" },
        owner: "1",
      });
      emulator.remove(7);
      assert.deepEqual(await plugin.resource().read("7", outputs), {
        id: "",
        inputs: {},
        outputs: {},
      });
    });

    it("restores what was before, where that was chosen", async () => {
      emulator.edit(7, { shop_name: "Ours" });
      const olds = {
        integrationId: 7,
        shopName: "Ours",
        onDestroy: "restore",
        adoption: { format: 1, before: { shopName: "Six" }, applied: { shopName: "Ours" } },
      };
      await plugin.resource().delete("7", olds);
      assert.deepEqual(sent().at(-1), ["PATCH", "/integrations/7", { shop_name: "Six" }]);
    });
  });

  describe("import", () => {
    it("declares all that can be, remembers it, and sends nothing; URLs that may hold a token are secrets", async () => {
      const request = new messages.ReadRequest().setId("7").setUrn(plugin.resource().urn);
      const response = await plugin.call<messages.ReadResponse>((client, answer) =>
        client.read(request, answer),
      );
      const inputs = response.getInputs()?.toJavaScript() ?? {};
      assert.deepEqual(inputs, {
        integrationId: 7,
        shopName: "Seven",
        shopUrl: "https://seven.example",
        servicePointEnabled: false,
        servicePointCarriers: ["dhl"],
        webhookActive: false,
        webhookUrl: {
          "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
          value: canary,
        },
        feedbackType: "delayed",
      });
      assert.deepEqual(sent(), [["GET", "/integrations/7"]]);
      const { outputs } = await plugin.resource().read("7");
      assert.equal(
        (await plugin.resource().diff(outputs, { ...inputs, webhookUrl: canary })).changes,
        false,
      );
    });

    it("leaves out what has no value", async () => {
      emulator.edit(7, { webhook_url: null });
      assert.ok(!("webhookUrl" in (await plugin.resource().read("7")).inputs));
    });

    it("takes a number of another account, and says what ids look like", async () => {
      const { url: baseUrl, publicKey, secretKey } = emulator;
      await plugin.configure(
        configured({ accounts: { berlin: { publicKey, secretKey, baseUrl } } }),
      );
      const { id, inputs } = await plugin.resource().read("berlin:9");
      assert.deepEqual([id, inputs.account, inputs.integrationId], ["9", "berlin", 9]);
      await assert.rejects(
        plugin.resource().read("nine"),
        /the id to import must be the number of an integration, such as 12345/,
      );
      await assert.rejects(
        plugin.resource().read("rome:9"),
        /account "rome" is not in sendcloud:accounts/,
      );
      await assert.rejects(
        plugin.resource().read("8"),
        /there is no integration 8 in this Sendcloud account/,
      );
    });
  });

  describe("functions", () => {
    const invoke = async (
      name: string,
      args: Properties,
    ): Promise<{ result: Properties; failures: string[] }> => {
      const request = new messages.InvokeRequest()
        .setTok(`sendcloud:index:${name}`)
        .setArgs(Struct.fromJavaScript(args));
      const response = await plugin.call<messages.InvokeResponse>((client, answer) =>
        client.invoke(request, answer),
      );
      const failures = response.getFailuresList().map((failure) => failure.getReason());
      return { result: response.getReturn()?.toJavaScript() ?? {}, failures };
    };

    it("find one integration by number or shop URL, its webhook a secret", async () => {
      for (const args of [{ id: 7 }, { shopUrl: "https://SEVEN.example/" }]) {
        const { result } = await invoke("getIntegration", args);
        assert.deepEqual([result.id, result.shopName, result.type], [7, "Seven", "shopify"]);
        assert.deepEqual(result.webhookUrl, {
          "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
          value: canary,
        });
      }
    });

    it("list integrations, and ask for the list once", async () => {
      const { result } = await invoke("listIntegrations", {});
      assert.ok(Array.isArray(result.integrations) && result.integrations.length === 2);
      await invoke("listIntegrations", { type: "shopify" });
      assert.deepEqual(sent(), [["GET", "/integrations"]]);
    });

    it("say what a program's author can put right", async () => {
      assert.match(
        (await invoke("getIntegration", {})).failures.join(),
        /getIntegration needs the id of an integration, or the shopUrl/,
      );
      assert.match(
        (await invoke("getIntegration", { id: 8 })).failures.join(),
        /there is no integration 8/,
      );
      assert.match(
        (await invoke("getIntegrations", {})).failures.join(),
        /there is no function sendcloud:index:getIntegrations/,
      );
      assert.match(
        (await invoke("listIntegrations", { shopURL: "x" })).failures.join(),
        /no argument shopURL: it takes type, shopUrl, account/,
      );
    });
  });

  describe("cancel", () => {
    it("sends nothing more, waits for what is on its way, and records it", async () => {
      const ids = Array.from({ length: 40 }, (_, index) => index + 1);
      const slow = await startEmulator({ seed: ids.map((id) => ({ id })) });
      try {
        await plugin.configure(configured({ baseUrl: slow.url }));
        const underWay: number[] = [];
        const respond: (() => void)[] = [];
        const full = new Promise<void>((resolve) => {
          slow.intercept(({ method, path }, response) => {
            if (method !== "PATCH") return false;
            underWay.push(Number(path.split("/").at(-1)));
            respond.push(() => void response.writeHead(204).end());
            if (underWay.length === 8) resolve();
            return true;
          });
        });
        const created = Promise.allSettled(
          ids.map((id) =>
            plugin.resource(`shop${id}`).create({ integrationId: id, shopName: `Shop ${id}` }),
          ),
        );
        await full;
        await plugin.cancel();
        respond.forEach((answer) => answer());
        const results = await created;
        const recorded = ids.filter((_, index) => results[index]?.status === "fulfilled");
        assert.deepEqual(
          recorded,
          underWay.toSorted((one, other) => one - other),
        );
        for (const result of results)
          if (result.status === "rejected")
            assert.match(
              String(result.reason),
              /the command was cancelled before (GET|PATCH) http\S+ was sent: run it again/,
            );
        assert.equal(slow.requests.filter(({ method }) => method === "PATCH").length, 8);
      } finally {
        await slow.close();
      }
    });
  });
});
