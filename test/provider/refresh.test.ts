/** What refresh tells of integrations, and what it asks. */
import assert from "node:assert/strict";
import { type Emulator, startEmulator } from "pulumi-sendcloud/emulator";
import { edges, start } from "../support/edges";
import { hasty, type Properties, type ProviderProcess } from "../support/provider-process";
import { asked, get, patch } from "../support/requests";
import { keys, play, shop } from "../support/scene";

play("what refresh finds", [
  {
    title: "refresh finds drift of managed settings only",
    seed: [{ id: 7, shop_name: "Old", webhook_url: "https://hooks.example/7" }],
    steps: [
      {
        does: "up adopts",
        program: shop({ shopName: "New", feedbackType: "eager" }),
        run: "up",
        asks: [get(7), patch(7, { shop_name: "New", feedback_type: "eager" })],
      },
      {
        when: "only read-only facts change (`updatedAt`, `lastFetchedAt`) or settings that are not managed",
        then: "refresh finds no drift",
        first: ({ emulator }) =>
          emulator.edit(7, {
            last_fetched_at: "2027-01-01T00:00:00Z",
            webhook_url: "https://hooks.example/other",
            shop_url: "https://x.example",
          }),
        run: "refresh --diff",
        asks: [get(7)],
        operations: [],
        printsNot: [/last_?fetched|updated_?at|warning/i],
      },
      {
        when: "Sendcloud says that an integration is failing",
        then: "refresh warns, with the date, and finds no drift",
        first: ({ emulator }) => emulator.edit(7, { started_failing_at: "2026-05-05T06:07:08Z" }),
        run: "refresh",
        asks: [get(7)],
        prints: [/warning: integration 7 \(shop\) is failing since 2026-05-05T06:07:08Z/],
      },
      {
        when: "a warning is silenced with `sendcloud:silence`",
        then: "it is not shown",
        first: ({ environment }) => void (environment.SENDCLOUD_SILENCE = "failing"),
        run: "refresh",
        asks: [get(7)],
        printsNot: [/warning/],
      },
      {
        does: "refresh finds a change that somebody made in the panel",
        first: ({ emulator }) => emulator.edit(7, { feedback_type: "none" }),
        run: "refresh",
        asks: [get(7)],
        operations: ["update shop"],
      },
      {
        when: "the program declares what somebody changed in the panel",
        then: "up sends nothing, and the value counts as declared from then on",
        program: shop({ shopName: "New", feedbackType: "none" }),
        run: "up",
        asks: [],
        operations: ["update shop"],
        verify: ({ remembered }) => {
          const before = { shopName: "Old", feedbackType: "delayed" };
          assert.deepEqual(remembered(), { before, unsure: [] });
        },
      },
      { does: "an up after that has nothing to do", run: "up", asks: [], operations: [] },
    ],
  },
]);

describe("drift that a refresh has recorded", () => {
  const declared = { integrationId: 7, shopName: "New" };
  const drifted = { integrationId: 7, shopName: "Panel" };
  let emulator: Emulator;
  beforeEach(async () => (emulator = await startEmulator({ seed: [{ id: 7, shop_name: "Old" }] })));
  afterEach(() => emulator.close());

  for (const edge of edges)
    it(`is no drift to the next refresh, but a change to a program (${edge})`, async () => {
      const provider = await start(edge, { options: hasty() });
      const begin = (): Promise<string[]> => provider.begin(keys(emulator));
      const resource = provider.resource();
      await begin();
      const { inputs } = await resource.check(declared);
      const created = await resource.create(inputs);
      emulator.edit(7, { shop_name: "Panel" });
      await begin();
      const first = await resource.read("7", created.outputs);
      assert.equal(first.outputs.shopName, "Panel");
      assert.equal((await resource.diff(first.outputs, declared)).changes, true);
      await begin();
      const second = await resource.read("7", first.outputs);
      assert.equal((await resource.diff(second.outputs, drifted)).changes, false);
      await begin();
      const checked = await resource.check(drifted);
      assert.equal((await resource.diff(second.outputs, checked.inputs)).changes, true);
      await provider.stop();
    });

  it("leaves the path * of ignoreChanges with all that it names (dynamic)", async () => {
    const provider = await start("dynamic", { options: hasty() });
    await provider.begin(keys(emulator));
    const resource = provider.resource();
    const { inputs } = await resource.check(declared);
    const { outputs } = await resource.create(inputs);
    const read = await resource.read("7", outputs);
    // The engine puts what a refresh recorded in place of all that the program gives.
    const { inputs: kept } = await resource.check(read.inputs, read.inputs);
    assert.deepEqual(kept.__program, { name: "shop", ignoreChanges: ["*"], secrets: [] });
    await provider.stop();
  });
});

/** One list in place of many reads, and never in place of one that decides a write. */
describe("refreshing many integrations", () => {
  const everyone = Array.from({ length: 300 }, (_, index) => index + 1);
  let emulator: Emulator;
  let provider: ProviderProcess;

  before(async () => {
    const seed = everyone.map((id) => ({ id, shop_name: `Shop ${id}` }));
    emulator = await startEmulator({ seed });
    provider = await start("dynamic");
  });
  after(async () => {
    await provider.stop();
    await emulator.close();
  });
  beforeEach(async () => {
    emulator.reset();
    await provider.begin(keys(emulator));
  });

  const refresh = (id: number): Promise<{ id: string; outputs: Properties }> => {
    const adoption = { format: 1, before: { shopName: "Old" }, owner: "1" };
    return provider
      .resource()
      .read(String(id), { integrationId: id, shopName: `Shop ${id}`, adoption });
  };

  it("asks for a few one by one, and for the rest once", async () => {
    emulator.edit(300, { shop_name: "Panel" });
    const found = await Promise.all(everyone.map(refresh));
    assert.deepEqual(
      found.map(({ outputs }) => outputs.shopName),
      everyone.map((id) => (id === 300 ? "Panel" : `Shop ${id}`)),
    );
    const { requests } = emulator;
    assert.ok(requests.length < 60, `${requests.length} requests`);
    assert.equal(requests.filter(({ path }) => path === "/integrations").length, 1);
  });

  it("asks once more for an integration that the list does not have", async () => {
    emulator.remove(299);
    const found = await Promise.all(everyone.map(refresh));
    assert.equal(found[298]?.id, "");
    const [request, ...more] = emulator.requests.filter(({ path }) => path.endsWith("/299"));
    assert.deepEqual([request?.status, more], [404, []]);
  });

  it("asks one by one where the list is refused", async () => {
    emulator.intercept(({ path }, response) => {
      if (path === "/integrations") response.writeHead(403).end();
      return path === "/integrations";
    });
    const found = await Promise.all(everyone.map(refresh));
    assert.ok(found.every(({ id }, index) => id === String(index + 1)));
  });

  it("reads each integration itself before it decides what to send", async () => {
    await Promise.all(everyone.map(refresh));
    const before = emulator.requests.length;
    emulator.edit(1, { shop_name: "Panel" });
    await provider.resource().create({ integrationId: 1, shopName: "Shop 1" });
    assert.deepEqual(asked(emulator, before), [get(1), patch(1, { shop_name: "Shop 1" })]);
  });
});
