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
    page.on("console", (message) => {
      if (!message.text().includes("400 (Bad Request)")) faults.push(message.text());
    });
    page.on("request", (request) => {
      if (!request.url().startsWith(emulator.panelUrl) && !request.url().startsWith("data:"))
        faults.push(`asks ${request.url()}`);
    });
    await page.goto(emulator.panelUrl);
  });
  afterEach(async () => {
    await page.close();
    assert.deepEqual(faults, []);
  });
  after(async () => {
    await browser?.close();
    await emulator.close();
  });

  const shop = (id: number, inner = ""): string => `#shop-${id} ${inner}`;
  const texts = async (selector: string): Promise<string[]> =>
    z
      .array(z.string())
      .parse(
        await page.evaluate(
          `[...document.querySelectorAll(${JSON.stringify(selector)})].map((one) => one.textContent.trim())`,
        ),
      );
  const value = (selector: string): Promise<unknown> =>
    page.evaluate(`document.querySelector(${JSON.stringify(selector)}).value`);
  const save = (id: number): Promise<unknown> =>
    Promise.all([page.waitForNavigation(), page.click(shop(id, "button"))]);
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
      (await texts("summary bdi")).map((name) => name.slice(0, 9)),
      ["Flowers", "<img src=", "Toys"],
    );
    assert.equal(await page.title(), "Sendcloud emulator");
  });

  it("edits settings with the keyboard alone, and shows the shop again", async () => {
    await page.focus(shop(1, "summary"));
    await page.keyboard.press("Enter");
    await page.focus(shop(1, "[name=webhook_active]"));
    await page.keyboard.press("Space");
    await page.locator(shop(1, "[name=shop_name]")).fill("Tulips");
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    const { shop_name, webhook_active } = emulator.integration(1) ?? {};
    assert.deepEqual([shop_name, webhook_active], ["Tulips", true]);
    assert.equal((await texts("summary bdi"))[0], "Tulips");
    assert.equal(page.url(), `${emulator.panelUrl}#shop-1`);
  });

  it("clears a webhook, and chooses feedback and carriers", async () => {
    await page.click(shop(1, "summary"));
    await page.locator(shop(1, "[name=webhook_url]")).fill("");
    await page.locator(shop(1, "[name=service_point_carriers]")).fill("dhl, postnl");
    await page.select(shop(1, "[name=feedback_type]"), "none");
    await save(1);
    const { webhook_url, service_point_carriers, feedback_type } = emulator.integration(1) ?? {};
    assert.deepEqual(
      [webhook_url, service_point_carriers, feedback_type],
      ["", ["dhl", "postnl"], "none"],
    );
  });

  it("says what is wrong where it is wrong, and shows what was typed", async () => {
    await page.click(shop(3, "summary"));
    await page.locator(shop(3, "[name=shop_url]")).fill("toys");
    await save(3);
    const field = shop(3, "[name=shop_url][aria-invalid=true]");
    const described = `document.getElementById(document.querySelector(${JSON.stringify(field)}).getAttribute("aria-describedby")).textContent`;
    assert.deepEqual(
      [await value(field), await page.evaluate(described)],
      ["toys", "Enter a valid URL."],
    );
    assert.equal(emulator.integration(3)?.shop_url, "https://shop.example");
  });

  it("says what settings must have together", async () => {
    await page.click(shop(3, "summary"));
    await page.click(shop(3, "[name=webhook_active]"));
    await save(3);
    assert.deepEqual(await texts("[role=alert]"), [
      "Not saved. Webhook URL required when enable webhook is set to true",
    ]);
    assert.equal(emulator.integration(3)?.webhook_active, false);
  });

  it("does not save over what others changed meanwhile", async () => {
    await page.click(shop(1, "summary"));
    await ask("PATCH", "/integrations/1", { feedback_type: "none" });
    await page.locator(shop(1, "[name=shop_name]")).fill("Tulips");
    await save(1);
    assert.match((await texts("[role=alert]")).join(), /changed since/);
    const { shop_name, feedback_type } = emulator.integration(1) ?? {};
    assert.deepEqual([shop_name, feedback_type], ["Flowers", "none"]);
  });

  it("shows the last requests with their times, without keys, and of URLs the host alone", async () => {
    await ask("PATCH", "/integrations/1", { webhook_url: "https://hooks.example/canary" });
    await ask("GET", "/integrations/99");
    await page.click("header a");
    await page.waitForSelector("#requests li:nth-child(2)");
    assert.deepEqual(
      (await texts("#requests li")).map((line) => line.replace(/^\d\d:\d\d:\d\d /, "")),
      [
        "GET /integrations/99 404",
        'PATCH /integrations/1 204 {"webhook_url":"https://hooks.example/…"}',
      ],
    );
    assert.match((await texts("#requests time")).join(" "), /^\d\d:\d\d:\d\d \d\d:\d\d:\d\d$/);
    assert.doesNotMatch((await texts("#requests")).join(), /canary|Basic|secret/);
  });

  it("gives every control a name", async () => {
    const isNameless =
      '(control) => !(control.labels && control.labels.length > 0) && control.textContent.trim() === ""';
    assert.deepEqual(
      await page.evaluate(
        `[...document.querySelectorAll("input:not([type=hidden]), select, button")].filter(${isNameless}).map(({ outerHTML }) => outerHTML)`,
      ),
      [],
    );
  });

  it("fits every width and can be read, light and dark", async () => {
    await ask("PATCH", "/integrations/2", { shop_name: "y".repeat(250) });
    await ask("GET", "/integrations/99");
    await page.reload();
    for (const id of [1, 2, 3]) await page.click(shop(id, "summary"));
    await page.locator(shop(3, "[name=shop_url]")).fill("toys");
    await save(3);
    for (const scheme of ["light", "dark"]) {
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      for (const width of [1280, 400, 320]) {
        await page.setViewport({ width, height: 900 });
        const look = `${width} pixels, ${scheme}`;
        assert.equal(await page.evaluate("document.documentElement.scrollWidth"), width, look);
        assert.deepEqual(await page.evaluate(faintTexts), [], look);
      }
    }
  });
});
