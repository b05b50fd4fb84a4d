/** The rules of a declaration, one line each. */
import assert from "node:assert/strict";
import { check, type Failure } from "../../../provider/src/settings/check";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const isUnknown = (value: unknown): boolean => value === unknown;
const checked = (declared: Record<string, unknown>) => check({ declared, isUnknown });
const failuresOf = (settings: Record<string, unknown>): Failure[] =>
  checked({ integrationId: 1, ...settings }).failures;

describe("a declaration is accepted", () => {
  const accepted: Record<string, Record<string, unknown>> = {
    "with a name of 1 character": { shopName: "x" },
    "with a name of 250 code points that are 500 UTF-16 units": { shopName: "🌷".repeat(250) },
    "with an https URL": { shopUrl: "https://shop.example" },
    "with an http URL, a port and a query": { shopUrl: "http://shop.example:8080/a?b=c#d" },
    "with an internationalized host": { shopUrl: "https://bücher.example/" },
    "with user and password in the webhook URL": { webhookUrl: "https://user:pass@hooks.example/" },
    "with an active webhook and its URL": {
      webhookActive: true,
      webhookUrl: "https://hooks.example",
    },
    "with an inactive webhook and no URL": { webhookActive: false },
    "with an inactive webhook and its URL cleared": { webhookActive: false, webhookUrl: null },
    "with service points and a carrier": {
      servicePointEnabled: true,
      servicePointCarriers: ["dhl"],
    },
    "with service points off and no carrier": {
      servicePointEnabled: false,
      servicePointCarriers: [],
    },
    "with feedback eager": { feedbackType: "eager" },
    "with feedback delayed": { feedbackType: "delayed" },
    "with feedback none": { feedbackType: "none" },
    "with a restore on destroy": { shopName: "x", onDestroy: "restore" },
  };
  for (const [title, settings] of Object.entries(accepted)) {
    it(title, () => assert.deepEqual(failuresOf(settings), []));
  }
});

it("a URL with characters beyond ASCII is accepted however often it is checked", () => {
  for (let time = 0; time < 20_000; time++)
    assert.deepEqual(failuresOf({ shopUrl: `https://b\u00fccher${time % 10}.example/` }), []);
});

it("no message shows a secret value, and none stands on its property, whose value older engines print", () => {
  const declared = {
    integrationId: 1,
    shopName: 4711,
    servicePointCarriers: ["dhl", 4711],
    webhookActive: 4711,
  };
  const { failures } = check({
    declared,
    isUnknown,
    secrets: ["shopName", "servicePointCarriers", "webhookActive"],
  });
  assert.deepEqual(
    failures.map(({ property }) => property),
    ["", "", ""],
  );
  assert.match(failures[0]?.reason ?? "", /^shopName must be text, but a number was given/);
  for (const { reason } of failures) assert.doesNotMatch(reason, /4711/);
});

it("a secret flag without what it needs is not told on its property either", () => {
  const declared = { integrationId: 1, webhookActive: true };
  const [failure] = check({ declared, isUnknown, secrets: ["webhookActive"] }).failures;
  assert.equal(failure?.property, "");
  assert.match(failure?.reason ?? "", /^webhookActive is true, but no webhookUrl/);
});

