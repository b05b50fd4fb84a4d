/** The emulator's panel in a browser, used as a person uses it. */
import assert from "node:assert/strict";
import { type Emulator, startEmulator } from "pulumi-sendcloud/emulator";
import type { Browser, Page } from "puppeteer-core";
import * as z from "zod";
import { requireBrowser } from "../support/browser";
import { faintTexts } from "../support/contrast";

describe("the emulator's panel in a browser", () => {
  let browser: Browser | undefined;
  let emulator: Emulator;
  let page: Page;
  let faults: string[];

  before(async function () {
    this.timeout(600_000);
    emulator = await startEmulator({
      seed: [
        { id: 1, shop_name: "Flowers", type: "shopify", webhook_url: "https://hooks.example/one" },
        {
          id: 2,
          shop_name: `<img src=x onerror="document.title='run'"> ${"x".repeat(200)}`,
          type: "api",
        },
        { id: 3, shop_name: "Toys", type: "api", service_point_carriers: ["dhl"] },
      ],
    });
    browser = await requireBrowser(this);
  });
  beforeEach(async () => {
    emulator.reset();
    faults = [];
    if (browser === undefined) throw new Error("there is no browser");
    page = await browser.newPage();
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("request", (request) => {
      if (!request.url().startsWith(emulator.panelUrl) && !request.url().startsWith("data:"))
        faults.push(`asks ${request.url()}`);
    });
    page.on("dialog", (dialog) => void dialog.accept());
    await page.goto(emulator.panelUrl);
    await page.waitForSelector("#shops li:nth-child(3)");
  });
  afterEach(async () => {
    await page.close();
    assert.deepEqual(faults, []);
  });
  after(async () => {
    await browser?.close();
    await emulator.close();
  });

  const shop = (at: number, inner = ""): string => `#shops > li:nth-child(${at}) ${inner}`;
  const all = (selector: string): string =>
    `[...document.querySelectorAll(${JSON.stringify(selector)})]`;
  const said = (text: string): Promise<unknown> =>
    page.waitForFunction(`document.getElementById("said").textContent === ${JSON.stringify(text)}`);
  const texts = async (selector: string): Promise<string[]> =>
    z
      .array(z.string())
      .parse(await page.evaluate(`${all(selector)}.map((one) => one.textContent.trim())`));
  const values = (selector: string): Promise<unknown> =>
    page.evaluate(`${all(selector)}.map((one) => one.value)`);
  const retype = (selector: string, value: string): Promise<void> =>
    page.locator(selector).fill(value);
  const ask = (method: string, path: string, body?: object): Promise<Response> =>
    fetch(`${emulator.url}${path}`, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from("emulator-public:emulator-secret").toString("base64")}`,
      },
      ...(body && { body: JSON.stringify(body) }),
    });

  it("shows every shop, and names as text", async () => {
    assert.deepEqual(
      (await texts("#shops .name")).map((name) => name.slice(0, 9)),
      ["Flowers", "<img src=", "Toys"],
    );
    assert.equal(await page.title(), "Sendcloud emulator");
  });

  it("switches and edits settings, with the keyboard alone", async () => {
    await page.focus(shop(1, "summary"));
    await page.keyboard.press("Enter");
    await page.focus(shop(1, "[name=webhook_active]"));
    await page.keyboard.press("Space");
    await retype(shop(1, "[name=shop_name]"), "Tulips");
    await page.keyboard.press("Enter");
    await said("Saved shop 1: Name, Webhook.");
    const { shop_name, webhook_active } = emulator.integration(1) ?? {};
    assert.deepEqual(
      [shop_name, webhook_active, (await texts("#shops .name"))[0]],
      ["Tulips", true, "Tulips"],
    );
  });

  it("says what is wrong where it is wrong, and keeps what was typed", async () => {
    await page.click(shop(3, "summary"));
    await retype(shop(3, "[name=shop_url]"), "toys");
    await page.click(shop(3, "[type=submit]"));
    await page.waitForSelector(shop(3, "[name=shop_url][aria-invalid=true]:focus"));
    const problem = `document.getElementById(document.activeElement.getAttribute("aria-describedby")).textContent`;
    assert.deepEqual(
      [await values(shop(3, "[name=shop_url]")), await page.evaluate(problem)],
      [["toys"], "Enter a valid URL."],
    );
    assert.equal(emulator.integration(3)?.shop_url, "https://shop.example");
  });

  it("says what settings must have together", async () => {
    await page.click(shop(3, "summary"));
    await page.click(shop(3, "[name=webhook_active]"));
    await page.click(shop(3, "[type=submit]"));
    await page.waitForSelector(`${shop(3, "form > .problem")}:not(:empty)`);
    assert.deepEqual(await texts(shop(3, "form > [role=alert]")), [
      "Webhook URL required when enable webhook is set to true",
    ]);
    assert.equal(emulator.integration(3)?.webhook_active, false);
  });

  it("shows what others change at once, and keeps what is being typed", async () => {
    await page.click(shop(1, "summary"));
    await retype(shop(1, "[name=shop_name]"), "Typing");
    await ask("PATCH", "/integrations/1", { webhook_active: true, feedback_type: "none" });
    await page.waitForSelector(shop(1, "[name=webhook_active]:checked"));
    assert.deepEqual(await values(shop(1, ":is([name=shop_name], [name=feedback_type])")), [
      "Typing",
      "none",
    ]);
  });

  it("shows requests as they arrive, without keys, and of URLs the host alone", async () => {
    await ask("PATCH", "/integrations/1", { webhook_url: "https://hooks.example/canary" });
    await ask("GET", "/integrations/99");
    await page.waitForSelector("#requests li:nth-child(2)");
    assert.deepEqual(await texts("#requests li"), [
      "GET /integrations/99 404",
      'PATCH /integrations/1 204{"webhook_url":"https://hooks.example/…"}',
    ]);
    assert.doesNotMatch((await texts("#requests")).join(), /canary|Basic|secret/);
  });

  it("adds a shop, removes one, and resets", async () => {
    await page.click("#add summary");
    await page.type("#add [name=shop_name]", "Books");
    await page.type("#add [name=shop_url]", "https://books.example");
    await page.click("#add [type=submit]");
    await said("Added shop 4.");
    assert.equal(emulator.integration(4)?.shop_name, "Books");
    await page.waitForSelector(`${shop(4, "summary")}:focus`);
    await page.keyboard.press("Enter");
    await page.click(shop(4, ".danger"));
    await said("Removed shop 4.");
    assert.equal(emulator.integration(4), undefined);
    await page.waitForSelector(shop(4), { hidden: true });
    emulator.edit(1, { shop_name: "Changed" });
    await page.click("#reset");
    await said("Everything is as it was at the start.");
    assert.equal(emulator.integration(1)?.shop_name, "Flowers");
  });

  it("finds shops", async () => {
    await page.type("#filter", "toys");
    await page.waitForSelector(shop(2), { hidden: true });
    assert.deepEqual(await texts("#shops .name"), ["Toys"]);
    assert.deepEqual(await texts("#matches"), ["1 shop"]);
  });

  it("gives every control a name", async () => {
    const isNameless =
      '(control) => !(control.labels && control.labels.length > 0) && control.textContent.trim() === ""';
    assert.deepEqual(
      await page.evaluate(
        `${all("input, select, button")}.filter(${isNameless}).map(({ outerHTML }) => outerHTML)`,
      ),
      [],
    );
  });

  for (const scheme of ["light", "dark"]) {
    for (const width of [1280, 400, 320]) {
      it(`fits ${width} pixels and can be read, ${scheme}`, async () => {
        await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
        await page.setViewport({ width, height: 900 });
        for (const at of [1, 2, 3]) await page.click(shop(at, "summary"));
        await page.click("#add summary");
        await ask("PATCH", "/integrations/2", { shop_name: "y".repeat(250) });
        await ask("GET", "/integrations/99");
        await page.waitForSelector("#requests li:nth-child(2)");
        assert.equal(await page.evaluate("document.documentElement.scrollWidth"), width);
        assert.deepEqual(await page.evaluate(faintTexts), []);
      });
    }
  }
});
