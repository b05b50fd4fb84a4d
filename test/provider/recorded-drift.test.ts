/** Drift that a refresh has recorded: the next refresh finds none, and `ignoreChanges` holds as before. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { type Emulator, startEmulator } from "pulumi-sendcloud/emulator";
import { begin, edges } from "../support/edges";
import { hasty, ProviderProcess } from "../support/provider-process";

describe("drift that a refresh has recorded", () => {
  let emulator: Emulator;
  const config = (): Record<string, string> => {
    const { url: baseUrl, publicKey, secretKey } = emulator;
    return { baseUrl, publicKey, secretKey };
  };
  const shop = { integrationId: 7, shopName: "New" };
  const drifted = { integrationId: 7, shopName: "Panel" };

  beforeEach(async () => (emulator = await startEmulator({ seed: [{ id: 7, shop_name: "Old" }] })));
  afterEach(() => emulator.close());

  for (const edge of edges)
    it(`is no drift to the next refresh, but a change to a program (${edge})`, async () => {
      const { spoken, stop } = await begin(edge, config(), hasty());
      spoken.beginRun();
      const { inputs } = await spoken.check(shop);
      const created = await spoken.create(inputs);
      emulator.edit(7, { shop_name: "Panel" });
      spoken.beginRun();
      const first = await spoken.read("7", created.outputs);
      assert.equal(first.outputs.shopName, "Panel");
      assert.equal((await spoken.diff(first.outputs, shop)).changes, true);
      spoken.beginRun();
      const second = await spoken.read("7", first.outputs);
      assert.equal((await spoken.diff(second.outputs, drifted)).changes, false);
      spoken.beginRun();
      const declared = await spoken.check(drifted);
      assert.equal((await spoken.diff(second.outputs, declared.inputs)).changes, true);
      await stop();
    });

  it("leaves the path * of ignoreChanges with all that it names (dynamic)", async () => {
    const prefixed = Object.fromEntries(
      Object.entries(config()).map(([name, value]) => [`sendcloud:${name}`, value]),
    );
    const root = join(__dirname, "../..");
    const provider = await ProviderProcess.start(root, prefixed, {}, hasty());
    const resource = provider.resource("shop");
    const { inputs } = await resource.check(shop, {});
    const { outputs } = await resource.create(inputs);
    const read = await resource.read("7", outputs);
    // The engine puts what a refresh recorded in place of all that the program gives.
    const { inputs: kept } = await provider.check(read.inputs, read.inputs);
    assert.deepEqual(kept.__program, { name: "shop", ignoreChanges: ["*"], secrets: [] });
    await provider.stop();
  });
});
