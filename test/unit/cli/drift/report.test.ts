/** What `drift` prints, and the status that it ends with. */
import assert from "node:assert/strict";
import type { Drift } from "../../../../provider/src/cli/drift/compare";
import { driftOf } from "../../../../provider/src/cli/drift/compare";
import { report, statusOf } from "../../../../provider/src/cli/drift/report";
import { inJson } from "../../../../provider/src/cli/inert";
import { storedIn } from "../../../../provider/src/cli/stored";
import { table } from "../../../../provider/src/cli/table";
import type { Integration } from "../../../../provider/src/settings/types";

const urn = "urn:pulumi:dev::shops::pulumi-nodejs:dynamic/sendcloud:IntegrationSettings::flowers";
const type = "pulumi-nodejs:dynamic/sendcloud:IntegrationSettings";
const setType = "pulumi-nodejs:dynamic/sendcloud:IntegrationSettingsSet";
const secret = (value: unknown): object => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  plaintext: JSON.stringify(value),
});

function live(shopName: string, servicePointCarriers: string[] = []): Integration {
  const facts = {
    type: null,
    createdAt: null,
    updatedAt: null,
    lastFetchedAt: null,
    startedFailingAt: null,
  };
  return { id: 7, ...facts, settings: { shopName, servicePointCarriers } };
}

/** The drift of a shop that is called so, and was declared as "Flowers". */
function renamed(shopName: string): Drift[] {
  const properties = { integrationId: 7, shopName: "Flowers" };
  const [stored] = storedIn({
    deployment: { resources: [{ urn, type, inputs: properties, outputs: properties }] },
  });
  assert.ok(stored);
  return driftOf(stored, live(shopName));
}

describe("the report of drift", () => {
  for (const [title, managed, settings, text, status] of [
    [
      "a stack that manages nothing",
      0,
      0,
      /^nothing was compared: stack dev manages no integrations\. Run pulumi up/,
      3,
    ],
    [
      "integrations of which nothing is declared",
      2,
      0,
      /^nothing was compared: stack dev declares no settings of all 2/,
      3,
    ],
    ["one integration as declared", 1, 3, /^no drift: the integration is as declared$/, 0],
    ["two integrations as declared", 2, 3, /^no drift: both integrations are as declared$/, 0],
    ["many integrations as declared", 14, 3, /^no drift: all 14 integrations are as declared$/, 0],
  ] as const) {
    it(`says what it found, with a status of its own: ${title}`, async () => {
      const compared = { stack: "dev", managed, settings, drift: [], notCompared: [] };
      assert.match(await report(compared), text);
      assert.equal(statusOf(compared), status);
    });
  }

  for (const name of [
    "a\n::error::b",
    "a\r::error::b",
    "a\u2028::set-output name=x::b",
    "a\u0085::error::b",
    "##[error]b",
    "##[stop-commands]x",
    "::error::b",
    "\u202emoc.elpmaxe",
    "\u001b[2Ja",
    "a\u200bb\u2066c\u{e0041}",
    "a\tb\vc\fd",
  ]) {
    it(`is a line for an integration, and no order to a workflow, whatever a shop is called: ${JSON.stringify(name)}`, async () => {
      const drift = renamed(name);
      const compared = { stack: "dev", managed: 1, settings: 1, drift, notCompared: [] };
      const [text, json] = [await report(compared), inJson(compared)];
      assert.equal(text.split(/[\n\r\v\f\u0085\u2028\u2029]/).length, 2, text);
      for (const printed of [text, json]) {
        assert.doesNotMatch(printed, /^\s*::|##\[/m);
        assert.doesNotMatch(printed, /[\p{Cf}\p{Zl}\p{Zp}]|[^\P{Cc}\n]/u);
      }
      assert.deepEqual(JSON.parse(json), compared);
      assert.equal(statusOf(compared), 2);
    });
  }

  it("takes no names of resources for orders either", async () => {
    const drift: Drift[] = [
      { resource: "::error::x", integrationId: 1, setting: "shopName", declared: "a", live: "b" },
    ];
    assert.doesNotMatch(
      await report({ stack: "dev", managed: 1, settings: 1, drift, notCompared: [] }),
      /^\s*::/m,
    );
  });

  it("has the settings of one integration in one line", async () => {
    const of = (setting: "shopName" | "feedbackType", resource = "a"): Drift => ({
      resource,
      integrationId: 1,
      setting,
      declared: "x",
      live: "y",
    });
    const drift = [of("shopName"), of("feedbackType"), of("shopName", "b")];
    assert.equal(
      await report({ stack: "dev", managed: 2, settings: 3, drift, notCompared: [] }),
      "resource  integration  declared → live\na         1            shopName: x → y; feedbackType: x → y\nb         1            shopName: x → y",
    );
  });
});

describe("a table", () => {
  it("is aligned by what is seen: wide characters, emoji, flags, and marks on letters", async () => {
    for (const [cell, width] of [
      ["日本", 4],
      ["ｗ", 2],
      ["한국", 4],
      ["🌸", 2],
      ["🇳🇱", 2],
      ["e\u0301", 1],
      ["ร้าน", 3],
      ["abc", 3],
    ] as const) {
      const [, row = ""] = (await table(["column", "next"], [[cell, "x"]])).split("\n");
      assert.equal(row, `${cell}${" ".repeat(6 - width)}  x`, cell);
    }
  });
});

describe("a secret in a state", () => {
  it("is not shown, however deep it is", () => {
    const member = { integrationId: 7, shopName: "canary", servicePointCarriers: ["canary"] };
    const shops: [string, object][] = [
      [type, { ...member, shopName: secret("canary"), servicePointCarriers: [secret("canary")] }],
      [setType, { integrations: secret({ a: member }) }],
      [setType, { integrations: { a: secret(member) } }],
      [
        setType,
        {
          integrations: {
            a: { ...member, shopName: secret("canary"), servicePointCarriers: secret(["canary"]) },
          },
        },
      ],
      [setType, { integrations: secret({ a: secret(member) }) }],
    ];
    for (const [kind, properties] of shops) {
      const [stored] = storedIn({
        deployment: { resources: [{ urn, type: kind, inputs: properties, outputs: properties }] },
      });
      assert.ok(stored);
      const drift = driftOf(stored, live("Panel", ["dhl"]));
      assert.equal(drift.length, 2, JSON.stringify(properties));
      assert.doesNotMatch(JSON.stringify(drift), /canary|Panel|dhl/);
      assert.deepEqual(driftOf(stored, live("canary", ["canary"])), []);
    }
  });
});
