/** What the plugin alone is asked, or answers in its own way: started by its launcher, and called over gRPC as the engine calls it. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:net";
import { LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import { ResourceProviderService as service } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import * as z from "zod";
import { type Emulator, startEmulator } from "pulumi-sendcloud/emulator";
import { PluginProcess } from "../support/edges";
import {
  type Properties,
  type Resource,
  secretly,
  type,
  unknown,
} from "../support/provider-process";
import { asked, get, patch } from "../support/requests";
import { version } from "../../provider/package.json";

const createdAt = "2026-01-02T03:04:05.000Z";
const canary = "https://hooks.example/canary";
const schemaShape = z.object({ resources: z.record(z.string(), z.unknown()) });
const providerUrn = (name: string): string =>
  `urn:pulumi:dev::shops::pulumi:providers:sendcloud::${name}`;

describe("the plugin", () => {
  let emulator: Emulator;
  let plugin: PluginProcess;
  let shop: Resource;
  let marked: Resource;
  const configured = (more: Properties = {}): Properties => {
    const { url: baseUrl, publicKey } = emulator;
    return { baseUrl, publicKey, ...more };
  };
  const withAnother = async (
    environment: Record<string, string>,
    work: (other: PluginProcess) => Promise<void>,
  ): Promise<void> => {
    const other = await PluginProcess.start({ environment });
    try {
      await work(other);
    } finally {
      await other.stop();
    }
  };
  /** What the engine is told meanwhile. */
  const told = async (work: () => Promise<unknown>): Promise<string[]> => {
    const earlier = plugin.told.length;
    await work();
    return plugin.told.slice(earlier).map(({ message }) => message);
  };

  before(async () => {
    const seven = { shop_name: "Seven", shop_url: "https://seven.example", webhook_url: canary };
    emulator = await startEmulator({
      seed: [
        { id: 9, shop_name: "Nine" },
        { id: 7, type: "shopify", ...seven, service_point_carriers: ["dhl"] },
      ],
    });
    const environment = { SENDCLOUD_SECRET_KEY: emulator.secretKey };
    plugin = await PluginProcess.start({ environment });
    shop = plugin.resource();
    marked = plugin.resource("shop", { marked: true });
  });
  beforeEach(() => plugin.configure(configured()));
  afterEach(() => emulator.reset());
  after(async () => {
    await plugin.stop();
    await emulator.close();
  });
  after("prints nothing itself", () => assert.equal(plugin.printed, ""));

  describe("about itself", () => {
    it("says its version, and its schema, before it is configured", () =>
      withAnother({}, async (fresh) => {
        const info = await fresh.call(service.getPluginInfo, new Empty());
        assert.equal(info.getVersion(), version);
        const answered = await fresh.call(service.getSchema, new messages.GetSchemaRequest());
        const { resources } = schemaShape.parse(JSON.parse(answered.getSchema()));
        assert.deepEqual(Object.keys(resources), [type]);
      }));

    it("takes secrets, but no references or outputs, and tells the engine that shakes hands with it", async () => {
      const response = await plugin.call(
        service.handshake,
        new messages.ProviderHandshakeRequest(),
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

    it("tells the engine its lines past a proxy that never answers", async () => {
      const silent = createServer(() => undefined).listen(0, "127.0.0.1");
      await once(silent, "listening");
      const address = silent.address();
      assert.ok(typeof address === "object" && address !== null);
      const proxy = `http://127.0.0.1:${address.port}`;
      const environment = { http_proxy: proxy, https_proxy: proxy, grpc_proxy: proxy };
      await withAnother(environment, async (other) => {
        await other.configure({ publicKey: "public", secretKey: "secret" });
        const webhookUrl = "http://hooks.example/x";
        await other.resource().check({ integrationId: 7, webhookActive: true, webhookUrl });
        assert.match(await other.said(), /webhookUrl is plain http/);
      });
      silent.close();
    });
  });

  describe("configuration", () => {
    const check = (name: string, news: Properties): Promise<messages.CheckResponse> => {
      const request = new messages.CheckRequest().setUrn(providerUrn(name));
      return plugin.call(service.checkConfig, request.setNews(Struct.fromJavaScript(news)));
    };
    const diff = async (
      olds: Properties,
      news: Properties,
    ): Promise<{ changes: string[]; replaces: string[] }> => {
      const request = new messages.DiffRequest().setOlds(Struct.fromJavaScript(olds));
      request.setNews(Struct.fromJavaScript(news));
      const response = await plugin.call(service.diffConfig, request);
      return { changes: response.getDiffsList(), replaces: response.getReplacesList() };
    };

    for (const wrong of [
      { readsPerMinute: -1 },
      { writesPerMinute: "many" },
      { accounts: "{" },
      { accounts: { a: { publicKey: "x" } } },
      { baseUrl: "http://x.example" },
      { silence: "everything" },
    ])
      it(`is checked once, on the provider: ${JSON.stringify(wrong)} is wrong`, async () => {
        const [reason, ...more] = await plugin.checkConfig(wrong);
        assert.match(reason ?? "", new RegExp(`^sendcloud:${Object.keys(wrong)[0]}`));
        assert.deepEqual(more, []);
      });

    for (const right of [
      { readsPerMinute: 4 },
      { readsPerMinute: "4" },
      { verifyWrites: true },
      { secretKey: unknown, publicKey: unknown },
    ])
      it(`is checked once, on the provider: ${JSON.stringify(right)} is right`, async () =>
        assert.deepEqual(await plugin.checkConfig(right), []));

    it("knows an account by its provider's name: another one replaces, rotated keys do not", async () => {
      const inputs = async (name: string, news: Properties): Promise<Properties> =>
        (await check(name, news)).getInputs()?.toJavaScript() ?? {};
      const berlin = await inputs("berlin", { secretKey: "one" });
      const rome = await inputs("rome", { secretKey: "one" });
      const rotated = await inputs("berlin", { secretKey: "two" });
      const versioned = await inputs("default_0_1_0", {});
      const none = { changes: [], replaces: [] };
      assert.deepEqual(await diff(berlin, rotated), { changes: ["secretKey"], replaces: [] });
      assert.deepEqual((await diff(berlin, rome)).replaces, ["identity"]);
      assert.deepEqual((await diff(versioned, berlin)).replaces, ["identity"]);
      assert.deepEqual(await diff(berlin, berlin), none);
      assert.deepEqual(await diff({ readsPerMinute: "4" }, { readsPerMinute: 4 }), none);
    });

    it("with a key in plain text gets a warning, and with an encrypted one none", () =>
      withAnother({}, async (other) => {
        const configure = async (secretKey: Properties[string], name: string): Promise<void> => {
          const args = Struct.fromJavaScript({ publicKey: "public", secretKey });
          const request = new messages.ConfigureRequest().setArgs(args).setUrn(providerUrn(name));
          await other.call(service.configure, request);
        };
        // The engine drops the marks of secrets here.
        await other.checkConfig({ publicKey: "public", secretKey: "canary" });
        await configure(secretly("canary"), "default");
        await configure("canary", "explicit");
        assert.equal(await other.said(), "");
        await configure("canary", "default");
        const [line, ...more] = other.told;
        assert.match(line?.message ?? "", /^sendcloud:secretKey stands in .* in plain text/);
        assert.deepEqual(more, []);
      }));
  });

  describe("check", () => {
    it("takes what is null, secret or not, for what is not declared", async () => {
      for (const nothing of [null, secretly(null)]) {
        const declared = { integrationId: 7, shopName: "x", webhookUrl: nothing };
        const { inputs, failures } = await shop.check(declared);
        assert.deepEqual([inputs, failures], [{ integrationId: 7, shopName: "x" }, []]);
      }
    });

    it('takes "" for a setting without a value, where it may have none', async () => {
      const inputs = { integrationId: 7, webhookUrl: "" };
      assert.deepEqual(await shop.check(inputs), { inputs, failures: [] });
      assert.equal((await shop.check({ integrationId: 7, shopUrl: "" })).failures.length, 1);
    });

    it("refuses an integration that two resources declare, and takes one that is checked twice", async () => {
      const declared = { integrationId: 7, shopName: "x" };
      for (let time = 0; time < 2; time++)
        assert.deepEqual((await plugin.resource("a").check(declared)).failures, []);
      const { failures } = await plugin.resource("b").check(declared);
      const twice = /integration 7 is declared twice, by the resources 'a' and 'b'/;
      assert.match(failures[0]?.reason ?? "", twice);
    });

    it("warns once, under the resource", async () => {
      const warned = plugin.resource("warned");
      const before = plugin.told.length;
      for (let time = 0; time < 2; time++)
        await warned.check({ integrationId: 7, webhookUrl: "http://hooks.shop.example/x" });
      const [line, ...more] = plugin.told.slice(before);
      assert.deepEqual([line?.urn, line?.severity, more], [warned.urn, 2, []]);
      const says =
        /^resource 'warned': webhookUrl is plain http: .*\(sendcloud:silence httpWebhook\)$/;
      assert.match(line?.message ?? "", says);
    });

    it("shows control characters of a resource's name as text", async () => {
      const odd = plugin.resource("a\u001b[31m\nb");
      const [line] = await told(() =>
        odd.check({ integrationId: 7, shopUrl: "https://undefined.example" }),
      );
      assert.match(line ?? "", /^resource 'a\\u001b\[31m b': shopUrl holds undefined/);
    });
  });

  describe("diff", () => {
    const recorded = { integrationId: 7, shopName: "Seven", webhookUrl: "" };
    const adoption = { format: 1, before: {} };
    const olds = { ...recorded, type: "shopify", createdAt, adoption };

    it("names the path of each setting that differs", async () => {
      const edited = { shopName: "Eight", feedbackType: "none", onDestroy: "restore" };
      assert.deepEqual((await shop.diff(olds, recorded)).paths, {});
      assert.deepEqual((await shop.diff(olds, { integrationId: 7, ...edited })).paths, {
        shopName: "UPDATE",
        webhookUrl: "DELETE",
        feedbackType: "ADD",
        onDestroy: "ADD",
      });
      const moved = { ...recorded, integrationId: 8, account: "berlin" };
      assert.deepEqual(await shop.diff(olds, moved), {
        changes: true,
        replaces: ["integrationId", "account"],
        paths: { integrationId: "UPDATE_REPLACE", account: "ADD_REPLACE" },
      });
    });

    it("judges a rule that a recorded value breaks once it is told what is ignored", async () => {
      const inputs = { integrationId: 7, webhookActive: false, webhookUrl: "" };
      const broken = { ...inputs, webhookActive: true };
      assert.deepEqual((await shop.check(broken, inputs)).failures, []);
      const outputs = { integrationId: 7, webhookActive: false, type: "shopify", createdAt };
      const rule = /webhookActive is true, but webhookUrl is empty/;
      await assert.rejects(shop.diff(outputs, broken, { inputs }), rule);
      const ignored = { inputs, ignoreChanges: ["webhookUrl"] };
      const { paths } = await shop.diff(outputs, broken, ignored);
      assert.deepEqual(paths, { webhookActive: "UPDATE" });
      const unrecorded = await shop.check(broken);
      assert.equal(unrecorded.failures.length, 1, "nothing is ignored of what is not recorded");
    });

    it("names a setting whose last write is not known", async () => {
      const doubt = { ...adoption, before: { shopName: "Old" }, unsure: ["shopName"] };
      const { paths } = await shop.diff({ ...olds, adoption: doubt }, recorded);
      assert.deepEqual(paths, { shopName: "UPDATE" });
    });
  });

  describe("secrets", () => {
    it("are marked again where they stood, and no message shows them", async () => {
      const declared = { integrationId: 7, webhookUrl: secretly(canary) };
      const carriers = ["dhl", secretly("ups")];
      const { inputs } = await marked.check({ ...declared, servicePointCarriers: carriers });
      const servicePointCarriers = secretly(["dhl", "ups"]);
      assert.deepEqual(inputs, { ...declared, servicePointCarriers });
      const { failures } = await shop.check({ integrationId: 7, shopName: secretly(4711) });
      assert.match(failures[0]?.reason ?? "", /^shopName must be text, but a number was given/);
      assert.equal(failures[0]?.property, "");
    });

    it("are marked in what is recorded, and a value that becomes one is a change", async () => {
      const news = { integrationId: 7, shopName: secretly("Seven") };
      const { outputs } = await marked.create(news);
      assert.deepEqual(outputs.shopName, secretly("Seven"));
      assert.equal((await shop.diff(outputs, news)).changes, false);
      const settings = { shopName: "Seven" };
      const adoption = secretly({ format: 1, before: settings });
      const plain = { integrationId: 7, ...settings, adoption };
      assert.equal((await shop.diff(plain, news)).changes, true);
    });

    it("hold what the shop was, and an adoption is told in one line", async () => {
      const settings = { shopName: "Seven", webhookUrl: "" };
      const lines = await told(async () => {
        const { outputs } = await marked.create({ integrationId: 7, ...settings });
        const before = { shopName: "Seven", webhookUrl: canary };
        const adoption = secretly({ format: 1, before, owner: "1" });
        const facts = { type: "shopify", createdAt };
        assert.deepEqual(outputs, { integrationId: 7, ...settings, ...facts, adoption });
      });
      assert.deepEqual(asked(emulator), [get(7), patch(7, { webhook_url: null })]);
      const line = 'adopted, changing webhookUrl (was "https://hooks.example/…")';
      assert.equal(lines.at(-1), `integration 7 (shop): ${line}`);
    });
  });

  describe("previews", () => {
    it("of a creation ask nothing where that is off: facts are not known yet", async () => {
      await plugin.configure(configured({ previewAdoption: "false" }));
      const inputs = { integrationId: 7, shopName: "New" };
      const { outputs } = await shop.create(inputs, true);
      assert.deepEqual(outputs, { ...inputs, type: unknown, createdAt: unknown });
      assert.deepEqual(asked(emulator), []);
    });

    it("of an update ask nothing, and know the facts", async () => {
      const adoption = { format: 1, before: { shopName: "Oldest" } };
      const olds = { integrationId: 7, shopName: "Old", type: "shopify", createdAt, adoption };
      const outputs = await shop.update("7", olds, { integrationId: 7, shopName: unknown }, true);
      assert.deepEqual(outputs, { ...olds, shopName: unknown });
      assert.deepEqual(asked(emulator), []);
    });

    it("of an adoption show what each setting is and becomes, and of URLs the host", async () => {
      const before = plugin.told.length;
      const settings = { shopName: "New", feedbackType: "none", webhookUrl: canary };
      const { outputs } = await shop.create({ integrationId: 7, ...settings }, true);
      assert.deepEqual(outputs, { integrationId: 7, ...settings, type: "shopify", createdAt });
      const [line] = plugin.told.slice(before);
      assert.equal(
        line?.message,
        `resource 'shop' adopts integration 7:\n  shopName: "Seven" → "New"\n  webhookUrl: "https://hooks.example/…", unchanged\n  feedbackType: "delayed" → "none"`,
      );
      assert.equal(line?.urn, shop.urn);
      assert.deepEqual(asked(emulator), [get(7)]);
    });

    it("without keys have one line that says that no adoption is shown, unless that is turned off", () =>
      withAnother({}, async (other) => {
        const create = (name: string): Promise<unknown> =>
          other.resource(name).create({ integrationId: 7, shopName: "New" }, true);
        await other.configure({ previewAdoption: "false" });
        await create("one");
        assert.equal(await other.said(), "");
        await other.configure({});
        await create("one");
        await create("two");
        const [line, ...more] = other.told;
        assert.equal(
          line?.message,
          "what adoptions change is not shown, as there are no keys: set SENDCLOUD_PUBLIC_KEY and SENDCLOUD_SECRET_KEY",
        );
        assert.deepEqual([line.severity, more], [LogSeverity.INFO, []]);
      }));

    it("know no list with an element that is not known yet", async () => {
      const carriers = { integrationId: 7, servicePointCarriers: ["dhl", unknown] };
      const says =
        "resource 'shop' adopts integration 7:\n  servicePointCarriers: dhl → not known yet";
      assert.deepEqual(await told(() => shop.create(carriers, true)), [says]);
    });
  });

  describe("import", () => {
    it("declares all that can be, remembers it, and sends nothing; URLs that may hold a token are secrets", async () => {
      const { inputs } = await marked.read("7");
      assert.deepEqual(inputs, {
        integrationId: 7,
        shopName: "Seven",
        shopUrl: "https://seven.example",
        servicePointEnabled: false,
        servicePointCarriers: ["dhl"],
        webhookActive: false,
        webhookUrl: secretly(canary),
        feedbackType: "delayed",
      });
      assert.deepEqual(asked(emulator), [get(7)]);
      const { outputs } = await shop.read("7");
      assert.equal((await shop.diff(outputs, { ...inputs, webhookUrl: canary })).changes, false);
    });

    it("leaves out what has no value", async () => {
      emulator.edit(7, { webhook_url: null });
      assert.ok(!("webhookUrl" in (await shop.read("7")).inputs));
    });

    it("takes a number of another account, and says what ids look like", async () => {
      const { url: baseUrl, publicKey, secretKey } = emulator;
      const accounts = { berlin: { publicKey, secretKey, baseUrl } };
      await plugin.configure(configured({ accounts }));
      const { id, inputs } = await shop.read("berlin:9");
      assert.deepEqual([id, inputs.account, inputs.integrationId], ["9", "berlin", 9]);
      for (const [wrong, says] of [
        ["nine", /the id to import must be the number of an integration, such as 12345/],
        ["rome:9", /account "rome" is not in sendcloud:accounts/],
        ["8", /there is no integration 8 in this Sendcloud account/],
      ] as const)
        await assert.rejects(shop.read(wrong), says);
    });
  });

  describe("functions", () => {
    const invoke = async (
      name: string,
      args: Properties,
    ): Promise<{ result: Properties; failures: string }> => {
      const request = new messages.InvokeRequest().setTok(`sendcloud:index:${name}`);
      const response = await plugin.call(
        service.invoke,
        request.setArgs(Struct.fromJavaScript(args)),
      );
      const failures = response.getFailuresList().map((failure) => failure.getReason());
      return { result: response.getReturn()?.toJavaScript() ?? {}, failures: failures.join() };
    };

    it("find one integration by number or shop URL, its webhook a secret", async () => {
      for (const args of [{ id: 7 }, { shopUrl: "https://SEVEN.example/" }]) {
        const { result } = await invoke("getIntegration", args);
        assert.deepEqual([result.id, result.shopName, result.type], [7, "Seven", "shopify"]);
        assert.deepEqual(result.webhookUrl, secretly(canary));
      }
    });

    it("list integrations, and ask for the list once", async () => {
      const { result } = await invoke("listIntegrations", {});
      assert.ok(Array.isArray(result.integrations) && result.integrations.length === 2);
      await invoke("listIntegrations", { type: "shopify" });
      assert.deepEqual(asked(emulator), [["GET", "/integrations"]]);
    });

    it("say what a program's author can put right", async () => {
      for (const [name, args, says] of [
        ["getIntegration", {}, /getIntegration needs the id of an integration, or the shopUrl/],
        ["getIntegration", { id: 8 }, /there is no integration 8/],
        ["getIntegrations", {}, /there is no function sendcloud:index:getIntegrations/],
        [
          "listIntegrations",
          { shopURL: "x" },
          /no argument shopURL: it takes type, shopUrl, account/,
        ],
      ] as const)
        assert.match((await invoke(name, args)).failures, says);
    });
  });

  it("once cancelled sends nothing more, waits for what is on its way, and records it", async () => {
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
      await plugin.call(service.cancel, new Empty());
      respond.forEach((answer) => answer());
      const results = await created;
      const recorded = ids.filter((_, index) => results[index]?.status === "fulfilled");
      assert.deepEqual(
        recorded,
        underWay.toSorted((one, other) => one - other),
      );
      const cancelled =
        /the command was cancelled before (GET|PATCH) http\S+ was sent: run it again/;
      for (const result of results)
        if (result.status === "rejected") assert.match(String(result.reason), cancelled);
      assert.equal(slow.requests.filter(({ method }) => method === "PATCH").length, 8);
    } finally {
      await slow.close();
    }
  });
});
