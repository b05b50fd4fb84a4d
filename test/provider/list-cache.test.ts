/** Refreshes of many integrations, asked of the emulator: one list in place of many reads, and never in place of one that decides a write. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { type Emulator, startEmulator } from "pulumi-sendcloud/emulator";
import { ProviderProcess } from "../support/provider-process";
import { requestsFrom } from "../support/requests";

const count = 300;

describe("refreshing many integrations", () => {
  let emulator: Emulator;
  let provider: ProviderProcess;

  before(async () => {
    emulator = await startEmulator({
      seed: Array.from({ length: count }, (_, index) => ({
        id: index + 1,
        shop_name: `Shop ${index + 1}`,
      })),
    });
    const { url, publicKey, secretKey } = emulator;
    const keys = {
      "sendcloud:baseUrl": url,
      "sendcloud:publicKey": publicKey,
      "sendcloud:secretKey": secretKey,
    };
    provider = await ProviderProcess.start(join(__dirname, "../.."), keys);
  });
  after(async () => {
    await provider.stop();
    await emulator.close();
  });
  beforeEach(() => {
    emulator.reset();
    provider.beginRun();
  });

  const refresh = (id: number): Promise<{ id: string; outputs: Record<string, unknown> }> =>
    provider.read(String(id), {
      integrationId: id,
      shopName: `Shop ${id}`,
      adoption: {
        format: 1,
        before: { shopName: "Old" },
        applied: { shopName: `Shop ${id}` },
        owner: "1",
      },
    });
  const everyone = Array.from({ length: count }, (_, index) => index + 1);

  it("asks for a few one by one, and for the rest once", async () => {
    emulator.edit(300, { shop_name: "Panel" });
    const found = await Promise.all(everyone.map(refresh));
    assert.deepEqual(
      found.map(({ outputs }) => outputs.shopName),
      everyone.map((id) => (id === 300 ? "Panel" : `Shop ${id}`)),
    );
    assert.ok(emulator.requests.length < 60, `${emulator.requests.length} requests`);
    assert.equal(
      emulator.requests.filter(({ method, path }) => method === "GET" && path === "/integrations")
        .length,
      1,
    );
  });

  it("asks once more for an integration that the list does not have", async () => {
    emulator.remove(299);
    const found = await Promise.all(everyone.map(refresh));
    assert.equal(found[298]?.id, "");
    assert.deepEqual(
      emulator.requests
        .filter(({ path }) => path === "/integrations/299")
        .map(({ status }) => status),
      [404],
    );
  });

  it("asks one by one where the list is refused", async () => {
    emulator.intercept(({ path }, response) => {
      if (path !== "/integrations") return false;
      response.writeHead(403).end();
      return true;
    });
    const found = await Promise.all(everyone.map(refresh));
    assert.ok(found.every(({ id }, index) => id === String(index + 1)));
  });

  it("reads each integration itself before it decides what to send", async () => {
    await Promise.all(everyone.map(refresh));
    const before = emulator.requests.length;
    emulator.edit(1, { shop_name: "Panel" });
    await provider.create({ integrationId: 1, shopName: "Shop 1" });
    assert.deepEqual(
      requestsFrom(emulator, before).map(({ method, path }) => [method, path]),
      [
        ["GET", "/integrations/1"],
        ["PATCH", "/integrations/1"],
      ],
    );
  });
});
