/** What a restore sends, and what it does where Sendcloud refuses a part of it. */
import assert from "node:assert/strict";
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
import { clientsOf } from "./emulated";

const x = "https://x.example";
const y = "https://y.example";

describe("a restore", () => {
  const [a, b, c] = [{ shopName: "a" }, { shopName: "b" }, { shopName: "c" }];
  const [on, off] = [{ webhookActive: true }, { webhookActive: false }];
  const carriers = (...servicePointCarriers: string[]) => ({ servicePointCarriers });
  const set = { webhookUrl: x, ...carriers("dhl"), shopUrl: y };
  const unset = { webhookUrl: null, servicePointCarriers: null, shopUrl: "" };
  const noURL = { ...off, webhookUrl: null };
  const odd = { shopName: null, feedbackType: "hourly" };
  const fine = { ...b, feedbackType: "none" };
  const respelled = [carriers("a"), carriers("b", "c"), carriers("c", "b")];
  const isOff = { ...off, webhookUrl: x };
  const cases: [string, SettingValues[], send: DeclaredSettings, unrestored?: Unrestored][] = [
    ["returns what still is as it was applied", [a, b, fine], a],
    ["leaves what somebody else has changed", [a, b, c], {}, { shopName: "changed" }],
    ["sends nothing where all is as it was", [a, b, a], {}],
    ["touches nothing that was not managed", [{}, b, b], {}],
    ["takes carriers as a set", respelled, carriers("a")],
    ["sends the URL with a webhook that turns on", [on, off, isOff], { ...on, webhookUrl: x }],
    ["leaves a webhook off without a URL", [on, off, noURL], {}, { webhookActive: "impossible" }],
    [
      "leaves the URL of a webhook that somebody else turned on",
      [{ webhookUrl: null }, { webhookUrl: y }, { ...on, webhookUrl: y }],
      {},
      { webhookUrl: "impossible" },
    ],
    [
      "leaves what Sendcloud would not accept again",
      [odd, fine, fine],
      {},
      { shopName: "not set", feedbackType: "impossible" },
    ],
    [
      "clears what was not set, however that is spelled, and names what cannot be cleared",
      [unset, set, set],
      { ...carriers(), webhookUrl: "" },
      { shopUrl: "not set" },
    ],
    ["names what Sendcloud's answer leaves out", [a, b, {}], {}, { shopName: "unknown" }],
  ];
  for (const [title, [before = {}, applied = {}, live = {}], send, unrestored = {}] of cases)
    it(title, () => {
      const state = { adoption: { ...nothingAdopted, before, applied } };
      assert.deepEqual(restoration(state, settingNames, live), { send, unrestored });
    });
});

