/** What the plugin says during a preview, of its configuration and of adoptions. */
import assert from "node:assert/strict";
import { LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { startEmulator } from "pulumi-sendcloud/emulator";
import { PluginProcess } from "../support/plugin-process";
import { type Properties, secretly } from "../support/provider-process";

/** Configures the plugin as the engine does, which says here which values are secrets. */
async function configure(
  plugin: PluginProcess,
  config: Properties,
  name = "default",
): Promise<void> {
  const request = new messages.ConfigureRequest().setArgs(Struct.fromJavaScript(config));
  request.setUrn(`urn:pulumi:dev::shops::pulumi:providers:sendcloud::${name}`);
  await plugin.call<messages.ConfigureResponse>((client, answer) =>
    client.configure(request, answer),
  );
}

describe("lines of a preview over the plugin", () => {
  let plugin: PluginProcess;
  beforeEach(async () => (plugin = await PluginProcess.start()));
  afterEach(() => plugin.stop());

  it("a key in plain text is a warning, and an encrypted one is none", async () => {
    const lines = (): string[] => plugin.told.map(({ message }) => message);
    // The engine drops the marks of secrets here.
    await plugin.checkConfig({ publicKey: "public", secretKey: "canary" });
    await configure(plugin, { publicKey: "public", secretKey: secretly("canary") });
    await configure(plugin, { publicKey: "public", secretKey: "canary" }, "explicit");
    assert.deepEqual(lines(), []);
    await configure(plugin, { publicKey: "public", secretKey: "canary" });
    assert.equal(lines().length, 1);
    assert.match(lines().join(), /^sendcloud:secretKey stands in .* in plain text/);
  });

  it("a resource name shows its control characters as text", async () => {
    await plugin.configure({});
    await plugin
      .resource("a\u001b[31m\nb")
      .check({ integrationId: 7, shopUrl: "https://undefined.example" });
    const [line] = plugin.told.map(({ message }) => message);
    assert.match(line ?? "", /^resource 'a\\u001b\[31m b': shopUrl holds undefined/);
  });

  it("without keys one line says that no adoption is shown, unless that is turned off", async () => {
    const create = (name: string): Promise<unknown> =>
      plugin.resource(name).create({ integrationId: 7, shopName: "New" }, true);
    await plugin.configure({ previewAdoption: "false" });
    await create("one");
    assert.deepEqual(plugin.told, []);
    await plugin.configure({});
    await create("one");
    await create("two");
    assert.deepEqual(
      plugin.told.map(({ message, severity }) => [message, severity]),
      [
        [
          "what adoptions change is not shown, as there are no keys: set SENDCLOUD_PUBLIC_KEY and SENDCLOUD_SECRET_KEY",
          LogSeverity.INFO,
        ],
      ],
    );
  });

  it("a list with an element that is not known yet is not known yet", async () => {
    const emulator = await startEmulator({ seed: [{ id: 7, service_point_carriers: ["dhl"] }] });
    const { url: baseUrl, publicKey, secretKey } = emulator;
    await plugin.configure({ baseUrl, publicKey, secretKey });
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    await plugin
      .resource()
      .create({ integrationId: 7, servicePointCarriers: ["dhl", unknown] }, true);
    await emulator.close();
    assert.deepEqual(
      plugin.told.map(({ message }) => message),
      ["resource 'shop' adopts integration 7:\n  servicePointCarriers: dhl → not known yet"],
    );
  });
});
