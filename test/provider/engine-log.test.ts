/** The plugin's lines reach the engine whatever proxy the environment names, and delay nothing. */
import assert from "node:assert/strict";
import { createServer, type Server } from "node:net";
import { PluginProcess } from "../support/plugin-process";

describe("the plugin's lines to the engine", () => {
  let silent: Server;

  before((done) => {
    silent = createServer(() => undefined).listen(0, "127.0.0.1", done);
  });
  after((done) => void silent.close(done));

  it("go direct, past a proxy that never answers", async () => {
    const address = silent.address();
    assert.ok(typeof address === "object" && address !== null);
    const proxy = `http://127.0.0.1:${address.port}`;
    const environment = { http_proxy: proxy, https_proxy: proxy, grpc_proxy: proxy };
    const plugin = await PluginProcess.start({ environment });
    try {
      await plugin.configure({ publicKey: "public", secretKey: "secret" });
      await plugin
        .resource()
        .check({ integrationId: 7, webhookActive: true, webhookUrl: "http://hooks.example/x" });
      assert.match(
        plugin.told.map(({ message }) => message).join("\n"),
        /webhookUrl is plain http/,
      );
    } finally {
      await plugin.stop();
    }
  });
});
