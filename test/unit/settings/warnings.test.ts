/** What is doubtful about a declaration. */
import assert from "node:assert/strict";
import { inspect } from "node:util";
import { isSilenced } from "../../../provider/src/config/key-names";
import { typeWarnings, type Warning, warningsOf } from "../../../provider/src/settings/warnings";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const isUnknown = (value: unknown): boolean => value === unknown;
const warned = (declared: Record<string, unknown>, given = {}): Warning[] =>
  warningsOf(declared, { isUnknown, emulated: false, ...given });
const textsOf = (declared: Record<string, unknown>, secrets: string[] = []): string[] =>
  warned(declared, { secrets }).map(({ text }) => text);

describe("about the webhook", () => {
  const off = { webhookActive: false };
  const cases: [webhookUrl: unknown, rest: object, emulated: boolean, names: string[]][] = [
    ["https://hooks.example.com/x", { webhookActive: true }, false, []],
    ["http://hooks.example.com", {}, false, ["httpWebhook"]],
    ["http://hooks.example.com", {}, true, ["httpWebhook"]],
    ["http://192.168.1.9/", {}, false, ["httpWebhook", "privateWebhook"]],
    ["http://localhost:8080/", {}, false, ["privateWebhook"]],
    ["http://localhost:8080/", {}, true, []],
    ["http://10.1.1.1", off, false, []],
    ["http://10.1.1.1", { webhookActive: unknown }, false, []],
    [unknown, {}, false, []],
    ["", { shopName: null }, false, []],
    [3, { servicePointCarriers: "dhl" }, false, []],
  ];
  for (const [webhookUrl, rest, emulated, names] of cases)
    it(`${inspect({ webhookUrl, ...rest }, { breakLength: Infinity })}${emulated ? " with an emulator" : ""}: ${names.join() || "none"}`, () => {
      const found = warned({ webhookUrl, ...rest }, { emulated });
      assert.deepEqual(
        found.map(({ name }) => name),
        names,
      );
    });
});

describe("a missing value is warned about", () => {
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
  ])
    it(`in ${url}`, () => {
      for (const setting of ["shopUrl", "webhookUrl"]) {
        const [{ name, text } = { name: "", text: "" }, ...others] = warned({ [setting]: url });
        assert.deepEqual([name, others], ["missingText", []]);
        assert.ok(text.startsWith(`${setting} holds `), text);
      }
    });

  for (const url of [
    "https://nullable.example/undefined-behaviour?null=1",
    "https://nan.example/nan",
    "https://none.example/none?a=none",
  ])
    it(`not in ${url}`, () => assert.deepEqual(warned({ shopUrl: url }), []));

  it("as a word of a name", () => {
    for (const [shopName, word] of [
      ["Shop (undefined)", "undefined"],
      ["Shop undefined", "undefined"],
      ["[object Object]", "[object"],
    ] as const)
      assert.ok(textsOf({ shopName })[0]?.startsWith(`shopName holds ${word}`), shopName);
    assert.deepEqual(textsOf({ shopName: "Second to None" }), []);
  });

  it("without a secret", () =>
    assert.deepEqual(textsOf({ webhookUrl: "https://h.example/?t=undefined" }, ["webhookUrl"]), [
      "webhookUrl holds the text of a missing value: look at what it is made of",
    ]));
});

describe("a warning about a carrier code", () => {
  for (const [known, codes] of Object.entries({
    mondial_relay: ["mondial-relay", "mondialrelay", "mondail_relay"],
    dhl: ["DHL", "dhll", "dhhl", "dlh", "dhk"],
    postnl: ["PostNL ", "postln", "postnll", "posnl"],
    colissimo: ["colisimo", "collisimo"],
    ups: ["upss", "usp"],
    fedex: ["fedx"],
    dhl_de: ["dhl_ed"],
  }))
    it(`suggests ${known} for ${codes.join(", ")}`, () => {
      for (const code of codes) {
        const [text = "", ...more] = textsOf({ servicePointCarriers: ["dhl", code, code] });
        assert.deepEqual(more, []);
        assert.ok(text.endsWith(`did you mean "${known}"?`), text);
      }
    });

  it("is not made for a code that is known, or that may be a new one", () => {
    for (const code of "dhl dp dpd brt new_carrier usps gls dpd_it gls_be".split(" "))
      assert.deepEqual(textsOf({ servicePointCarriers: [code] }), []);
  });

  it("is made for a code of another form, without what nobody sees", () => {
    const [text = ""] = textsOf({ servicePointCarriers: ["My\u200b Carrier"] });
    assert.match(text, /^servicePointCarriers: "My\\u200b Carrier" is unlike Sendcloud's/);
  });

  it("does not wait for another code that is not known", () =>
    assert.equal(textsOf({ servicePointCarriers: [unknown, "dhll"] }).length, 1));

  it("does not show a secret", () => {
    const declared = { servicePointCarriers: ["canary!", "DHL"] };
    assert.deepEqual(textsOf(declared, ["servicePointCarriers"]), [
      "servicePointCarriers: a code is unlike those that Sendcloud is known to use (which one is not shown, since it is a secret)",
    ]);
  });
});

it("a feedback type is warned about on a shop whose own status mapping decides, and on no other", () => {
  const cases: [type: string | undefined, feedbackType: unknown, names: string[]][] = [
    ["prestashop_v2", "eager", ["feedbackIgnored"]],
    ["prestashop_v2", undefined, []],
    ["prestashop_v2", null, []],
    ["prestashop", "eager", []],
    [undefined, "eager", []],
  ];
  for (const [type, feedbackType, names] of cases)
    assert.deepEqual(
      typeWarnings(type, { feedbackType }).map(({ name }) => name),
      names,
    );
});

it("a warning is silenced by name, in a list, or with all", () => {
  const silenced = (value: string): boolean => isSilenced("failing", { value });
  const all = ["failing", "carrierCode, failing", '["failing"]', "all"];
  assert.deepEqual(all.map(silenced), [true, true, true, true]);
  assert.deepEqual(["", "carrierCode", "fail"].map(silenced), [false, false, false]);
  assert.equal(isSilenced("failing", undefined), false);
});
