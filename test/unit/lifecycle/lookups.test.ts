/** How integrations are found, whatever a program gives. */
import assert from "node:assert/strict";
import { createClient } from "../../../provider/src/api/client";
import { configuration } from "../../../provider/src/config/config";
import { type Emulator, startEmulator } from "../../../provider/src/emulator/emulator";
import {
  type Catalogue,
  createCatalogue,
  findIntegration,
  findIntegrations,
} from "../../../provider/src/lifecycle/lookups";

describe("a look-up", () => {
  let emulator: Emulator;
  let catalogue: Catalogue;

  before(async () => {
    emulator = await startEmulator({
      seed: [
        { id: 7, type: "shopify", shop_url: "https://seven.example" },
        { id: 8, type: "Shopify", shop_url: "https://twin.example" },
        { id: 9, type: "api", shop_url: "https://twin.example/" },
        { id: 10, shop_url: null },
      ],
    });
    const from = { from: "the test" };
    const found = {
      publicKey: { value: emulator.publicKey, ...from },
      secretKey: { value: emulator.secretKey, ...from },
      baseUrl: { value: emulator.url, ...from },
    };
    catalogue = createCatalogue(() => Promise.resolve(createClient(configuration(found))));
  });
  after(() => emulator.close());

  it("compares the type without case, on either side", async () => {
    for (const type of ["shopify", "Shopify", "SHOPIFY"]) {
      const found = await findIntegrations(catalogue, { type });
      assert.deepEqual(
        found.map(({ id }) => id),
        [7, 8],
      );
    }
  });

  it("compares the shop's URL as Sendcloud may have stored it", async () => {
    const found = await findIntegrations(catalogue, { shopUrl: "https://TWIN.example" });
    assert.deepEqual(
      found.map(({ id }) => id),
      [8, 9],
    );
    assert.equal((await findIntegration(catalogue, { shopUrl: "https://Seven.example/" })).id, 7);
  });

  it("reads the list once", async () => {
    const before = emulator.requests.length;
    await Promise.all([findIntegrations(catalogue, {}), findIntegrations(catalogue, {})]);
    assert.equal(emulator.requests.length, before);
  });

  it("refuses what is not text: `null` would find the shops without a URL", async () => {
    const wrong: [name: string, value: unknown, message: RegExp][] = [
      ["shopUrl", null, /^listIntegrations: shopUrl must be text, but null was given$/],
      ["type", 5, /^listIntegrations: type must be text, but the number 5 was given$/],
      ["account", ["a"], /^listIntegrations: account must be text, but a list was given$/],
    ];
    for (const [name, value, message] of wrong)
      await assert.rejects(findIntegrations(catalogue, { [name]: value }), { message });
    await assert.rejects(findIntegration(catalogue, Object.fromEntries([["shopUrl", null]])), {
      message: /^getIntegration: shopUrl must be text, but null was given$/,
    });
  });
});
