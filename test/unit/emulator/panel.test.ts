/** The panel, asked over HTTP as its page does, and as pages of other sites might. */
import assert from "node:assert/strict";
import { type IncomingHttpHeaders, type IncomingMessage, request as open } from "node:http";
import { text } from "node:stream/consumers";
import { requestLine } from "../../../provider/src/cli/emulate";
import {
  type Emulator,
  type RecordedRequest,
  startEmulator,
} from "../../../provider/src/emulator/emulator";

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

function send(
  url: string,
  method: string,
  headers: Record<string, string>,
  body?: string,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) =>
    open(url, { method, agent: false, headers }, resolve).once("error", reject).end(body),
  );
}

describe("the emulator's panel", () => {
  let emulator: Emulator;
  let seen: RecordedRequest[];
  before(async () => {
    emulator = await startEmulator({
      seed: [
        { id: 7, shop_name: "Flowers", webhook_url: "https://hooks.example/a?token=canary" },
        { id: 9, shop_name: `<script>"'&`, shop_url: null },
      ],
      accounts: [
        { account: 2, publicKey: "p", secretKey: "s", seed: [{ id: 12, type: "shopify" }] },
      ],
      onRequest: (request) => seen.push(request),
    });
  });
  beforeEach(() => (seen = []));
  afterEach(() => emulator.reset());
  after(() => emulator.close());

  const own = (): string => emulator.panelUrl.replace(/\/$/, "");
  async function ask(
    method: string,
    path: string,
    { body, headers = {} }: { body?: string; headers?: Record<string, string> } = {},
  ): Promise<Answer> {
    const response = await send(`${own()}${path}`, method, { origin: own(), ...headers }, body);
    return {
      status: response.statusCode ?? 0,
      headers: response.headers,
      body: await text(response),
    };
  }
  const api = (method: string, path: string, body?: string): Promise<IncomingMessage> =>
    send(
      `${emulator.url}${path}`,
      method,
      {
        authorization: `Basic ${Buffer.from("emulator-public:emulator-secret").toString("base64")}`,
      },
      body,
    );
  /** A form as the page sends it: what the shop is, and what was typed. `undefined` is a box that is not ticked. */
  function form(id: number, typed: Record<string, string | undefined> = {}): string {
    const shop = emulator.integration(id);
    const fields: Record<string, string | undefined> = {
      shop_name: shop?.shop_name,
      shop_url: shop?.shop_url,
      service_point_enabled: shop?.service_point_enabled ? "on" : undefined,
      service_point_carriers: shop?.service_point_carriers.join(", "),
      webhook_active: shop?.webhook_active ? "on" : undefined,
      webhook_url: shop?.webhook_url,
      feedback_type: shop?.feedback_type,
      updated_at: shop?.updated_at,
      ...typed,
    };
    const given = Object.entries(fields).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, value]],
    );
    return new URLSearchParams(given).toString();
  }
  const save = (id: number, typed: Record<string, string | undefined>): Promise<Answer> =>
    ask("POST", `/shops/${id}`, { body: form(id, typed) });

  describe("is a page", () => {
    it("with all that it needs in it, in which nothing runs, and which no other page may frame", async () => {
      const { status, body, headers } = await ask("GET", "/");
      assert.equal(status, 200);
      assert.doesNotMatch(body, /<script|\b(src|srcset)=|@import|url\(|\s(style|on[a-z]+)="/);
      assert.match(
        String(headers["content-security-policy"]),
        /^default-src 'none'; style-src 'sha256-[^' ]+'; .*form-action 'self'.*frame-ancestors 'none'/,
      );
    });

    it("that a link of another site may open", async () => {
      const headers = { origin: "https://docs.example", "sec-fetch-site": "cross-site" };
      assert.equal((await ask("GET", "/", { headers })).status, 200);
    });

    it("that shows the shops of every account, and names as text", async () => {
      const { body } = await ask("GET", "/");
      assert.match(body, /Account 1[^]*#7 api[^]*#9 api[^]*Account 2[^]*#12 shopify/);
      assert.ok(body.includes("<bdi>&#60;script&#62;&#34;&#39;&#38;</bdi>"));
    });

    it("that shows the last requests with their times, never keys, and of a URL the host alone", async () => {
      const change = '{"webhook_url":"https://user:canary@hooks.example/canary","shop_name":"A"}';
      await text(await api("PATCH", "/integrations/7", change));
      await text(await api("GET", "/integrations/99"));
      const { body } = await ask("GET", "/");
      const [, requests = ""] = /<ol id="requests">([^]*)<\/ol>/.exec(body) ?? [];
      const lines = requests.split("\n");
      const time = String.raw`<time datetime="[\dT:.-]+Z">\d\d:\d\d:\d\d</time>`;
      assert.match(lines[0] ?? "", new RegExp(`${time} .*GET /integrations/99.*404`));
      assert.match(lines[1] ?? "", new RegExp(`${time} .*PATCH /integrations/7.*204`));
      assert.match(lines[1] ?? "", /https:\/\/hooks\.example\/…/);
      assert.doesNotMatch(requests, /canary|Basic|emulator-secret|ZW11/);
    });
  });

  describe("answers its own page alone", () => {
    const others: [title: string, headers: Record<string, string>][] = [
      ["another site", { origin: "https://evil.example" }],
      ["another port of this machine", { origin: "http://127.0.0.1:1" }],
      ["a page without an origin", { origin: "null" }],
      [
        "a name that was made to lead here",
        { host: "evil.example", origin: "http://evil.example" },
      ],
      [
        "a name that looks like this machine",
        { host: "127.0.0.1.evil.example", origin: "http://127.0.0.1.evil.example" },
      ],
    ];
    for (const [title, headers] of others) {
      it(`and not ${title}`, async () => {
        const body = form(7, { shop_name: "Stolen" });
        const answer = await ask("POST", "/shops/7", { headers, body });
        assert.equal(answer.status, 403);
        assert.doesNotMatch(answer.body, /canary/);
        assert.equal(answer.headers["access-control-allow-origin"], undefined);
        assert.equal(emulator.integration(7)?.shop_name, "Flowers");
      });
    }

    it("and shows nothing under the name of another site", async () => {
      const { status, body } = await ask("GET", "/", { headers: { host: "evil.example" } });
      assert.equal(status, 403);
      assert.doesNotMatch(body, /canary|Flowers/);
    });

    it("and changes nothing where no page is named", async () => {
      const response = await send(`${own()}/shops/7`, "POST", {}, form(7, { shop_name: "Stolen" }));
      assert.equal(response.statusCode, 403);
      assert.equal(emulator.integration(7)?.shop_name, "Flowers");
    });

    it("under localhost too", async () => {
      const host = `localhost:${new URL(own()).port}`;
      const headers = { host, origin: `http://${host}` };
      const body = form(7, { shop_name: "New" });
      assert.equal((await ask("POST", "/shops/7", { headers, body })).status, 303);
      assert.equal(emulator.integration(7)?.shop_name, "New");
    });
  });

  describe("changes shops", () => {
    it("as somebody does in Sendcloud's panel: no request is recorded, and the rest stays", async () => {
      const was = emulator.integration(7);
      const { status, headers } = await save(7, { webhook_active: "on", shop_name: "Tulips" });
      const { updated_at, ...is } = emulator.integration(7) ?? {};
      assert.deepEqual(
        [status, headers.location, { ...is, updated_at: was?.updated_at }],
        [303, "/#shop-7", { ...was, webhook_active: true, shop_name: "Tulips" }],
      );
      assert.notEqual(updated_at, was?.updated_at);
      assert.deepEqual(emulator.requests, []);
    });

    it("also one that has no URL", async () => {
      assert.equal((await save(9, { feedback_type: "none" })).status, 303);
      assert.equal(emulator.integration(9)?.feedback_type, "none");
    });

    it("and clears a webhook, and reads carriers with commas or blanks between them", async () => {
      await save(7, { webhook_url: "", service_point_carriers: " dhl,ups  postnl ," });
      const { webhook_url, service_point_carriers } = emulator.integration(7) ?? {};
      assert.deepEqual([webhook_url, service_point_carriers], ["", ["dhl", "ups", "postnl"]]);
    });

    const refused: [title: string, typed: Record<string, string>, says: RegExp][] = [
      ["an empty name", { shop_name: "" }, /id="shop_name-7-problem">Ensure/],
      ["a URL that is none", { webhook_url: "hooks" }, /id="webhook_url-7-problem">Enter/],
      ["a script as a URL", { shop_url: "javascript:alert(1)" }, /id="shop_url-7-problem">Enter/],
      ["an unknown type of feedback", { feedback_type: "soon" }, /id="feedback_type-7-problem"/],
      ["service points without a carrier", { service_point_enabled: "on" }, /At least one carrier/],
      ["a webhook without a URL", { webhook_active: "on", webhook_url: "" }, /Webhook URL requ/],
      [
        "one right and one wrong setting",
        { shop_name: "New", feedback_type: "soon" },
        /feedback_type-7-problem/,
      ],
    ];
    for (const [title, typed, says] of refused) {
      it(`but not to ${title}, says why, and shows what was typed`, async () => {
        const was = emulator.integration(7);
        const { status, body } = await save(7, typed);
        assert.equal(status, 400);
        assert.match(body, says);
        assert.match(body, /<details id="shop-7" open>/);
        if (typed.shop_name) assert.ok(body.includes(`value="${typed.shop_name}"`));
        assert.deepEqual(emulator.integration(7), was);
      });
    }

    it("but not with a form that is older than the last change", async () => {
      const body = form(7, { shop_name: "Mine" });
      await text(await api("PATCH", "/integrations/7", '{"shop_name":"Theirs"}'));
      const answer = await ask("POST", "/shops/7", { body });
      assert.equal(answer.status, 400);
      assert.match(answer.body, /Not saved\. The shop was changed since/);
      assert.ok(answer.body.includes('value="Theirs"'));
      assert.equal(emulator.integration(7)?.shop_name, "Theirs");
    });

    it("only where there is one", async () => {
      for (const path of ["/shops/8", "/shops/x", "/shops/"])
        assert.equal((await ask("POST", path, { body: form(7) })).status, 404, path);
      assert.equal((await ask("DELETE", "/shops/7")).status, 404);
    });
  });

  it("calls whoever started it with each request, also where the connection breaks", async () => {
    emulator.intercept(({ path }) => (path === "/integrations/9" ? "lose" : false));
    (await api("GET", "/integrations/7")).resume();
    await assert.rejects(api("GET", "/integrations/9"));
    while (seen.length < 2) await new Promise(setImmediate);
    assert.deepEqual(
      seen.map(({ path, status }) => [path, status]),
      [
        ["/integrations/7", 200],
        ["/integrations/9", undefined],
      ],
    );
  });

  describe("a request as a line of the terminal", () => {
    const line = (change: Partial<RecordedRequest>): string =>
      requestLine({
        method: "PATCH",
        path: "/integrations/7",
        body: undefined,
        userAgent: "",
        time: new Date(),
        status: 204,
        ...change,
      });

    it("names the settings, and shows no value", () => {
      assert.equal(
        line({ body: { shop_name: "x", webhook_url: "https://h.example/canary" } }),
        "PATCH /integrations/7 204 shop_name, webhook_url",
      );
    });

    it("says where no answer was given", () =>
      assert.equal(line({ status: undefined, method: "GET" }), "GET /integrations/7 (no answer)"));

    it("is one line of visible text, whatever a client sent", () => {
      const wild = line({ body: { "\u001b[2J\n\u202e": 1, ["x".repeat(5000)]: 2 } });
      assert.doesNotMatch(wild, /[\p{Cc}\p{Cf}]/u);
      assert.ok(wild.length < 300);
    });
  });
});
