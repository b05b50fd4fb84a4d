/** What a restore sends, and what it does where Sendcloud refuses a part of it. */
import assert from "node:assert/strict";
import { createClient } from "../../../provider/src/api/client";
import { configuration } from "../../../provider/src/config/config";
import { type Emulator, startEmulator } from "../../../provider/src/emulator/emulator";
import {
  restoration,
  type Restored,
  type Unrestored,
  writeRestoring,
} from "../../../provider/src/lifecycle/restore";
import type { Target } from "../../../provider/src/lifecycle/run";
import { nothingAdopted } from "../../../provider/src/lifecycle/state";
import { write } from "../../../provider/src/lifecycle/write";
import type { SettingValues } from "../../../provider/src/settings/diff";
import { type DeclaredSettings, settingNames } from "../../../provider/src/settings/schema";
import { isMap } from "../../../provider/src/values";

const x = "https://x.example";
const y = "https://y.example";

describe("a restore", () => {
  const cases: [
    title: string,
    state: { before: SettingValues; applied: SettingValues; live: SettingValues },
    send: DeclaredSettings,
    unrestored: Unrestored,
  ][] = [
    [
      "returns what still is as it was applied",
      {
        before: { shopName: "a" },
        applied: { shopName: "b" },
        live: { shopName: "b", feedbackType: "none" },
      },
      { shopName: "a" },
      {},
    ],
    [
      "leaves what somebody else has changed",
      { before: { shopName: "a" }, applied: { shopName: "b" }, live: { shopName: "c" } },
      {},
      { shopName: "changed" },
    ],
    [
      "sends nothing where all is as it was",
      { before: { shopName: "a" }, applied: { shopName: "b" }, live: { shopName: "a" } },
      {},
      {},
    ],
    [
      "touches nothing that was not managed",
      { before: {}, applied: { shopName: "b" }, live: { shopName: "b" } },
      {},
      {},
    ],
    [
      "takes carriers as a set",
      {
        before: { servicePointCarriers: ["a"] },
        applied: { servicePointCarriers: ["b", "c"] },
        live: { servicePointCarriers: ["c", "b"] },
      },
      { servicePointCarriers: ["a"] },
      {},
    ],
    [
      "sends the URL with a webhook that turns on again",
      {
        before: { webhookActive: true },
        applied: { webhookActive: false },
        live: { webhookActive: false, webhookUrl: x },
      },
      { webhookActive: true, webhookUrl: x },
      {},
    ],
    [
      "leaves a webhook off whose URL is gone",
      {
        before: { webhookActive: true },
        applied: { webhookActive: false },
        live: { webhookActive: false, webhookUrl: null },
      },
      {},
      { webhookActive: "impossible" },
    ],
    [
      "leaves the URL of a webhook that somebody else turned on",
      {
        before: { webhookUrl: null },
        applied: { webhookUrl: y },
        live: { webhookActive: true, webhookUrl: y },
      },
      {},
      { webhookUrl: "impossible" },
    ],
    [
      "leaves what Sendcloud would not accept again",
      {
        before: { shopName: null, feedbackType: "hourly" },
        applied: { shopName: "b", feedbackType: "none" },
        live: { shopName: "b", feedbackType: "none" },
      },
      {},
      { shopName: "not set", feedbackType: "impossible" },
    ],
    [
      "clears what was not set, however that is spelled, and names what cannot be cleared",
      {
        before: { webhookUrl: null, servicePointCarriers: null, shopUrl: "" },
        applied: { webhookUrl: x, servicePointCarriers: ["dhl"], shopUrl: y },
        live: { webhookUrl: x, servicePointCarriers: ["dhl"], shopUrl: y },
      },
      { servicePointCarriers: [], webhookUrl: "" },
      { shopUrl: "not set" },
    ],
    [
      "names what Sendcloud's answer leaves out",
      { before: { shopName: "a" }, applied: { shopName: "b" }, live: {} },
      {},
      { shopName: "unknown" },
    ],
  ];
  for (const [title, { before, applied, live }, send, unrestored] of cases) {
    it(title, () => {
      const state = { adoption: { ...nothingAdopted, before, applied } };
      assert.deepEqual(restoration(state, settingNames, live), { send, unrestored });
    });
  }
});

