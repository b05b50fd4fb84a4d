/** The rules of a declaration, one line each. */
import assert from "node:assert/strict";
import { inspect } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import { check, declarable, isBareUrl } from "../../../provider/src/settings/check";
import { settingNames } from "../../../provider/src/settings/schema";
import type { SettingName } from "../../../provider/src/settings/types";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const isUnknown = (value: unknown): boolean => value === unknown;
const titleOf = (settings: object): string => inspect(settings, { breakLength: Infinity });

/** What is recorded of these settings, and each failure as `property: reason`. */
function checked(settings: object, secrets?: string[]) {
  const declared = { integrationId: 1, ...settings };
  const { inputs, failures } = check({ declared, isUnknown, secrets });
  return { inputs, failures: failures.map(({ property, reason }) => `${property}: ${reason}`) };
}

/** The only failure. */
function failureOf(settings: object): string {
  const [failure = "", ...others] = checked(settings).failures;
  assert.deepEqual(others, [], failure);
  return failure;
}

describe("a declaration is accepted, and recorded as it is", () => {
  for (const settings of [
    { shopName: "x" },
    { shopName: "🌷".repeat(250) },
    { shopName: "Output" },
    { shopName: "Calling cards" },
    { shopName: "The output of 0x1f" },
    { shopName: "🌷" },
    { shopUrl: "https://shop.example" },
    { shopUrl: "http://shop.example:8080/a?b=c#d" },
    { shopUrl: "https://bücher.example/" },
    { webhookUrl: "https://user:pass@hooks.example/" },
    { webhookActive: true, webhookUrl: "https://hooks.example" },
    { webhookActive: false },
    { webhookActive: false, webhookUrl: "" },
    { servicePointEnabled: true, servicePointCarriers: ["dhl"] },
    { servicePointEnabled: false, servicePointCarriers: [] },
    { feedbackType: "eager" },
    { feedbackType: "delayed" },
    { feedbackType: "none" },
    { shopName: "x", onDestroy: "restore" },
    { integrationId: unknown, shopName: "x" },
    ...settingNames.map((name) => ({ [name]: unknown })),
    { webhookActive: true, webhookUrl: unknown },
    { servicePointEnabled: true, servicePointCarriers: [unknown] },
    { servicePointCarriers: ["ups", "dhl", unknown] },
  ])
    it(titleOf(settings), () => {
      const inputs = { integrationId: 1, ...settings };
      assert.deepEqual(checked(settings), { inputs, failures: [] });
    });

  it("without what is null or undefined, and carriers sorted and without duplicates", () => {
    const none = { shopName: null, account: null, onDestroy: null, shopUrl: undefined };
    const { inputs, failures } = checked({ ...none, servicePointCarriers: ["b", "a", "b"] });
    assert.deepEqual(failures, []);
    assert.deepEqual(inputs, { integrationId: 1, servicePointCarriers: ["a", "b"] });
  });

  it("though it is checked twenty thousand times, with a URL beyond ASCII", () => {
    for (let time = 0; time < 20_000; time++)
      assert.deepEqual(checked({ shopUrl: `https://bücher${time % 10}.example/` }).failures, []);
  });
});

