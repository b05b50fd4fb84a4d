/** The page of a review in a browser: what a person sees of it, wide and narrow, light and dark. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "puppeteer-core";
import { requireBrowser } from "../support/browser";
import { faintTexts } from "../support/contrast";
import { root } from "../support/engine";
import { printed, secret, step } from "../support/printed-preview";

const shop = (id: number, more: object = {}): object => ({
  integrationId: id,
  shopName: `Shop ${id}`,
  webhookActive: true,
  webhookUrl: `https://hooks.shop-number-${id}.example/${id}`,
  servicePointEnabled: true,
  servicePointCarriers: ["dhl", "postnl"],
  ...more,
});
const long = "x".repeat(120);
const many = (count: number, op: string, more?: object): object[] =>
  Array.from({ length: count }, (_one, at) =>
    step(op, `shop${at}`, {
      ...(op === "update" && { before: shop(at + 1) }),
      after: shop(at + 1, more),
    }),
  );

const previews: Record<string, string> = {
  "one shop": printed([
    step("update", long, {
      before: shop(1),
      after: shop(1, {
        servicePointCarriers: ["dhl", "gls"],
        webhookUrl: `https://${"y".repeat(60)}.${"z".repeat(60)}.example/`,
        shopName: "not managed",
      }),
    }),
  ]),
  "14 shops": printed([
    ...Array.from({ length: 5 }, (_one, at) =>
      step("update", `shop${at}`, {
        before: shop(at),
        after: shop(at, { servicePointEnabled: false }),
      }),
    ),
    ...Array.from({ length: 4 }, (_one, at) =>
      step("create", `new${at}`, { after: shop(20 + at) }),
    ),
    step("delete", "gone", { before: shop(30) }),
    step("delete", "restored", { before: shop(31, { onDestroy: "restore" }) }),
    step("replace", "moved", { before: shop(32), after: shop(33) }),
    step("update", "hidden", {
      before: shop(34, { webhookUrl: secret }),
      after: shop(34, { webhookUrl: secret }),
    }),
    step("update", "renamed", { before: shop(35), after: shop(35, { shopName: "W".repeat(250) }) }),
  ]),
  "200 shops": printed(many(200, "update", { servicePointEnabled: false })),
  "200 new shops": printed(many(200, "create")),
  "a failed preview": printed([], {
    diagnostics: [
      {
        severity: "error",
        urn: `urn:pulumi:prod::shops::type::${long}`,
        message: `error: ${long} https://x.example/token`,
      },
    ],
  }),
  "nothing changed": printed([]),
};

const looks = ["light", "dark"].flatMap((scheme) =>
  [1280, 800, 400, 320].map((width) => [scheme, width] as const),
);

describe("the page of a review in a browser", () => {
  const folder = mkdtempSync(join(tmpdir(), "pulumi-sendcloud-review-"));
  let browser: Browser | undefined;
  let page: Page;

  before(async function () {
    this.timeout(600_000);
    browser = await requireBrowser(this);
  });
  beforeEach(async () => {
    if (browser === undefined) throw new Error("there is no browser");
    page = await browser.newPage();
  });
  afterEach(() => page.close());
  after(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  /** Opens the page of a preview, which the command writes the first time. */
  const open = async (name: string): Promise<void> => {
    const file = join(folder, `${name}.html`);
    if (!existsSync(file)) {
      const bin = join(root, "provider/bin/pulumi-sendcloud.js");
      const { status, stderr } = spawnSync(process.execPath, [bin, "review", "--html", file], {
        input: previews[name],
        encoding: "utf8",
      });
      assert.equal(status, name === "a failed preview" ? 1 : 0, stderr);
    }
    await page.goto(pathToFileURL(file).href);
  };
  const asked = (expression: string): Promise<unknown> => page.evaluate(expression);
  const texts = (selector: string): Promise<unknown> =>
    asked(
      `[...document.querySelectorAll(${JSON.stringify(selector)})].map((one) => one.innerText.replace(/\\s+/g, " ").trim())`,
    );

  for (const name of Object.keys(previews))
    it(`${name} fits every width and can be read, light and dark`, async () => {
      await open(name);
      for (const [scheme, width] of looks) {
        await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
        await page.setViewport({ width, height: 900 });
        const seen = [await asked("document.documentElement.scrollWidth"), await asked(faintTexts)];
        assert.deepEqual(seen, [width, []], `${width} pixels, ${scheme}`);
      }
    });

  it("says of 200 shops what changes once, with all their names", async () => {
    await open("200 shops");
    assert.deepEqual(await texts("h2, h2 + p, h3"), [
      "Sendcloud settings",
      "200 integrations change, 200 risks.",
      "⚠️ Risk: 200 shops: servicePointEnabled",
    ]);
    assert.equal(String(await texts("h3 + p")).match(/integration \d+/g)?.length, 200);
  });

  it("tells risks by words, and a name from the words that stand for none", async () => {
    await open("one shop");
    assert.match(String(await texts("td:last-child")), /^⚠️ Risk: .*,⚠️ Risk: /);
    assert.deepEqual(await texts("tr:last-child td:nth-child(3) code"), ["not managed"]);
    assert.deepEqual(await texts("tbody tr:nth-child(1) td:nth-child(2)"), ["dhl, postnl"]);
  });

  it("tells a failed preview by resource", async () => {
    await open("a failed preview");
    assert.match(String(await texts("p + ul li")), new RegExp(`^${long}: `));
    assert.doesNotMatch(String(await texts("body")), /token/);
  });
});
