/** What is doubtful about a declaration, which hosts are private, and how values are shown. Pure. */
import assert from "node:assert/strict";
import { adoptionLines, type Wanted } from "../../../provider/src/lifecycle/adoption-preview";
import { isPrivate } from "../../../provider/src/url";
import { shown } from "../../../provider/src/format";
import { isSilenced } from "../../../provider/src/config/silence";
import { type Doubtful, doubts, environmentIn } from "../../../provider/src/settings/warnings";

describe("doubts", () => {
  const cases: [title: string, declared: Partial<Doubtful>, emulated: boolean, names: string[]][] = [
    ["none about https on a public host", { webhookActive: true, webhookUrl: "https://hooks.example.com/x" }, false, []],
    ["about plain http", { webhookUrl: "http://hooks.example.com" }, false, ["httpWebhook"]],
    ["about plain http with an emulator too", { webhookUrl: "http://hooks.example.com" }, true, ["httpWebhook"]],
    ["about a private host, and plain http to it", { webhookUrl: "http://192.168.1.9/" }, false, ["httpWebhook", "privateWebhook"]],
    ["about this machine", { webhookUrl: "http://localhost:8080/" }, false, ["privateWebhook"]],
    ["none about this machine with an emulator", { webhookUrl: "http://localhost:8080/" }, true, []],
    ["none about a webhook that is off", { webhookActive: false, webhookUrl: "http://10.1.1.1" }, false, []],
    ["none about what is not declared, null, or wrong anyway", { webhookUrl: null, feedbackType: "eager" }, false, []],
    ["about no feedback while the webhook is off", { feedbackType: "none", webhookActive: false }, false, ["noFeedback"]],
    ["about no feedback while no webhook is declared", { feedbackType: "none" }, false, ["noFeedback"]],
    ["none about no feedback while a webhook is active", { feedbackType: "none", webhookActive: true }, false, []],
  ];
  for (const [title, declared, emulated, names] of cases) {
    it(title, () => {
      const given = { webhookActive: undefined, webhookUrl: undefined, feedbackType: undefined, ...declared };
      assert.deepEqual(
        doubts(given, emulated).map(({ name }) => name),
        names,
      );
    });
  }

  for (const [name, environment] of [
    ["shop-prod", "production"],
    ["shopLive", "production"],
    ["dev", "development"],
    ["acme_staging_2", "staging"],
    ["QA", "test"],
    ["products", undefined],
    ["devices", undefined],
  ] as const) {
    it(`take ${name} for ${environment ?? "no environment"}`, () => assert.equal(environmentIn(name), environment));
  }

  it("are silenced by name, in a list, or all", () => {
    const silenced = (value: string): boolean => isSilenced("failing", { value });
    assert.deepEqual(["failing", "noFeedback, failing", '["failing"]', "all"].map(silenced), [true, true, true, true]);
    assert.deepEqual(["", "noFeedback", "fail"].map(silenced), [false, false, false]);
    assert.equal(isSilenced("failing", undefined), false);
  });
});

describe("a host", () => {
  for (const host of ["localhost", "127.0.0.1", "10.0.0.1", "172.31.0.1", "192.168.0.1", "169.254.1.1", "100.64.0.1", "0.0.0.0"]) {
    it(`${host} is private`, () => assert.equal(isPrivate(host), true));
  }
  for (const host of ["[::1]", "[fd00::1]", "[fe80::1]", "[::ffff:10.0.0.1]", "shop", "nas.local", "db.internal", "printer.lan."]) {
    it(`${host} is private`, () => assert.equal(isPrivate(new URL(`http://${host}`).hostname), true));
  }
  for (const host of ["hooks.example.com", "172.32.0.1", "8.8.8.8", "[2001:db8::1]", "local.example.com", "10.example.com"]) {
    it(`${host} is public`, () => assert.equal(isPrivate(new URL(`http://${host}`).hostname), false));
  }
});

describe("a value", () => {
  for (const [value, text] of [
    ["Tulips", '"Tulips"'],
    ["https://user:canary@shop.example/canary?canary", '"https://shop.example/…"'],
    ["a\u001b[31mb\n", '"a [31mb "'],
    ["x".repeat(100), `"${"x".repeat(80)}…"`],
    [null, "nothing"],
    [[], "nothing"],
    [["dhl", "ups"], "dhl ups"],
    [false, "false"],
  ] as const) {
    it(`is shown as ${text}`, () => assert.equal(shown(value), text));
  }
});

describe("an adoption that is shown", () => {
  const live = {
    shopName: "Old",
    shopUrl: null,
    servicePointEnabled: false,
    servicePointCarriers: ["dhl"],
    webhookActive: true,
    webhookUrl: "https://a.example/1",
    feedbackType: "eager",
  };

  it("has a line for each declared setting, in the order of the reference", () => {
    const wanted = new Map<string, Wanted>([
      ["webhookUrl", { value: "https://a.example/2" }],
      ["shopName", { value: "New" }],
      ["shopUrl", "unknown"],
      ["servicePointCarriers", { value: ["dhl", "dhl"] }],
      ["feedbackType", "secret"],
      ["onDestroy", { value: "restore" }],
    ]);
    assert.deepEqual(adoptionLines(live, wanted), [
      'shopName: "Old" → "New"',
      "shopUrl: nothing → not known yet",
      "servicePointCarriers: dhl, unchanged",
      'webhookUrl: "https://a.example/…" → "https://a.example/…" (another path or query)',
      'feedbackType: "eager" → [secret]',
    ]);
  });
});