describe("a declaration is refused, on its property and with the reason", () => {
  const date = "2024-01-01 00:00:00 +0000 UTC";
  const quotes = "write it in quotes, in YAML too";
  const x = { shopName: "x" };
  const id = (integrationId: unknown): object => ({ ...x, integrationId });
  const refused: [settings: object, failure: string | RegExp][] = [
    [{ webhookActive: true }, /^webhookActive: .*no webhookUrl is declared.*Declare webhookUrl/],
    [{ webhookActive: true, webhookUrl: "" }, /^webhookActive: .*webhookUrl is empty: /],
    [{ webhookActive: true, webhookUrl: null }, /^webhookActive: .*no webhookUrl is declared/],
    [{ servicePointEnabled: true }, /^servicePointEnabled: .*no servicePointCarriers is declared/],
    [
      { servicePointEnabled: true, servicePointCarriers: [] },
      /^servicePointEnabled: .*servicePointCarriers is empty: /,
    ],
    [{ shopName: "" }, "shopName: must not be empty: Sendcloud wants 1 to 250 characters"],
    [{ shopName: " Tulips" }, /^shopName: .*blanks at its beginning or end/],
    [{ shopName: "   " }, /^shopName: .*nothing but blanks/],
    [{ shopName: "🌷".repeat(251) }, /^shopName: .*at most 250 characters, but has 251/],
    [{ shopName: 42 }, `shopName: must be text, but the number 42 was given: ${quotes} ("2024")`],
    [{ shopName: NaN }, /^shopName: .*NaN was given: what it is made of is missing/],
    [{ shopName: date }, new RegExp(`^shopName: .*is a date .*: ${quotes}`)],
    [{ webhookActive: "true" }, /^webhookActive: .*text was given: write it without quotes/],
    [{ servicePointEnabled: 1 }, /^servicePointEnabled: .*the number 1 was given/],
    [
      { servicePointCarriers: "dhl" },
      /^servicePointCarriers: .*list of carrier codes such as \["dhl"\], but text/,
    ],
    [{ servicePointCarriers: ["dhl", 7] }, /^servicePointCarriers: .*it holds the number 7/],
    [{ servicePointCarriers: [unknown, 7] }, /^servicePointCarriers: .*it holds the number 7/],
    [{ servicePointCarriers: ["", "", ""] }, /^servicePointCarriers: .*empty carrier code/],
    [{ feedbackType: "hourly" }, /^feedbackType: .*"eager" \(.*"delayed" \(.*"none" \(/],
    [{ feedbackType: true }, /^feedbackType: .*the boolean true was given/],
    [{ shopUrl: "shop.example" }, /^: shopUrl must be a complete http or https URL/],
    [{ shopUrl: "" }, /^: shopUrl must be/],
    [{ shopUrl: "ftp://shop.example" }, /^: shopUrl must be/],
    [{ shopUrl: "https:///path" }, /^: shopUrl must be/],
    [{ shopUrl: "https://[object Object]/" }, /^: shopUrl .*the text of a missing value/],
    [{ shopUrl: "https://h.example:undefined/" }, /^: shopUrl .*the text of a missing value/],
    [{ shopUrl: "https://h.example/[object Promise]" }, /^: shopUrl .*the text of a missing value/],
    [{ webhookUrl: "https://hooks.example/a b" }, /^: webhookUrl must be/],
    [{ webhookUrl: ["https://x.example"] }, /^: webhookUrl must be text, but a list/],
    [{ webhookUrl: unknown, shopName: "" }, /^shopName: must not be empty/],
    [{ ...x, webhookURL: "" }, /^: webhookURL is not a property.*did you mean webhookUrl\?/],
    [{ ...x, shop_name: "x" }, /^: shop_name is .*did you mean shopName\?/],
    [{ ...x, colour: "red" }, /^: colour is .*its properties are shopName/],
    [{ ...x, onDestroy: "delete" }, /^onDestroy: .*"retain" \(nothing is sent\), "restore"/],
    [{ onDestroy: "restore" }, /^: no setting is declared/],
    [{ shopName: null, webhookUrl: null }, /^: no setting is declared/],
    [{}, /^: no setting is declared: declare at least one of shopName/],
    [id("7"), /^integrationId: .*text was given: give a number, without quotes$/],
    [id(0), /^integrationId: .*whole number of at least 1/],
    [id(1.5), /^integrationId: .*whole number/],
    [id(2 ** 53), /^integrationId: is too large: .* at most 9007199254740991$/],
    [id(NaN), /^integrationId: must be the integration's number, but NaN was given/],
    [id(-(2 ** 60)), /^integrationId: .*whole number of at least 1/],
    [id(null), /^: integrationId is required/],
    [id(undefined), /^: integrationId is required/],
  ];
  for (const [settings, failure] of refused)
    it(titleOf(settings), () => {
      if (typeof failure === "string") assert.equal(failureOf(settings), failure);
      else assert.match(failureOf(settings), failure);
    });

  const empty = "but an empty object was given, which is what becomes of a URL, a Date, a Map or a";
  for (const [name, advice] of Object.entries({
    integrationId: "give a number, such as Number(id)",
    account: "give its text, such as url.href or String(id)",
    shopName: "give its text, such as url.href or String(id)",
    webhookUrl: "give its text, such as url.href or String(id)",
    servicePointCarriers: "give a list, such as [...codes]",
    webhookActive: "give true or false",
    feedbackType: "give its text",
  }))
    it(`an object without properties as ${name}, which was something else`, () => {
      const failure = failureOf({ shopName: "x", [name]: {} });
      assert.ok(failure.includes(`${empty} bigint: ${advice}`), failure);
    });

  it("every broken rule at once", () => {
    const flags = { webhookActive: true, servicePointEnabled: true };
    const { failures } = checked({ ...flags, shopName: "", feedbackType: "x", shopUrl: "no" });
    const properties = failures.map((failure) => failure.split(":")[0]).sort();
    const named = ["feedbackType", "servicePointEnabled", "shopName", "webhookActive"];
    assert.deepEqual(properties, ["", ...named]);
  });
});

describe("text that a program made of something else is refused, whatever it is declared for", () => {
  // eslint-disable-next-line @typescript-eslint/no-base-to-string -- the text is what the test is about
  const output = String(pulumi.output("x"));
  const interpolate = "holds the text of an Output: use pulumi.interpolate";
  for (const [title, text, reason] of [
    ["an Output of Node.js", output, interpolate],
    ["an Output of Node.js, cut short", output.slice(0, 24), interpolate],
    ["an Output of JSON.stringify", JSON.stringify({ url: pulumi.output("x") }), interpolate],
    ["an encoded Output", `https://h.example/${encodeURIComponent(output)}`, interpolate],
    [
      "an Output of Python",
      "https://h.example/Calling __str__ on an Output[T] is not supported.\n\nTo get",
      interpolate,
    ],
    ["Python's repr", "[<pulumi.output.Output object at 0x7f152ad40250>]", interpolate],
    ["an Output of Go", "https://h.example/{0x2c6ffd3fe230}", interpolate],
    ["Go's %s", "{%!s(*internal.OutputState=&{0x2c6ffd8aef00 <nil> 0 <nil>})}", interpolate],
    ["half a character", "Tulips 🌷".slice(0, -1), "holds half a character"],
  ] as const)
    it(title, () => {
      for (const name of [...settingNames, "integrationId", "account", "onDestroy"]) {
        const value = name === "servicePointCarriers" ? ["dhl", text] : text;
        const failure = failureOf({ shopName: "x", [name]: value });
        assert.ok(failure.includes(reason), `${name}: ${failure}`);
      }
    });
});

describe("a failure", () => {
  it("names the settings that its rule is about, and is none where one of them is ignored", () => {
    const webhook = { webhookActive: true, webhookUrl: "" };
    const declared = { integrationId: 0, shopName: "", ...webhook, colour: "red" };
    const settingsOf = (ignored: SettingName[]) =>
      check({ declared, isUnknown, ignored }).failures.map(({ settings }) => settings);
    assert.deepEqual(settingsOf([]), [["shopName"], [], [], ["webhookActive", "webhookUrl"]]);
    assert.deepEqual(settingsOf(["shopName", "webhookUrl"]), [[], []]);
  });

  it("shows no secret value, and does not stand on its property, whose value older engines print", () => {
    const declared = { shopName: 4711, servicePointCarriers: ["dhl", 4711], webhookActive: 4711 };
    const { failures } = checked(declared, Object.keys(declared));
    assert.equal(failures.length, 3);
    assert.match(failures[0] ?? "", /^: shopName must be text, but a number was given/);
    for (const failure of failures) assert.match(failure, /^: (?!.*4711)/);
    const [flag = ""] = checked({ webhookActive: true }, ["webhookActive"]).failures;
    assert.match(flag, /^: webhookActive is true, but no webhookUrl is declared/);
  });

  const url = "https://hooks.example/token-123 ";
  const urls = {
    shopUrl: url,
    webhookUrl: url,
    feedbackType: url,
    webhookActive: url,
    hookUrl: url,
  };
  const within = { shopName: url.repeat(10).trim(), servicePointCarriers: [{ url }] };
  for (const [name, value] of Object.entries({ ...urls, ...within }))
    it(`holds no URL, and lets the engine print none, given as ${name}`, () => {
      const failure = failureOf({ shopName: "x", [name]: value });
      assert.match(failure, new RegExp(`^: ${name} (?!.*token-123)`));
    });
});

describe("of an integration as it is", () => {
  it("what is not set, or not valid, cannot be declared", () => {
    const { settings, left } = declarable({
      shopName: "Tulips",
      shopUrl: "tulips.example",
      servicePointEnabled: true,
      servicePointCarriers: [],
      webhookUrl: null,
      feedbackType: "weekly",
    });
    assert.deepEqual([...settings.keys()], ["shopName", "servicePointCarriers"]);
    const invalid = "its value is not one that can be declared";
    assert.deepEqual(Object.fromEntries(left), {
      shopUrl: invalid,
      servicePointEnabled: "it is on without servicePointCarriers",
      webhookActive: invalid,
      webhookUrl: "it is not set",
      feedbackType: invalid,
    });
  });

  it("a URL that is no more than its host holds no token", () => {
    const bare = ["https://a.example", "http://a.example:8080/"];
    const more = ["https://u:p@a.example", "https://a.example/x", "https://a.example/?x", "a"];
    assert.deepEqual(
      [bare, more].map((urls) => urls.filter(isBareUrl)),
      [bare, []],
    );
  });
});
