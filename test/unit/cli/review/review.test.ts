/** What a preview means to the shops: sentences, risks and pages; and the command, fed by the real engine. */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { html } from "../../../../provider/src/cli/review/html";
import { markdown } from "../../../../provider/src/cli/review/markdown";
import { meaning } from "../../../../provider/src/cli/review/meaning";
import { readPreview, type Side } from "../../../../provider/src/cli/review/preview";
import { review } from "../../../../provider/src/cli/review/review";
import type { SettingName } from "../../../../provider/src/settings/types";
import { root } from "../../../support/engine";
import { type Story, tell } from "../../../support/stories";

const bin = join(root, "provider/bin/pulumi-sendcloud.js");
const x = "https://x.example/a";
const y = "https://y.example/b";
const off = { servicePointEnabled: false };
const on = { servicePointEnabled: true, servicePointCarriers: ["dhl", "postnl"] };

describe("what it means to the shop", () => {
  const cases: [name: SettingName, before: Side, after: Side, text: string, risk: boolean][] = [
    ["servicePointEnabled", on, off, "checkout loses pick-up points of dhl, postnl", true],
    ["servicePointEnabled", off, on, "checkout offers pick-up points of dhl, postnl", false],
    ["servicePointEnabled", {}, off, "checkout offers no pick-up points", false],
    [
      "servicePointCarriers",
      on,
      { servicePointCarriers: ["postnl", "ups"] },
      "checkout loses pick-up points of dhl, and gains those of ups",
      true,
    ],
    ["servicePointCarriers", on, { servicePointCarriers: ["dhl", "postnl", "ups"] }, "checkout gains those of ups", false],
    ["servicePointCarriers", {}, on, "checkout offers pick-up points of dhl, postnl alone", false],
    ["servicePointCarriers", off, { ...off, servicePointCarriers: ["dhl"] }, "no effect while service points are off", false],
    [
      "webhookActive",
      { webhookActive: true, webhookUrl: x },
      { webhookActive: false },
      "parcel status stops reaching https://x.example/…",
      true,
    ],
    [
      "webhookActive",
      { webhookActive: false },
      { webhookActive: true, webhookUrl: x },
      "parcel status is posted to https://x.example/…",
      false,
    ],
    ["webhookActive", {}, { webhookActive: false }, "parcel status is posted nowhere", false],
    [
      "webhookUrl",
      { webhookActive: true, webhookUrl: x },
      { webhookUrl: y },
      "parcel status goes to https://y.example/…, and stops reaching https://x.example/…",
      true,
    ],
    ["webhookUrl", { webhookUrl: x }, { webhookUrl: `${x}b` }, "parcel status goes to another path or query at https://x.example/…", true],
    ["webhookUrl", { webhookUrl: x }, { webhookUrl: null }, "parcel status has no address to go to, no longer https://x.example/…", true],
    ["webhookUrl", { webhookActive: false, webhookUrl: x }, { webhookUrl: y }, "no effect while the webhook is off", false],
    ["webhookUrl", { webhookUrl: x }, { webhookUrl: "[secret]" }, "the new value is a secret, so this cannot be told", true],
    ["feedbackType", { feedbackType: "eager" }, { feedbackType: "none" }, "tracking feedback no longer goes back to the shop", true],
    ["feedbackType", {}, { feedbackType: "none" }, "tracking feedback does not go back to the shop", false],
    [
      "feedbackType",
      { feedbackType: "eager" },
      { feedbackType: "delayed" },
      "tracking feedback goes back once the carrier scans the label, no longer once the label is created",
      false,
    ],
    [
      "shopUrl",
      { shopUrl: x },
      { shopUrl: y },
      "Sendcloud connects to the shop at https://y.example/…, no longer at https://x.example/…",
      true,
    ],
    ["shopName", { shopName: "a" }, { shopName: "b" }, "the shop has another name in Sendcloud", false],
  ];
  for (const [name, before, after, text, risk] of cases) {
    it(`${text}${risk ? ": a risk" : ""}`, () => assert.deepEqual(meaning(name, before, after), { text, risk }));
  }
});

const urn = (name: string): string => `urn:pulumi:prod::shops::pulumi-nodejs:dynamic/sendcloud:IntegrationSettings::${name}`;
const type = "pulumi-nodejs:dynamic/sendcloud:IntegrationSettings";
const preview = {
  steps: [
    { op: "same", urn: urn("same"), oldState: { type }, newState: { type } },
    {
      op: "update",
      urn: urn("calm"),
      oldState: { type, outputs: { integrationId: 1, shopName: "a|b" } },
      newState: { type, inputs: { integrationId: 1, shopName: "<img src=x onerror=alert(1)> @team `c`\n# d" } },
    },
    {
      op: "update",
      urn: urn("zoo"),
      oldState: {
        type,
        outputs: {
          integrationId: 2,
          webhookActive: true,
          webhookUrl: "https://u:canary@x.example/canary",
          onDestroy: "restore",
          shopName: "z",
        },
      },
      newState: { type, inputs: { integrationId: 2, webhookActive: false, webhookUrl: "https://u:canary@x.example/canary" } },
    },
    { op: "delete-replaced", urn: urn("moved"), oldState: { type, outputs: { integrationId: 3, shopName: "a" } } },
    {
      op: "replace",
      urn: urn("moved"),
      oldState: { type, outputs: { integrationId: 3, shopName: "a" } },
      newState: { type, inputs: { integrationId: 4, shopName: "a" } },
    },
    { op: "create-replacement", urn: urn("moved"), newState: { type, inputs: { integrationId: 4, shopName: "a" } } },
    { op: "create", urn: "urn:pulumi:prod::shops::aws:s3/bucket:Bucket::b", newState: { type: "aws:s3/bucket:Bucket" } },
  ],
  diagnostics: [{ severity: "warning", message: "<{%reset%}>warning: look<{%reset%}>\n" }],
};

