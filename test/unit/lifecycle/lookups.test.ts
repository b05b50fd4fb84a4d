/** How integrations are found, whatever a program gives. */
import assert from "node:assert/strict";
import { type Emulator, startEmulator } from "../../../provider/src/emulator/emulator";
import {
  type Catalogue,
  createCatalogue,
  findIntegration,
  findIntegrations,
} from "../../../provider/src/lifecycle/lookups";
import { clientsOf } from "./emulated";

describe("a look-up", () => {
  let emulator: Emulator;
  let catalogue: Catalogue;
  const numbers = async (sought: object): Promise<number[]> =>
    (await findIntegrations(catalogue, sought)).map(({ id }) => id);

  before(async () => {
    const seed = [
      { id: 7, type: "shopify", shop_url: "https://seven.example" },
      { id: 8, type: "Shopify", shop_url: "https://twin.example" },
      { id: 9, type: "api", shop_url: "https://twin.example/" },
      { id: 10, shop_url: null },
    ];
    emulator = await startEmulator({ seed });
    catalogue = createCatalogue(clientsOf(emulator));
  });
  after(() => emulator.close());

  it("compares the type without case, and the shop's URL as Sendcloud may have stored it", async () => {
    for (const type of ["shopify", "Shopify", "SHOPIFY"])
      assert.deepEqual(await numbers({ type }), [7, 8]);
    assert.deepEqual(await numbers({ shopUrl: "https://TWIN.example" }), [8, 9]);
    assert.equal((await findIntegration(catalogue, { shopUrl: "https://Seven.example/" })).id, 7);
  });

  it("reads the list once", async () => {
    await Promise.all([numbers({}), numbers({})]);
    assert.equal(emulator.requests.length, 1);
  });

  it("refuses what is not text: `null` would find the shops without a URL", async () => {
    for (const [find, name, value, problem] of [
      [findIntegrations, "shopUrl", null, "listIntegrations: shopUrl must be text, but null"],
      [findIntegrations, "type", 5, "listIntegrations: type must be text, but the number 5"],
      [findIntegrations, "account", ["a"], "listIntegrations: account must be text, but a list"],
      [findIntegration, "shopUrl", null, "getIntegration: shopUrl must be text, but null"],
    ] as const) {
      const sought = Object.fromEntries([[name, value]]);
      await assert.rejects(find(catalogue, sought), { message: `${problem} was given` });
    }
  });
});
