/** What a set tells of its members: each by its name, and how long a long run takes. */
import assert from "node:assert/strict";
import { lookUp } from "../../provider/dist/config/sources";
import { type Emulator, startEmulator } from "pulumi-sendcloud/emulator";
import { createRun, type Run } from "../../provider/dist/lifecycle/run";
import { applySet, type Members, readSet, removeSet } from "../../provider/dist/lifecycle/set";
import type { Declared } from "../../provider/dist/lifecycle/state";
import { createProviders } from "../../provider/dist/pulumi/dynamic/providers";

const ids = Array.from({ length: 60 }, (_, index) => index + 1);

describe("a set", () => {
  let emulator: Emulator;
  let told: string[];
  let now = 0;
  before(async () => {
    emulator = await startEmulator({
      seed: ids.map((id) => ({ id, shop_name: "Old", type: "prestashop_v2" })),
    });
  });
  beforeEach(() => {
    emulator.reset();
    told = [];
  });
  after(() => emulator.close());

  function running(config: Record<string, string> = {}): Run {
    const { url, publicKey, secretKey } = emulator;
    const all: Record<string, string> = {
      "sendcloud:baseUrl": url,
      "sendcloud:publicKey": publicKey,
      "sendcloud:secretKey": secretKey,
      ...config,
    };
    return createRun({
      config: lookUp((key) => all[key], {}),
      tell: (line) => told.push(line),
      clock: {
        now: () => now,
        sleep: (milliseconds) => Promise.resolve(void (now += milliseconds)),
      },
      rereadDelays: [1],
      quiet: 1,
    });
  }

  const shops = (
    count: number,
    shopName: string,
    onDestroy?: Declared["onDestroy"],
  ): Map<string, Declared> =>
    new Map(
      ids
        .slice(0, count)
        .map((id) => [
          `shop${id}`,
          { integrationId: id, member: `shop${id}`, onDestroy, settings: { shopName } },
        ]),
    );

  async function adopted(run: Run, members: Map<string, Declared>): Promise<Members> {
    const { state, problem } = await applySet(run, members);
    assert.equal(problem, undefined);
    assert.ok(state);
    return state;
  }

  it("says at the beginning of a long run how long it will take, and nothing before a short one", async () => {
    const run = running({ "sendcloud:writesPerMinute": "100" });
    const state = await adopted(run, shops(60, "New", "restore"));
    const line =
      "At most 100 writes a minute are sent (sendcloud:writesPerMinute): the up to 60 integrations to change take up to 1 minute";
    assert.deepEqual(told, [line]);

    const again = running({ "sendcloud:writesPerMinute": "100" });
    told = [];
    await applySet(
      again,
      new Map([...shops(60, "New", "restore"), ...shops(2, "Newer", "restore")]),
      state,
    );
    assert.deepEqual(told, []);

    await removeSet(running({ "sendcloud:writesPerMinute": "100" }), state);
    assert.deepEqual(told, [line]);
  });

  it("names the member that is not found, and the one that is gone", async () => {
    const state = await adopted(running(), shops(2, "New"));
    emulator.remove(2);
    assert.match(
      (await readSet(running(), state)).messages.join(),
      /^warning: integration 2 \(shop2\) is gone: Sendcloud says/,
    );
    emulator.behave({ metadata: "missing" });
    const { state: read, messages } = await readSet(running(), state);
    assert.match(
      messages.join(),
      /^warning: integration 2 \(shop2\) is not found\. It stays in the state/,
    );
    assert.deepEqual([...(read?.keys() ?? [])], ["shop1", "shop2"]);
  });

  it("names each member that a refresh cannot read, and records nothing", async () => {
    const state = await adopted(running(), shops(2, "New"));
    emulator.intercept(({ path }, response) => {
      if (path !== "/integrations/2") return false;
      response.writeHead(403).end();
      return true;
    });
    const { state: read, problem } = await readSet(running(), state);
    assert.match(
      problem?.message ?? "",
      /^1 member of the set failed; nothing of the set was recorded.*\n {2}shop2: .*status 403/,
    );
    assert.equal(read, undefined);
  });

  it("names the member of which something is left as it is, is kept, is failing, or has no effect", async () => {
    const state = await adopted(running(), shops(1, "New", "restore"));
    emulator.edit(1, { shop_name: "Somebody else's", started_failing_at: "2026-03-03T00:00:00Z" });
    assert.match(
      (await readSet(running(), state)).messages.join(),
      /^warning: integration 1 \(shop1\) is failing since/,
    );
    const { messages } = await removeSet(running(), state);
    assert.deepEqual(messages, [
      "integration 1 (shop1): left as it is: shopName (somebody else changed it)",
    ]);

    const one = { integrationId: 1, member: "shop1", settings: { feedbackType: "eager" } } as const;
    assert.match(
      (await applySet(running(), new Map([["shop1", one]]))).messages.join(),
      /warning: integration 1 \(shop1\): feedbackType has no effect/,
    );

    emulator.behave({ denies: ["shop_name"] });
    const first = await adopted(running(), shops(1, "Mine"));
    const { state: drifted } = await readSet(running(), first);
    const kept = await applySet(running(), shops(1, "Mine"), drifted);
    assert.match(
      kept.messages.join(),
      /warning: integration 1 \(shop1\): Sendcloud keeps shopName as "Somebody else's"/,
    );
  });

  it("warns at preview of a feedbackType that has no effect on a member, once in a run, unless that is silenced", async () => {
    const olds = {
      integrations: { a: { integrationId: 1, feedbackType: "eager", type: "prestashop_v2" } },
    };
    const { integrations } = olds;
    const written: string[] = [];
    const write = process.stdout.write.bind(process.stdout);
    for (const silence of ["", "feedbackIgnored"]) {
      const { integration, set } = createProviders();
      const config = new Map([["sendcloud:silence", silence]]);
      await integration.configure({
        config: { get: (key) => config.get(key), require: (key) => config.get(key) ?? "" },
      });
      process.stdout.write = (text) => written.push(String(text)) > 0;
      try {
        for (let time = 0; time < 2; time++) await set.diff("default", olds, olds);
        await integration.diff("1", integrations.a, integrations.a);
        await integration.diff("1", integrations.a, { ...integrations.a, integrationId: 2 });
      } finally {
        process.stdout.write = write;
      }
    }
    const text =
      "feedbackType has no effect on a prestashop_v2 shop, whose status mapping decides: leave it out (sendcloud:silence feedbackIgnored)\n";
    assert.deepEqual(written, [
      `warning: integration 1 (a): ${text}`,
      `warning: integration 1: ${text}`,
    ]);
  });
});
