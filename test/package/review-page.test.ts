/** The page of a review in a browser: what a person sees of it, wide and narrow, light and dark. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
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
const all = Array.from({ length: 200 }, (_one, at) => at + 1);

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
  "200 shops": printed([
    ...all.map((id) =>
      step("update", `shop${id}`, {
        before: shop(id),
        after: shop(id, { servicePointEnabled: false }),
      }),
    ),
  ]),
  "200 new shops": printed(all.map((id) => step("create", `shop${id}`, { after: shop(id) }))),
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

  const open = async (name: string): Promise<void> => {
    const file = join(folder, "review.html");
    const bin = join(root, "provider/bin/pulumi-sendcloud.js");
    const { status, stderr } = spawnSync(process.execPath, [bin, "review", "--html", file], {
      input: previews[name],
      encoding: "utf8",
    });
    assert.equal(status, name === "a failed preview" ? 1 : 0, stderr);
    await page.goto(pathToFileURL(file).href);
  };
  const asked = (expression: string): Promise<unknown> => page.evaluate(expression);
  const texts = (selector: string): Promise<unknown> =>
    asked(
      `[...document.querySelectorAll(${JSON.stringify(selector)})].map((one) => one.innerText.replace(/\\s+/g, " ").trim())`,
    );

  for (const name of Object.keys(previews)) {
    for (const scheme of ["light", "dark"]) {
      for (const width of [1280, 800, 400, 320]) {
        it(`${name} fits ${width} pixels and can be read, ${scheme}`, async () => {
          await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
          await page.setViewport({ width, height: 900 });
          await open(name);
          await asked(
            'document.querySelectorAll("details").forEach((one) => { one.open = true; })',
          );
          assert.equal(await asked("document.documentElement.scrollWidth"), width);
          assert.deepEqual(await asked(faintTexts), []);
          const spilt =
            '[...document.querySelectorAll("td, th, .whole")].filter((one) => one.closest("thead") === null && one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0).length';
          assert.equal(await asked(spilt), 0);
        });
      }
    }
  }

  it("keeps hosts of usual length whole", async () => {
    for (const width of [1280, 800, 400]) {
      await page.setViewport({ width, height: 900 });
      await open("14 shops");
      const broken =
        '[...document.querySelectorAll(".whole")].filter((one) => one.offsetHeight > 30).length';
      assert.equal(await asked(broken), 0);
    }
  });

  it("says of 200 shops what changes in one line, with all their names below", async () => {
    await open("200 shops");
    assert.deepEqual(await texts("h1, .summary, h2"), [
      "Sendcloud settings",
      "200 integrations change, 200 risks.",
      "What changes",
      "⚠︎ Risk: 200 shops: service points off",
    ]);
    assert.deepEqual(await texts("h2 + ul li"), ["⚠︎ Risk: service points off: 200 shops"]);
    assert.equal(await asked('document.querySelectorAll("details li").length'), 200);
  });

  it("leads from the contents to each change, by the keyboard too", async () => {
    await open("14 shops");
    await page.focus('nav a[href="#change-2"]');
    await page.keyboard.press("Enter");
    assert.equal(
      await asked("document.querySelector(':target h2').innerText.includes('hidden')"),
      true,
    );
    assert.equal(
      await asked(
        '[...document.querySelectorAll("nav a")].every((one) => document.querySelector(one.getAttribute("href")) !== null)',
      ),
      true,
    );
  });

  it("tells risks by words, and a name from the words that stand for none", async () => {
    await open("one shop");
    assert.match(String(await texts("tr.risk td:last-child")), /^⚠︎ Risk: .*,⚠︎ Risk: /);
    assert.deepEqual(await texts("tr:last-child td:nth-of-type(2) code"), ["not managed"]);
    assert.deepEqual(await texts(".goes, .comes"), ["− postnl", "+ gls"]);
  });

  it("tells a failed preview by resource", async () => {
    await open("a failed preview");
    assert.deepEqual(await texts("h2, h3"), ["The preview failed", long]);
    assert.doesNotMatch(String(await texts("body")), /token/);
  });

  it("has headings in order, and a name for each part", async () => {
    await open("14 shops");
    const levels =
      '[...document.querySelectorAll("h1, h2, h3")].map((one) => Number(one.tagName[1]))';
    assert.deepEqual(
      await asked(`${levels}.filter((level, at, all) => level > (all[at - 1] ?? 0) + 1)`),
      [],
    );
    assert.equal(await asked('document.querySelectorAll("h1").length'), 1);
    assert.equal(
      await asked(
        '[...document.querySelectorAll("tbody tr")].every((row) => row.querySelector("th[scope]") !== null)',
      ),
      true,
    );
  });
});
