/** The rules of a declaration, one line each. */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { check, declarable, type Failure, isBareUrl } from "../../../provider/src/settings/check";
import { settingNames } from "../../../provider/src/settings/schema";
import type { SettingName } from "../../../provider/src/settings/types";

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
    "with an inactive webhook and its URL cleared": { webhookActive: false, webhookUrl: "" },
    "with settings that are null beside one that is not": {
      shopName: null,
      account: null,
      onDestroy: null,
      feedbackType: "none",
    },
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

it("a failure of a secret flag does not stand on its property either", () => {
  const declared = { integrationId: 1, webhookActive: true };
  const [failure] = check({ declared, isUnknown, secrets: ["webhookActive"] }).failures;
  assert.equal(failure?.property, "");
  assert.match(failure?.reason ?? "", /^webhookActive is true, but no webhookUrl is declared/);
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
      "an active webhook without a URL to post to",
      { webhookActive: true, webhookUrl: "" },
      "webhookActive",
      /webhookUrl is empty: /,
    ],
    [
      "an active webhook whose URL is null",
      { webhookActive: true, webhookUrl: null },
      "webhookActive",
      /no webhookUrl is declared/,
    ],
    [
      "service points without carriers",
      { servicePointEnabled: true },
      "servicePointEnabled",
      /no servicePointCarriers is declared/,
    ],
    [
      "service points with an empty list",
      { servicePointEnabled: true, servicePointCarriers: [] },
      "servicePointEnabled",
      /servicePointCarriers is empty: /,
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
      "a name that is no number",
      { shopName: NaN },
      "shopName",
      /NaN was given: what it is made of is missing/,
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
      /text was given: write it without quotes/,
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
      /"retain" \(nothing is sent\), "restore"/,
    ],
    ["no setting beside the choice", { onDestroy: "restore" }, "", /no setting is declared/],
    [
      "settings that are all null",
      { shopName: null, webhookUrl: null },
      "",
      /no setting is declared/,
    ],
    ["no setting at all", {}, "", /no setting is declared: declare at least one of shopName/],
    [
      "an integration id in quotes",
      { integrationId: "7", shopName: "x" },
      "integrationId",
      /text was given: give a number, without quotes$/,
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
      /^is too large: .* at most 9007199254740991$/,
    ],
    [
      "an integration id that is no number",
      { integrationId: NaN, shopName: "x" },
      "integrationId",
      /^must be the integration's number, but NaN was given/,
    ],
    [
      "an integration id below zero",
      { integrationId: -(2 ** 60), shopName: "x" },
      "integrationId",
      /whole number of at least 1/,
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

describe("text that a program made of something else is refused", () => {
  // eslint-disable-next-line @typescript-eslint/no-base-to-string -- the text is what the test is about
  const output = String(pulumi.output("x"));
  const outputs: Record<string, string> = {
    "of Node.js": output,
    "of Node.js, cut short": output.slice(0, 24),
    "of JSON.stringify": JSON.stringify({ url: pulumi.output("x") }),
    "of Node.js, percent-encoded": `https://h.example/${encodeURIComponent(output)}`,
    "of Python": "https://h.example/Calling __str__ on an Output[T] is not supported.\n\nTo get",
    "of Python's repr": "[<pulumi.output.Output object at 0x7f152ad40250>]",
    "of Go": "https://h.example/{0x2c6ffd3fe230}",
    "of Go's %s": "{%!s(*internal.OutputState=&{0x2c6ffd8aef00 <nil> 0 <nil>})}",
  };
  const given = (name: string, text: string): unknown =>
    name === "servicePointCarriers" ? ["dhl", text] : text;
  const names = [...settingNames, "integrationId", "account", "onDestroy"];
  for (const [title, text] of Object.entries(outputs)) {
    it(`as the text of an Output ${title}, whatever it is declared for`, () => {
      for (const name of names) {
        const failures = failuresOf({ shopName: "x", [name]: given(name, text) });
        assert.equal(failures.length, 1, name);
        assert.match(
          failures[0]?.reason ?? "",
          /holds the text of an Output: use pulumi\.interpolate/,
        );
      }
    });
  }

  it("as half a character, whatever it is declared for", () => {
    const half = "Tulips 🌷".slice(0, -1);
    for (const name of names) {
      const failures = failuresOf({ shopName: "x", [name]: given(name, half) });
      assert.equal(failures.length, 1, name);
      assert.match(failures[0]?.reason ?? "", /holds half a character/);
    }
  });

  it("but not where it only speaks of outputs", () => {
    for (const shopName of ["Output", "Calling cards", "The output of 0x1f", "🌷"])
      assert.deepEqual(failuresOf({ shopName }), []);
  });
});

describe("an object without properties", () => {
  const advice: Record<string, RegExp> = {
    integrationId: /a bigint: give a number, such as Number\(id\)/,
    account: /a URL, .*: give its text/,
    shopName: /a URL, .*: give its text, such as url\.href/,
    webhookUrl: /a URL, .*: give its text, such as url\.href/,
    servicePointCarriers: /: give a list, such as \[\.\.\.codes\]/,
    webhookActive: /: give true or false/,
    feedbackType: /: give its text/,
  };
  for (const [name, reason] of Object.entries(advice)) {
    it(`as ${name} is said to have been something else`, () => {
      const failures = failuresOf({ shopName: "x", [name]: {} });
      assert.equal(failures.length, 1);
      assert.match(failures[0]?.reason ?? "", /an empty object was given/);
      assert.match(failures[0]?.reason ?? "", reason);
    });
  }
});

describe("a URL that cannot be read", () => {
  for (const url of [
    "https://[object Object]/",
    "https://h.example:undefined/",
    "https://h.example/[object Promise]",
  ]) {
    it(`is said to hold a missing value: ${url}`, () =>
      assert.match(failuresOf({ shopUrl: url })[0]?.reason ?? "", /the text of a missing value/));
  }
});

describe("a failure names the settings that its rule is about", () => {
  const declared = {
    integrationId: 0,
    shopName: "",
    webhookActive: true,
    webhookUrl: "",
    colour: "red",
  };
  const settingsOf = (ignored: SettingName[]) =>
    check({ declared, isUnknown, ignored }).failures.map(({ settings }) => settings);

  it("and none for what is no setting", () =>
    assert.deepEqual(settingsOf([]), [["shopName"], [], [], ["webhookActive", "webhookUrl"]]));

  it("and is no failure where one of them is ignored", () => {
    assert.deepEqual(settingsOf(["shopName", "webhookUrl"]), [[], []]);
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
    assert.deepEqual(Object.fromEntries(left), {
      shopUrl: "its value is not one that can be declared",
      servicePointEnabled: "it is on without servicePointCarriers",
      webhookActive: "its value is not one that can be declared",
      webhookUrl: "it is not set",
      feedbackType: "its value is not one that can be declared",
    });
  });

  it("a URL that is no more than its host holds no token", () => {
    const bare = ["https://a.example", "http://a.example:8080/"];
    assert.deepEqual(bare.map(isBareUrl), [true, true]);
    const more = ["https://u:p@a.example", "https://a.example/x", "https://a.example/?x", "a"];
    assert.deepEqual(more.map(isBareUrl), [false, false, false, false]);
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
    const declared = { integrationId: 1, shopName: "x", webhookUrl: "", webhookActive: false };
    assert.deepEqual(checked(declared).inputs, declared);
    assert.deepEqual(checked({ ...declared, shopUrl: null, account: undefined }).inputs, declared);
  });
});
