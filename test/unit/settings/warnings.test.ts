/** What is doubtful about a declaration. */
import assert from "node:assert/strict";
import { isSilenced } from "../../../provider/src/config/key-names";
import { typeWarnings, type Warning, warningsOf } from "../../../provider/src/settings/warnings";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const isUnknown = (value: unknown): boolean => value === unknown;
const warned = (declared: Record<string, unknown>, emulated = false): Warning[] =>
  warningsOf(declared, { isUnknown, emulated });
const textsOf = (declared: Record<string, unknown>): string[] =>
  warned(declared).map(({ text }) => text);

describe("a warning about the webhook", () => {
  const local = { webhookUrl: "http://localhost:8080/" };
  const cases: [
    title: string,
    declared: Record<string, unknown>,
    emulated: boolean,
    names: string[],
  ][] = [
    [
      "none for https on a public host",
      { webhookActive: true, webhookUrl: "https://hooks.example.com/x" },
      false,
      [],
    ],
    ["for plain http", { webhookUrl: "http://hooks.example.com" }, false, ["httpWebhook"]],
    [
      "for plain http with an emulator too",
      { webhookUrl: "http://hooks.example.com" },
      true,
      ["httpWebhook"],
    ],
    [
      "for a private host, and plain http to it",
      { webhookUrl: "http://192.168.1.9/" },
      false,
      ["httpWebhook", "privateWebhook"],
    ],
    ["for this machine", local, false, ["privateWebhook"]],
    ["none for this machine with an emulator", local, true, []],
    ["none while it is off", { webhookActive: false, webhookUrl: "http://10.1.1.1" }, false, []],
    [
      "none while it is not known whether it is on",
      { webhookActive: unknown, webhookUrl: "http://10.1.1.1" },
      false,
      [],
    ],
    ["none for a URL that is not known", { webhookUrl: unknown }, false, []],
    ["none without a URL", { webhookUrl: "", shopName: null }, false, []],
    ["none for what is no text", { webhookUrl: 3, servicePointCarriers: "dhl" }, false, []],
  ];
  for (const [title, declared, emulated, names] of cases) {
    it(title, () =>
      assert.deepEqual(
        warned(declared, emulated).map(({ name }) => name),
        names,
      ),
    );
  }
});

describe("a warning about a missing value", () => {
  for (const url of [
    "https://undefined.example",
    "https://shop.null.example",
    "https://h.example/shops/undefined",
    "https://h.example/undefined/x",
    "https://h.example/undefined.json",
    "https://h.example/?t=undefined",
    "https://h.example/?a=1&t=NaN#x",
    "https://h.example/?t=%5Bobject%20Object%5D",
    "https://h.example/?t=[object+Object]",
    "https://h.example/?ids=1,undefined",
    "https://h.example/None",
    "https://h.example/%3Cnil%3E",
    "https://undefined:undefined@h.example/",
  ]) {
    it(`names the setting for ${url}`, () => {
      for (const name of ["shopUrl", "webhookUrl"]) {
        const found = warned({ [name]: url });
        assert.deepEqual(
          found.map((one) => one.name),
          ["missingText"],
        );
        assert.ok(found[0]?.text.startsWith(`${name} holds `), found[0]?.text);
      }
    });
  }

  for (const url of [
    "https://nullable.example/undefined-behaviour?null=1",
    "https://nan.example/nan",
    "https://none.example/none?a=none",
  ]) {
    it(`is not made for ${url}`, () => assert.deepEqual(warned({ shopUrl: url }), []));
  }

  it("is made for a word of a name", () => {
    assert.match(textsOf({ shopName: "Shop (undefined)" }).join(), /^shopName holds undefined/);
    assert.match(textsOf({ shopName: "Shop undefined" }).join(), /^shopName holds undefined/);
    assert.match(textsOf({ shopName: "[object Object]" }).join(), /^shopName holds \[object/);
    assert.deepEqual(textsOf({ shopName: "Second to None" }), []);
  });

  it("does not show a secret", () => {
    const declared = { webhookUrl: "https://h.example/?t=undefined" };
    const found = warningsOf(declared, { isUnknown, emulated: false, secrets: ["webhookUrl"] });
    assert.deepEqual(
      found.map(({ text }) => text),
      ["webhookUrl holds the text of a missing value: look at what it is made of"],
    );
  });
});

describe("a warning about a carrier code", () => {
  const meant: Record<string, string> = {
    "mondial-relay": "mondial_relay",
    mondialrelay: "mondial_relay",
    mondail_relay: "mondial_relay",
    DHL: "dhl",
    "PostNL ": "postnl",
    colisimo: "colissimo",
    dhll: "dhl",
    dhhl: "dhl",
    dlh: "dhl",
    dhk: "dhl",
    upss: "ups",
    usp: "ups",
    postln: "postnl",
    postnll: "postnl",
    posnl: "postnl",
    fedx: "fedex",
    dhl_ed: "dhl_de",
  };
  for (const [code, known] of Object.entries(meant)) {
    it(`suggests ${known} for ${JSON.stringify(code)}`, () => {
      const [text = "", ...more] = textsOf({ servicePointCarriers: ["dhl", code, code] });
      assert.deepEqual(more, []);
      assert.ok(text.endsWith(`did you mean "${known}"?`), text);
    });
  }

  for (const code of [
    "dhl",
    "dp",
    "dpd",
    "brt",
    "new_carrier",
    "usps",
    "gls",
    "dpd_it",
    "gls_be",
  ]) {
    it(`is not made for ${code}`, () =>
      assert.deepEqual(textsOf({ servicePointCarriers: [code] }), []));
  }

  it("is made for a code of another form, without what nobody sees", () => {
    const [text = ""] = textsOf({ servicePointCarriers: ["My\u200b Carrier"] });
    assert.match(text, /^servicePointCarriers: "My\\u200b Carrier" is unlike Sendcloud's/);
  });

  it("does not wait for another code that is not known", () =>
    assert.equal(textsOf({ servicePointCarriers: [unknown, "dhll"] }).length, 1));

  it("does not show a secret", () => {
    const declared = { servicePointCarriers: ["canary!", "DHL"] };
    const secrets = ["servicePointCarriers"];
    assert.deepEqual(
      warningsOf(declared, { isUnknown, emulated: false, secrets }).map(({ text }) => text),
      [
        "servicePointCarriers: a code is unlike those that Sendcloud is known to use (which one is not shown, since it is a secret)",
      ],
    );
  });
});

it("a feedback type is warned about on a shop whose own status mapping decides, and on no other", () => {
  const names = (type: string | undefined, feedbackType?: string | null): string[] =>
    typeWarnings(type, { feedbackType }).map(({ name }) => name);
  assert.deepEqual(names("prestashop_v2", "eager"), ["feedbackIgnored"]);
  assert.deepEqual(names("prestashop_v2"), []);
  assert.deepEqual(names("prestashop_v2", null), []);
  assert.deepEqual(names("prestashop", "eager"), []);
  assert.deepEqual(names(undefined, "eager"), []);
});

it("a warning is silenced by name, in a list, or with all", () => {
  const silenced = (value: string): boolean => isSilenced("failing", { value });
  const all = ["failing", "carrierCode, failing", '["failing"]', "all"];
  assert.deepEqual(all.map(silenced), [true, true, true, true]);
  assert.deepEqual(["", "carrierCode", "fail"].map(silenced), [false, false, false]);
  assert.equal(isSilenced("failing", undefined), false);
});
