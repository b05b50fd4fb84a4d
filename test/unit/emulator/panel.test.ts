/** The panel, asked over HTTP as its page does, and as pages of other sites might; and the lines of a terminal. */
import assert from "node:assert/strict";
import { requestLine } from "../../../provider/src/cli/emulate";
import {
  type Emulator,
  type RecordedRequest,
  startEmulator,
} from "../../../provider/src/emulator/emulator";
import { type Answer, ask, authorization } from "./ask";

type Fields = Record<string, string | undefined>;

describe("the emulator's panel", () => {
  let emulator: Emulator;
  let seen: RecordedRequest[];
  before(async () => {
    const seed = [
      { id: 7, shop_name: "Flowers", webhook_url: "https://hooks.example/a?token=canary" },
      { id: 9, shop_name: `<script>"'&`, shop_url: null },
    ];
    const others = [{ id: 12, type: "shopify" }];
    const accounts = [{ account: 2, publicKey: "p", secretKey: "s", seed: others }];
    const onRequest = (request: RecordedRequest): void => void seen.push(request);
    emulator = await startEmulator({ seed, accounts, onRequest });
  });
  beforeEach(() => (seen = []));
  afterEach(() => emulator.reset());
  after(() => emulator.close());

  const own = (): string => emulator.panelUrl.slice(0, -1);
  const page = (headers: Record<string, string> = {}): Promise<Answer> =>
    ask(emulator.panelUrl, "GET", headers);
  const post = (path: string, body: string, headers = { origin: own() }): Promise<Answer> =>
    ask(own() + path, "POST", headers, body);
  const patch = (change: object): Promise<Answer> =>
    ask(`${emulator.url}/integrations/7`, "PATCH", { authorization }, JSON.stringify(change));
  /** A form as the page sends it: what the shop is, and what was typed. `undefined` is a box that is not ticked. */
  function form(id: number, typed: Fields): string {
    const sent = new URLSearchParams();
    const facts = /^(id|type|created_at|last_fetched_at|started_failing_at)$/;
    for (const [name, value] of Object.entries({ ...emulator.integration(id), ...typed }))
      if (!facts.test(name) && value !== undefined && value !== false)
        sent.set(name, value === true ? "on" : String(value));
    return sent.toString();
  }
  const save = (id: number, typed: Fields): Promise<Answer> =>
    post(`/shops/${id}`, form(id, typed));

  it("is a page in which nothing runs or loads, which no other page may frame, and a link may open", async () => {
    const link = { origin: "https://docs.example", "sec-fetch-site": "cross-site" };
    const { status, body, headers } = await page(link);
    assert.equal(status, 200);
    assert.doesNotMatch(body, /<script|\b(src|srcset)=|@import|url\(|\s(style|on[a-z]+)="/);
    assert.match(
      String(headers["content-security-policy"]),
      /^default-src 'none'; style-src 'sha256-[^' ]+'; .*form-action 'self'.*frame-ancestors 'none'/,
    );
  });

  it("shows the shops of every account, and names as text", async () => {
    const { body } = await page();
    assert.match(body, /Account 1[^]*#7 api[^]*#9 api[^]*Account 2[^]*#12 shopify/);
    assert.ok(body.includes("<bdi>&#60;script&#62;&#34;&#39;&#38;</bdi>"));
  });

  it("shows the last requests with their times, never keys, and of a URL the host alone", async () => {
    await patch({ webhook_url: "https://user:canary@hooks.example/canary", shop_name: "A" });
    await ask(`${emulator.url}/integrations/99`);
    const [, requests = ""] = /<ol id="requests">([^]*)<\/ol>/.exec((await page()).body) ?? [];
    const [get = "", patched = ""] = requests.split("\n");
    const time = String.raw`<time datetime="[\dT:.-]+Z">\d\d:\d\d:\d\d</time>`;
    assert.match(get, RegExp(`${time} .*GET /integrations/99.*404`));
    assert.match(patched, RegExp(`${time} .*PATCH /integrations/7.*204.*https://hooks.example/…`));
    assert.doesNotMatch(requests, /canary|Basic|emulator-secret|ZW11/);
  });

  const [evil, fake] = ["evil.example", "127.0.0.1.evil.example"];
  const others: [title: string, headers: Record<string, string>][] = [
    ["another site", { origin: "https://evil.example" }],
    ["another port of this machine", { origin: "http://127.0.0.1:1" }],
    ["a page without an origin", { origin: "null" }],
    ["nobody", {}],
    ["a name that was made to lead here", { host: evil, origin: `http://${evil}` }],
    ["a name that looks like this machine", { host: fake, origin: `http://${fake}` }],
  ];
  for (const [title, headers] of others) {
    it(`takes no change from ${title}`, async () => {
      const body = form(7, { shop_name: "Stolen" });
      const answer = await ask(`${own()}/shops/7`, "POST", headers, body);
      assert.equal(answer.status, 403);
      assert.doesNotMatch(answer.body, /canary/);
      assert.equal(answer.headers["access-control-allow-origin"], undefined);
      assert.equal(emulator.integration(7)?.shop_name, "Flowers");
    });
  }

  it("shows nothing under the name of another site", async () => {
    const { status, body } = await page({ host: evil });
    assert.equal(status, 403);
    assert.doesNotMatch(body, /canary|Flowers/);
  });

  it("changes shops under localhost too", async () => {
    const host = `localhost:${new URL(own()).port}`;
    const headers = { host, origin: `http://${host}` };
    assert.equal((await post("/shops/7", form(7, { shop_name: "New" }), headers)).status, 303);
    assert.equal(emulator.integration(7)?.shop_name, "New");
  });

  it("changes shops as somebody does in Sendcloud's panel: no request is recorded, and the rest stays", async () => {
    const was = emulator.integration(7);
    const { status, headers } = await save(7, { webhook_active: "on", shop_name: "Tulips" });
    assert.deepEqual([status, headers.location], [303, "/#shop-7"]);
    const { updated_at, ...is } = emulator.integration(7) ?? {};
    const changed = { ...was, webhook_active: true, shop_name: "Tulips" };
    assert.deepEqual({ ...is, updated_at: was?.updated_at }, changed);
    assert.notEqual(updated_at, was?.updated_at);
    assert.deepEqual(emulator.requests, []);
  });

  it("changes one that has no URL, clears a webhook, and reads carriers with commas or blanks", async () => {
    assert.equal((await save(9, { feedback_type: "none" })).status, 303);
    assert.equal(emulator.integration(9)?.feedback_type, "none");
    await save(7, { webhook_url: "", service_point_carriers: " dhl,ups  postnl ," });
    const { webhook_url, service_point_carriers } = emulator.integration(7) ?? {};
    assert.deepEqual([webhook_url, service_point_carriers], ["", ["dhl", "ups", "postnl"]]);
  });

  const both = { shop_name: "New", feedback_type: "soon" };
  const refused: [title: string, typed: Fields, says: RegExp][] = [
    ["an empty name", { shop_name: "" }, /id="shop_name-7-problem">Ensure/],
    ["a URL that is none", { webhook_url: "hooks" }, /id="webhook_url-7-problem">Enter/],
    ["a script as a URL", { shop_url: "javascript:alert(1)" }, /id="shop_url-7-problem">Enter/],
    ["an unknown type of feedback", { feedback_type: "soon" }, /id="feedback_type-7-problem"/],
    ["service points without a carrier", { service_point_enabled: "on" }, /At least one carrier/],
    ["a webhook without a URL", { webhook_active: "on", webhook_url: "" }, /Webhook URL requ/],
    ["one right and one wrong setting", both, /feedback_type-7-problem/],
  ];
  for (const [title, typed, says] of refused) {
    it(`refuses ${title}, says why, and shows what was typed`, async () => {
      const was = emulator.integration(7);
      const { status, body } = await save(7, typed);
      assert.equal(status, 400);
      assert.match(body, says);
      assert.match(body, /<details id="shop-7" open>/);
      if (typed.shop_name) assert.ok(body.includes(`value="${typed.shop_name}"`));
      assert.deepEqual(emulator.integration(7), was);
    });
  }

  it("refuses a form that is older than the last change", async () => {
    const body = form(7, { shop_name: "Mine" });
    await patch({ shop_name: "Theirs" });
    const answer = await post("/shops/7", body);
    assert.equal(answer.status, 400);
    assert.match(answer.body, /Not saved\. The shop was changed since[^]*value="Theirs"/);
    assert.equal(emulator.integration(7)?.shop_name, "Theirs");
  });

  it("has no shop but those that there are", async () => {
    for (const path of ["/shops/8", "/shops/x", "/shops/"])
      assert.equal((await post(path, form(7, {}))).status, 404, path);
    const deleted = await ask(`${own()}/shops/7`, "DELETE", { origin: own() });
    assert.equal(deleted.status, 404);
  });

  it("calls whoever started it with each request, also where the connection breaks", async () => {
    emulator.intercept(({ path }) => (path === "/integrations/9" ? "lose" : false));
    await ask(`${emulator.url}/integrations/7`);
    await assert.rejects(ask(`${emulator.url}/integrations/9`));
    while (seen.length < 2) await new Promise(setImmediate);
    const [get, lost] = seen.map(({ path, status }) => [path, status]);
    assert.deepEqual(
      [get, lost],
      [
        ["/integrations/7", 200],
        ["/integrations/9", undefined],
      ],
    );
  });
});

describe("a request as a line of the terminal", () => {
  const patch = { method: "PATCH", path: "/integrations/7", userAgent: "", time: new Date() };

  it("names the settings, shows no value, and says where no answer was given", () => {
    const body = { shop_name: "x", webhook_url: "https://h.example/canary" };
    const line = requestLine({ ...patch, body, status: 204 });
    assert.equal(line, "PATCH /integrations/7 204 shop_name, webhook_url");
    const unanswered = requestLine({ ...patch, body: undefined, status: undefined });
    assert.equal(unanswered, "PATCH /integrations/7 (no answer)");
  });

  it("is one line of visible text, whatever a client sent", () => {
    const body = { "\u001b[2J\n\u202e": 1, ["x".repeat(5000)]: 2 };
    const line = requestLine({ ...patch, body, status: 204 });
    assert.doesNotMatch(line, /[\p{Cc}\p{Cf}]/u);
    assert.ok(line.length < 300);
  });
});