describe("a declaration is refused, on its property and with the reason", () => {
  const refused: [
    title: string,
    settings: Record<string, unknown>,
    property: string,
    reason: RegExp,
  ][] = [
    [
      "an active webhook without URL",
      { webhookActive: true },
      "webhookActive",
      /no webhookUrl is declared.*Declare webhookUrl/,
    ],
    [
      "an active webhook whose URL is cleared",
      { webhookActive: true, webhookUrl: null },
      "webhookActive",
      /no webhookUrl/,
    ],
    [
      "service points without carriers",
      { servicePointEnabled: true },
      "servicePointEnabled",
      /names no carrier/,
    ],
    [
      "service points with an empty list",
      { servicePointEnabled: true, servicePointCarriers: [] },
      "servicePointEnabled",
      /names no carrier/,
    ],
    [
      "an empty name",
      { shopName: "" },
      "shopName",
      /must not be empty: Sendcloud wants 1 to 250 characters/,
    ],
    [
      "a name with blanks around it",
      { shopName: " Tulips" },
      "shopName",
      /blanks at its beginning or end/,
    ],
    ["a name of blanks", { shopName: "   " }, "shopName", /nothing but blanks/],
    [
      "a name of 251 code points",
      { shopName: "🌷".repeat(251) },
      "shopName",
      /at most 250 characters, but has 251/,
    ],
    [
      "a name that is a number",
      { shopName: 42 },
      "shopName",
      /must be text, but the number 42 was given: write it in quotes, in YAML too/,
    ],
    [
      "a name that is null",
      { shopName: null },
      "shopName",
      /null was given: to stop managing the setting, leave it out/,
    ],
    [
      "a date that Pulumi read in YAML",
      { shopName: "2024-01-01 00:00:00 +0000 UTC" },
      "shopName",
      /is a date .*: write it in quotes, in YAML too/,
    ],
    [
      "a flag in quotes",
      { webhookActive: "true" },
      "webhookActive",
      /text was given: write it without quotes.*getBoolean/,
    ],
    [
      "a flag that is a number",
      { servicePointEnabled: 1 },
      "servicePointEnabled",
      /the number 1 was given/,
    ],
    [
      "carriers that are text",
      { servicePointCarriers: "dhl" },
      "servicePointCarriers",
      /list of carrier codes such as \["dhl"\], but text/,
    ],
    [
      "carriers that hold a number",
      { servicePointCarriers: ["dhl", 7] },
      "servicePointCarriers",
      /it holds the number 7/,
    ],
    [
      "carriers that hold an empty code",
      { servicePointCarriers: [""] },
      "servicePointCarriers",
      /empty carrier code/,
    ],
    [
      "an unknown feedback type",
      { feedbackType: "sometimes" },
      "feedbackType",
      /"eager" \(.*"delayed" \(.*"none" \(/,
    ],
    [
      "a feedback type of another kind",
      { feedbackType: true },
      "feedbackType",
      /the boolean true was given/,
    ],
    [
      "a shop URL without scheme",
      { shopUrl: "shop.example" },
      "",
      /^shopUrl must be a complete http or https URL/,
    ],
    ["a shop URL that is empty", { shopUrl: "" }, "", /^shopUrl must be/],
    ["a shop URL of another scheme", { shopUrl: "ftp://shop.example" }, "", /^shopUrl must be/],
    ["a shop URL without host", { shopUrl: "https:///path" }, "", /^shopUrl must be/],
    ["a shop URL that is null", { shopUrl: null }, "", /^shopUrl must be text, but null was given/],
    [
      "a webhook URL with a space",
      { webhookUrl: "https://hooks.example/a b" },
      "",
      /^webhookUrl must be/,
    ],
    [
      "a webhook URL that is a list",
      { webhookUrl: ["https://x.example"] },
      "",
      /^webhookUrl must be text, but a list/,
    ],
    [
      "a misspelt property",
      { webhookURL: "https://x.example", shopName: "x" },
      "",
      /^webhookURL is not a property.*did you mean webhookUrl\?/,
    ],
    [
      "a property in the API's spelling",
      { shop_name: "x", shopUrl: "https://x.example" },
      "",
      /did you mean shopName\?/,
    ],
    [
      "a property like no other",
      { colour: "red", shopName: "x" },
      "",
      /its properties are integrationId|its properties are shopName/,
    ],
    [
      "another meaning of destroy",
      { shopName: "x", onDestroy: "delete" },
      "onDestroy",
      /"retain" \(nothing is sent\) or "restore"/,
    ],
    ["no setting beside the choice", { onDestroy: "restore" }, "", /no setting is declared/],
    ["no setting at all", {}, "", /no setting is declared: declare at least one of shopName/],
    [
      "an integration id in quotes",
      { integrationId: "7", shopName: "x" },
      "integrationId",
      /text was given: .*config\.requireNumber/,
    ],
    [
      "an integration id of 0",
      { integrationId: 0, shopName: "x" },
      "integrationId",
      /whole number of at least 1/,
    ],
    [
      "an integration id with a fraction",
      { integrationId: 1.5, shopName: "x" },
      "integrationId",
      /whole number/,
    ],
    [
      "an integration id beyond exact numbers",
      { integrationId: 2 ** 53, shopName: "x" },
      "integrationId",
      /whole number/,
    ],
    [
      "an integration id that is null",
      { integrationId: null, shopName: "x" },
      "",
      /integrationId is required/,
    ],
  ];
  for (const [title, settings, property, reason] of refused) {
    it(title, () => {
      const failures = failuresOf(settings);
      assert.equal(failures.length, 1, JSON.stringify(failures));
      assert.equal(failures[0]?.property, property);
      assert.match(failures[0].reason, reason);
    });
  }

  it("a missing integration id", () => {
    assert.match(checked({ shopName: "x" }).failures[0]?.reason ?? "", /integrationId is required/);
  });

  it("every broken rule at once", () => {
    const failures = failuresOf({
      shopName: "",
      webhookActive: true,
      servicePointEnabled: true,
      feedbackType: "x",
      shopUrl: "no",
    });
    const properties = failures.map(({ property }) => property).sort();
    assert.deepEqual(properties, [
      "",
      "feedbackType",
      "servicePointEnabled",
      "shopName",
      "webhookActive",
    ]);
  });

  it("the same fault of several carriers once", () => {
    assert.equal(failuresOf({ servicePointCarriers: ["", "", ""] }).length, 1);
  });
});

describe("what the engine prints of a failure never holds a URL", () => {
  const url = "https://hooks.example/token-123 ";
  for (const name of [
    "shopUrl",
    "webhookUrl",
    "shopName",
    "feedbackType",
    "webhookActive",
    "servicePointCarriers",
    "hookUrl",
  ]) {
    it(`given as ${name}`, () => {
      const value =
        name === "shopName"
          ? url.repeat(10).trim()
          : name === "servicePointCarriers"
            ? [{ url }]
            : url;
      const failures = failuresOf({ [name]: value, ...(name === "hookUrl" && { shopName: "x" }) });
      assert.equal(failures.length, 1);
      assert.equal(failures[0]?.property, "");
      assert.match(failures[0].reason, new RegExp(`^${name} `));
      assert.doesNotMatch(failures[0].reason, /token-123/);
    });
  }
});

describe("a value that preview does not know yet", () => {
  for (const name of [
    "shopName",
    "shopUrl",
    "servicePointEnabled",
    "servicePointCarriers",
    "webhookActive",
    "webhookUrl",
    "feedbackType",
  ]) {
    it(`breaks no rule as ${name}`, () => {
      const { inputs, failures } = checked({ integrationId: 1, [name]: unknown });
      assert.deepEqual(failures, []);
      assert.equal(inputs[name], unknown);
    });
  }

  it("breaks no rule as integrationId", () => {
    assert.deepEqual(checked({ integrationId: unknown, shopName: "x" }).failures, []);
  });

  it("satisfies, as the URL, an active webhook", () => {
    assert.deepEqual(failuresOf({ webhookActive: true, webhookUrl: unknown }), []);
  });

  it("satisfies, as one carrier of a list, enabled service points", () => {
    const { inputs, failures } = checked({
      integrationId: 1,
      servicePointEnabled: true,
      servicePointCarriers: [unknown],
    });
    assert.deepEqual(failures, []);
    assert.deepEqual(inputs.servicePointCarriers, [unknown]);
  });

  it("does not hide what is wrong beside it", () => {
    assert.equal(
      failuresOf({ servicePointCarriers: [unknown, 7] })[0]?.property,
      "servicePointCarriers",
    );
    assert.equal(failuresOf({ webhookUrl: unknown, shopName: "" })[0]?.property, "shopName");
  });
});

describe("the inputs that are recorded", () => {
  it("hold carriers sorted and without duplicates", () => {
    const { inputs } = checked({
      integrationId: 1,
      servicePointCarriers: ["postnl", "dhl", "postnl"],
    });
    assert.deepEqual(inputs.servicePointCarriers, ["dhl", "postnl"]);
  });

  it("hold exactly what was declared otherwise", () => {
    const declared = { integrationId: 1, shopName: "x", webhookUrl: null, webhookActive: false };
    assert.deepEqual(checked(declared).inputs, declared);
  });
});