describe("a review", () => {
  const result = review(readPreview(JSON.stringify(preview)));

  it("has the risks first, then the names in order", () => {
    assert.deepEqual(
      result.sections.map(({ resource, risk }) => [resource, risk]),
      [
        ["moved", true],
        ["zoo", true],
        ["calm", false],
      ],
    );
    assert.equal(result.risks, 3);
    assert.deepEqual(result.others, [["aws:s3/bucket:Bucket", 1]]);
    assert.deepEqual(result.warnings, ["look"]);
  });

  it("says what becomes of a setting that leaves the program", () => {
    const row = result.sections.flatMap(({ rows }) => rows).find(({ after }) => after === "not managed");
    assert.deepEqual(
      [row?.property, row?.meaning, row?.risk],
      ["shopName", "no longer managed: it returns to what it was when it was adopted", true],
    );
  });

  it("is the same whatever the order of the preview", () => {
    const other = { ...preview, steps: [...preview.steps].reverse() };
    assert.equal(markdown(review(readPreview(JSON.stringify(other)))), markdown(result));
  });

  for (const [kind, text] of [
    ["Markdown", markdown(result)],
    ["the page", html(result)],
  ] as const) {
    it(`shows no more of a URL than its host, and no markup that others wrote, in ${kind}`, () => {
      assert.match(text, /https:\/\/x\.example/);
      assert.doesNotMatch(text, /canary|<img/);
      if (kind === "Markdown") assert.doesNotMatch(text, /@team|`c`|\n# d/);
    });
  }

  it("is a table with four cells a row in Markdown, whatever values hold", () => {
    const rows = markdown(result)
      .split("\n")
      .filter((line) => line.startsWith("|"));
    assert.ok(rows.length > 8);
    for (const row of rows) assert.equal(row.split("|").length, 6, row);
  });

  it("is one page that loads nothing", () => {
    const page = html(result);
    assert.doesNotMatch(page, /<(script|link|img|iframe)\b|url\(|@import/);
    assert.match(page, /^<!doctype html>/);
  });

  it("refuses what is no preview", () => {
    for (const text of ["", "{}", "[]", '{"steps":[{}]}', "Previewing update"])
      assert.throws(() => readPreview(text), /not what `pulumi preview --json` prints/);
  });
});

const run = (args: readonly string[], input = ""): ReturnType<typeof spawnSync> =>
  spawnSync(process.execPath, [bin, "review", ...args], { input, encoding: "utf8" });

describe("pulumi-sendcloud review", () => {
  it("reads standard input, and ends with status 2 for a risk only where that is asked for", () => {
    const input = JSON.stringify(preview);
    assert.deepEqual(
      [run([], input), run(["--fail-on", "risk"], input), run(["--fail-on", "change"], input)].map(({ status }) => status),
      [0, 2, 2],
    );
    assert.equal(run(["--fail-on", "risk"], '{"steps":[]}').status, 0);
  });

  it("ends with status 1, and one line, for what it cannot read", () => {
    const missing = run(["/nowhere/preview.json"]);
    assert.deepEqual([missing.status, missing.stdout], [1, ""]);
    assert.match(String(missing.stderr), /^error: cannot read the preview: ENOENT[^\n]*\n$/);
  });

  it("tells a preview that failed, and ends with status 1", () => {
    const failed = run([], '{"diagnostics":[{"severity":"error","message":"resource \'shop\' has a problem"}]}');
    assert.equal(failed.status, 1);
    assert.match(String(failed.stdout), /\*\*The preview failed:\*\*\n\n- resource 'shop' has a problem/);
  });
});

const stories: Story[] = [
  {
    title: "of a real preview",
    seed: [{ id: 7, shop_name: "Old" }],
    steps: [
      {
        does: "up adopts",
        program: { shop: '{ integrationId: 7, webhookActive: true, webhookUrl: pulumi.secret("https://hooks.example/canary") }' },
        run: "up",
        asks: [
          ["GET", "/integrations/7"],
          ["PATCH", "/integrations/7", { webhook_active: true, webhook_url: "https://hooks.example/canary" }],
        ],
      },
      {
        does: "says what the shop loses, and no secret",
        program: {
          shop: '{ integrationId: 7, webhookActive: false, webhookUrl: pulumi.secret("https://hooks.example/canary"), feedbackType: "eager" }',
        },
        run: "preview --json",
        asks: [],
        async then({ project }) {
          const { stdout } = await project.pulumi(["preview", "--json"]);
          project.write("preview.json", stdout);
          const page = join(project.directory, "review.html");
          const told = execFileSync(process.execPath, [bin, "review", join(project.directory, "preview.json"), "--html", page], {
            encoding: "utf8",
          });
          assert.match(told, /1 integration changes, \*\*1 risk\*\*/);
          assert.match(
            told,
            /webhookActive<\/code> \| <code>true<\/code> \| <code>false<\/code> \| \*\*parcel status stops reaching a secret address\*\*/,
          );
          assert.doesNotMatch(`${told}${readFileSync(page, "utf8")}`, /canary/);
        },
      },
    ],
  },
];

tell("a review under the real engine", stories);