describe("a restore that Sendcloud refuses", () => {
  let emulator: Emulator;
  let target: Target;

  before(async () => {
    emulator = await startEmulator({ seed: [{ id: 7 }] });
    const client = await clientsOf(emulator)(undefined);
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
  ): Promise<{ sent: unknown[]; result?: Restored; problem?: string }> {
    emulator.intercept(({ method, body }, response) => {
      const found = refused.filter((field) => isMap(body) && field in body);
      if (method !== "PATCH" || found.length === 0) return false;
      const named = (field: string) => names && { source: { pointer: `/${field}` } };
      const errors = found.map((field) => ({ detail: "not any more", ...named(field) }));
      response.writeHead(status).end(JSON.stringify({ errors }));
      return true;
    });
    const since = emulator.requests.length;
    const change = { settings, hidden: [], advice: "" };
    const ended = await writeRestoring(target, change, restored).then(
      (result) => ({ result }),
      (error: unknown) => ({ problem: String(error) }),
    );
    const writes = emulator.requests.slice(since).filter(({ method }) => method === "PATCH");
    return { sent: writes.map(({ body }) => body), ...ended };
  }

  const back: DeclaredSettings = { shopName: "Old", feedbackType: "eager", shopUrl: x };

  for (const status of [400, 403, 409, 422]) {
    it(`with ${status} restores the rest, and names each setting with Sendcloud's reason`, async () => {
      const fields = ["shop_url", "feedback_type"];
      const { sent, result, problem } = await restoring(back, fields, { status });
      assert.ok(result, problem);
      assert.deepEqual([sent.at(-1), result.sent], [{ shop_name: "Old" }, { shopName: "Old" }]);
      const { feedbackType, shopUrl, ...others } = result.unrestored;
      assert.deepEqual(others, {});
      for (const reason of [feedbackType, shopUrl]) {
        assert.ok(typeof reason === "object");
        assert.match(reason.refused, new RegExp(`status ${status}: .*not any more`));
      }
    });

    it(`with ${status} that names no setting is an error that says how to do without it`, async () => {
      const { sent, problem } = await restoring(back, ["shop_url"], { status, names: false });
      assert.equal(sent.length, 1);
      assert.match(
        problem ?? "",
        /not any more.*shopName, shopUrl, feedbackType would be restored: to leave them as they are, declare shopName, shopUrl, feedbackType as before with onDestroy: "retain"/,
      );
    });
  }

  it("sends what an update declares all the same; an error that names it says nothing of a restore", async () => {
    const settings = { ...back, shopName: "New" };
    const { sent } = await restoring(settings, ["shop_url"], {
      restored: { ...back, shopName: undefined },
    });
    assert.deepEqual(sent.at(-1), { shop_name: "New", feedback_type: "eager" });
    const other = await restoring(back, ["shop_name"], { restored: { shopUrl: x } });
    assert.equal(other.sent.length, 1);
    assert.doesNotMatch(other.problem ?? "onDestroy", /onDestroy/);
  });

  it("drops a flag with the setting that it needs", async () => {
    const webhook = { webhookActive: true, webhookUrl: x };
    const points = { servicePointEnabled: true, servicePointCarriers: ["dhl"] };
    const settings = { shopName: "Old", ...webhook, ...points };
    const fields = ["webhook_url", "service_point_carriers"];
    const { sent, result, problem } = await restoring(settings, fields);
    assert.ok(result, problem);
    assert.deepEqual(sent.at(-1), { shop_name: "Old" });
    const named = Object.keys({ ...points, ...webhook }).sort();
    assert.deepEqual(Object.keys(result.unrestored).sort(), named);
  });

  it("tries no URL in both spellings, and restores the rest", async () => {
    const settings = { shopName: "Old", servicePointCarriers: [], webhookUrl: "" };
    const rest = { shop_name: "Old", service_point_carriers: [] };
    const { sent, result, problem } = await restoring(settings, ["webhook_url"]);
    assert.ok(result, problem);
    assert.deepEqual(sent, [{ ...rest, webhook_url: null }, { ...rest, webhook_url: "" }, rest]);
    assert.deepEqual(Object.keys(result.unrestored), ["webhookUrl"]);
  });

  it("reads back what became of the second spelling, where that is accepted in part", async () => {
    emulator.edit(7, { shop_name: "Theirs", webhook_url: x });
    emulator.intercept(({ method, body }, response) => {
      if (method !== "PATCH") return false;
      const isNull = JSON.stringify(body).includes("null");
      if (!isNull) emulator.edit(7, { webhook_url: null });
      const source = { pointer: isNull ? "/webhook_url" : "/shop_name" };
      const errors = [{ detail: "no", source }];
      response.writeHead(isNull ? 400 : 202).end(JSON.stringify({ errors }));
      return true;
    });
    const settings: DeclaredSettings = { shopName: "New", webhookUrl: "" };
    const { unconfirmed, problem } = await write(target, { settings, hidden: [], advice: "" });
    assert.deepEqual(unconfirmed, ["shopName"]);
    assert.match(problem?.message ?? "", /Only a part was applied/);
  });
});