describe("a restore that Sendcloud refuses", () => {
  let emulator: Emulator;
  let target: Target;

  before(async () => {
    emulator = await startEmulator({ seed: [{ id: 7 }] });
    const from = "the test";
    const client = createClient(
      configuration({
        publicKey: { value: emulator.publicKey, from },
        secretKey: { value: emulator.secretKey, from },
        baseUrl: { value: emulator.url, from },
      }),
    );
    target = { client, id: 7, account: undefined, verify: false };
  });
  after(async () => {
    await target.client.close();
    await emulator.close();
  });

  /** What is sent, and what comes of it, where Sendcloud refuses requests with one of these fields. */
  async function restoring(
    settings: DeclaredSettings,
    refused: readonly string[],
    { status = 422, names = true, restored = settings } = {},
  ): Promise<{ sent: unknown[]; result?: Restored; problem?: Error }> {
    emulator.intercept(({ method, body }, response) => {
      const found = refused.filter((field) => isMap(body) && field in body);
      if (method !== "PATCH" || found.length === 0) return false;
      const errors = found.map((field) => ({
        detail: "not any more",
        ...(names && { source: { pointer: `/${field}` } }),
      }));
      response.writeHead(status).end(JSON.stringify({ errors }));
      return true;
    });
    const since = emulator.requests.length;
    const change = { settings, hidden: [], advice: "" };
    const ended = await writeRestoring(target, change, restored).then(
      (result) => ({ result }),
      (error: unknown) => ({ problem: error instanceof Error ? error : new Error(String(error)) }),
    );
    const writes = emulator.requests.slice(since).filter(({ method }) => method === "PATCH");
    return { sent: writes.map(({ body }) => body), ...ended };
  }

  const back: DeclaredSettings = { shopName: "Old", feedbackType: "eager", shopUrl: x };

  for (const status of [400, 403, 409, 422]) {
    it(`with ${status} restores the rest, and names each setting with Sendcloud's reason`, async () => {
      const { sent, result, problem } = await restoring(back, ["shop_url", "feedback_type"], {
        status,
      });
      assert.ok(result, problem?.message);
      assert.deepEqual(sent.at(-1), { shop_name: "Old" });
      assert.deepEqual(result.sent, { shopName: "Old" });
      assert.deepEqual(Object.keys(result.unrestored).sort(), ["feedbackType", "shopUrl"]);
      for (const reason of Object.values(result.unrestored)) {
        assert.ok(typeof reason === "object");
        assert.match(reason.refused, new RegExp(`status ${status}: .*not any more`));
      }
    });

    it(`with ${status} that names no setting is an error that says how to do without it`, async () => {
      const { sent, problem } = await restoring(back, ["shop_url"], { status, names: false });
      assert.equal(sent.length, 1);
      assert.match(
        problem?.message ?? "",
        /not any more.*shopName, shopUrl, feedbackType would be restored: to leave them as they are, declare onDestroy: "retain"/,
      );
    });
  }

  it("sends what an update declares all the same", async () => {
    const settings = { ...back, shopName: "New" };
    const restored = { feedbackType: "eager", shopUrl: x } as const;
    const { sent } = await restoring(settings, ["shop_url"], { restored });
    assert.deepEqual(sent.at(-1), { shop_name: "New", feedback_type: "eager" });
  });

  it("is an error where it names what an update declares", async () => {
    const { sent, problem } = await restoring(back, ["shop_name"], { restored: { shopUrl: x } });
    assert.equal(sent.length, 1);
    assert.doesNotMatch(problem?.message ?? "onDestroy", /onDestroy/);
  });

  it("drops a flag with the setting that it needs", async () => {
    const settings = {
      shopName: "Old",
      webhookActive: true,
      webhookUrl: x,
      servicePointEnabled: true,
      servicePointCarriers: ["dhl"],
    };
    const { sent, result, problem } = await restoring(settings, [
      "webhook_url",
      "service_point_carriers",
    ]);
    assert.ok(result, problem?.message);
    assert.deepEqual(sent.at(-1), { shop_name: "Old" });
    assert.deepEqual(Object.keys(result.unrestored).sort(), [
      "servicePointCarriers",
      "servicePointEnabled",
      "webhookActive",
      "webhookUrl",
    ]);
  });

  it("tries no URL in both spellings, and restores the rest", async () => {
    const settings: DeclaredSettings = {
      shopName: "Old",
      servicePointCarriers: [],
      webhookUrl: "",
    };
    const rest = { shop_name: "Old", service_point_carriers: [] };
    const { sent, result, problem } = await restoring(settings, ["webhook_url"]);
    assert.ok(result, problem?.message);
    assert.deepEqual(sent, [{ ...rest, webhook_url: null }, { ...rest, webhook_url: "" }, rest]);
    assert.deepEqual(Object.keys(result.unrestored), ["webhookUrl"]);
  });

  it("reads back what became of the second spelling, where that is accepted in part", async () => {
    emulator.edit(7, { shop_name: "Theirs", webhook_url: x });
    emulator.intercept(({ method, body }, response) => {
      if (method !== "PATCH") return false;
      const isNull = JSON.stringify(body).includes("null");
      if (!isNull) emulator.edit(7, { webhook_url: null });
      const pointer = isNull ? "/webhook_url" : "/shop_name";
      response
        .writeHead(isNull ? 400 : 202)
        .end(JSON.stringify({ errors: [{ detail: "no", source: { pointer } }] }));
      return true;
    });
    const settings: DeclaredSettings = { shopName: "New", webhookUrl: "" };
    const { unconfirmed, problem } = await write(target, { settings, hidden: [], advice: "" });
    assert.deepEqual(unconfirmed, ["shopName"]);
    assert.match(problem?.message ?? "", /Only a part was applied/);
  });
});
