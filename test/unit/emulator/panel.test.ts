/** The panel, asked over HTTP as its page does, and as pages of other sites might. */
import assert from "node:assert/strict";
import { type IncomingHttpHeaders, type IncomingMessage, request as open } from "node:http";
import { text } from "node:stream/consumers";
import { requestLine } from "../../../provider/src/cli/emulate/line";
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
  let told: RecordedRequest[];
  before(async () => {
    emulator = await startEmulator({
      seed: [
        { id: 7, shop_name: "Flowers", webhook_url: "https://hooks.example/a?token=canary" },
        { id: 9 },
      ],
      accounts: [
        { account: 2, publicKey: "p", secretKey: "s", seed: [{ id: 12, type: "shopify" }] },
      ],
      onRequest: (request) => told.push(request),
    });
  });
  beforeEach(() => (told = []));
  afterEach(() => emulator.reset());
  after(() => emulator.close());

  const own = (): string => emulator.panelUrl.replace(/\/$/, "");
  async function ask(
    method: string,
    path: string,
    { body, headers = {} }: { body?: object | string; headers?: Record<string, string> } = {},
  ): Promise<Answer> {
    const written = typeof body === "object" ? JSON.stringify(body) : body;
    const response = await send(`${own()}${path}`, method, { origin: own(), ...headers }, written);
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

  describe("is a page of its own", () => {
    it("with all that it needs in it", async () => {
      const { status, body } = await ask("GET", "/");
      assert.equal(status, 200);
      assert.doesNotMatch(
        body,
        /\b(src|action|srcset)=|@import|url\(|https?:\/\/(?!shop\.example)/,
      );
      assert.doesNotMatch(body, /\s(style|on[a-z]+)="/);
    });

    it("in which nothing else may run, and which no other page may frame", async () => {
      const policy = String((await ask("GET", "/")).headers["content-security-policy"]);
      assert.match(
        policy,
        /^default-src 'none'; script-src 'sha256-[^' ]+'; style-src 'sha256-[^' ]+';/,
      );
      assert.match(policy, /frame-ancestors 'none'/);
    });

    it("that a link of another site may open", async () => {
      assert.equal(
        (
          await ask("GET", "/", {
            headers: { origin: "https://docs.example", "sec-fetch-site": "cross-site" },
          })
        ).status,
        200,
      );
    });
  });

  describe("answers its own page alone", () => {
    const asks: [method: string, path: string, body?: object][] = [
      ["GET", "/panel/shops"],
      ["GET", "/panel/events"],
      ["PATCH", "/panel/shops/7", { shop_name: "Stolen" }],
      ["POST", "/panel/shops", { shop_name: "Stolen", shop_url: "https://a.example", type: "api" }],
      ["DELETE", "/panel/shops/7"],
      ["POST", "/panel/reset"],
    ];
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
      ["another site, by a browser that says so", { "sec-fetch-site": "cross-site" }],
      ["another port, by a browser that says so", { "sec-fetch-site": "same-site" }],
    ];
    for (const [title, headers] of others) {
      for (const [method, path, body] of asks) {
        it(`and not ${title}: ${method} ${path}`, async () => {
          const answer = await ask(method, path, { headers, ...(body && { body }) });
          assert.equal(answer.status, 403);
          assert.doesNotMatch(answer.body, /canary/);
          assert.equal(answer.headers["access-control-allow-origin"], undefined);
          assert.equal(emulator.integration(7)?.shop_name, "Flowers");
        });
      }
    }

    it("and changes nothing where no page is named", async () => {
      const response = await send(`${own()}/panel/shops/7`, "DELETE", {});
      assert.equal(response.statusCode, 403);
      assert.ok(emulator.integration(7));
    });

    it("under localhost too", async () => {
      const host = `localhost:${new URL(own()).port}`;
      const change = { body: { shop_name: "New" }, headers: { host, origin: `http://${host}` } };
      assert.equal((await ask("PATCH", "/panel/shops/7", change)).status, 200);
    });
  });

  describe("changes shops", () => {
    it("as somebody does in the panel: no request is recorded, and what is not sent stays", async () => {
      const was = emulator.integration(7);
      const { status } = await ask("PATCH", "/panel/shops/7", {
        body: { webhook_active: true, shop_name: "Tulips" },
      });
      const { updated_at, ...is } = emulator.integration(7) ?? {};
      assert.deepEqual(
        [status, { ...is, updated_at: was?.updated_at }],
        [200, { ...was, webhook_active: true, shop_name: "Tulips" }],
      );
      assert.notEqual(updated_at, was?.updated_at);
      assert.deepEqual(emulator.requests, []);
    });

    it("and takes an empty webhook URL as none, whatever clears it by API", async () => {
      emulator.behave({ clearedBy: "nothing" });
      assert.equal(
        (await ask("PATCH", "/panel/shops/7", { body: { webhook_url: "" } })).status,
        200,
      );
      assert.equal(emulator.integration(7)?.webhook_url, "");
    });

    const refused: [title: string, body: object | string, says: RegExp][] = [
      ["an empty name", { shop_name: "" }, /"field":"shop_name"/],
      ["a URL that is none", { webhook_url: "hooks" }, /"field":"webhook_url"/],
      ["a script as a URL", { shop_url: "javascript:alert(1)" }, /"field":"shop_url"/],
      ["a flag as text", { webhook_active: "yes" }, /"field":"webhook_active"/],
      ["an unknown type of feedback", { feedback_type: "soon" }, /"field":"feedback_type"/],
      ["service points without a carrier", { service_point_enabled: true }, /At least one carrier/],
      [
        "a webhook without a URL",
        { webhook_active: true, webhook_url: "" },
        /Webhook URL required/,
      ],
      ["another number", { id: 8 }, /"field":"id"/],
      ["a member of every object", '{"__proto__":{"shop_name":"x"}}', /__proto__/],
      ["no object", "[]", /object/],
      ["no JSON", "shop_name=x", /object/],
      [
        "one right and one wrong setting",
        { shop_name: "New", feedback_type: "soon" },
        /feedback_type/,
      ],
    ];
    for (const [title, body, says] of refused) {
      it(`but not to ${title}, and says why`, async () => {
        const was = emulator.integration(7);
        const answer = await ask("PATCH", "/panel/shops/7", { body });
        assert.equal(answer.status, 400);
        assert.match(answer.body, says);
        assert.deepEqual(emulator.integration(7), was);
      });
    }

    it("adds one under the next number, with what a new shop has", async () => {
      const { status } = await ask("POST", "/panel/shops", {
        body: { shop_name: "New", shop_url: "https://new.example", type: "shopify" },
      });
      const { shop_name, type, webhook_active, service_point_carriers } =
        emulator.integration(13) ?? {};
      assert.deepEqual(
        [status, shop_name, type, webhook_active, service_point_carriers],
        [201, "New", "shopify", false, []],
      );
      assert.equal((await api("GET", "/integrations/13")).statusCode, 200);
    });

    it("adds none that is not valid", async () => {
      const body = { shop_name: "", shop_url: "shop", type: "Shop!" };
      assert.match((await ask("POST", "/panel/shops", { body })).body, /shop_name.*shop_url.*type/);
      assert.equal((await ask("POST", "/panel/shops", { body: {} })).status, 400);
      assert.equal(emulator.integration(13), undefined);
    });

    it("removes one, once", async () => {
      assert.equal((await ask("DELETE", "/panel/shops/7")).status, 200);
      assert.equal((await ask("DELETE", "/panel/shops/7")).status, 404);
      assert.equal((await api("GET", "/integrations/7")).statusCode, 404);
    });

    it("goes back to the start", async () => {
      await api("PATCH", "/integrations/7", '{"shop_name":"New"}');
      assert.equal((await ask("POST", "/panel/reset")).status, 200);
      assert.deepEqual(
        [emulator.integration(7)?.shop_name, emulator.requests.length],
        ["Flowers", 0],
      );
    });
  });

  it("finds shops of every account by number, name, URL and type", async () => {
    const found = async (filter: string): Promise<unknown> =>
      (await ask("GET", `/panel/shops?filter=${encodeURIComponent(filter)}`)).body.match(
        /"id":\d+/g,
      );
    assert.deepEqual(await found(""), ['"id":7', '"id":9', '"id":12']);
    assert.deepEqual(await found("#12"), ['"id":12']);
    assert.deepEqual(await found(" FLOW"), ['"id":7']);
    assert.deepEqual(await found("shopify"), ['"id":12']);
    assert.equal(await found("nothing"), null);
  });

  it("gives the first of many shops, and says how many there are", async () => {
    const { body } = await ask("GET", "/panel/shops?limit=1");
    assert.match(body, /^\{"shops":\[\{"id":7,[^{]*\}\],"matches":3,/);
  });

  describe("tells of requests as they arrive", () => {
    it("those of before first, and of each its credentials never, of a URL the host alone", async () => {
      (
        await api(
          "PATCH",
          "/integrations/7",
          '{"webhook_url":"https://user:canary@hooks.example/canary","shop_name":"Lilies"}',
        )
      ).resume();
      const feed = await send(`${own()}/panel/events`, "GET", {});
      const chunks = feed.setEncoding("utf8")[Symbol.asyncIterator]();
      let seen = "";
      const until = async (pattern: RegExp): Promise<void> => {
        while (!pattern.test(seen)) seen += String((await chunks.next()).value);
      };
      await until(/event: start\ndata: \[.*"status":204.*\n\n/);
      (await api("GET", "/integrations/99")).resume();
      await until(
        /event: request\ndata: \{"method":"GET","path":"\/integrations\/99","status":404,"body":""\}\n\n/,
      );
      emulator.edit(7, { shop_name: "Roses" });
      await until(/event: changed\n/);
      emulator.reset();
      await until(/event: reset\n/);
      feed.destroy();
      assert.match(seen, /https:\/\/hooks\.example\/…/);
      assert.match(seen, /Lilies/);
      assert.doesNotMatch(seen, /canary|Basic|emulator-secret|ZW11/);
    });

    it("to whoever started it, also where the connection breaks", async () => {
      emulator.intercept(({ path }) => (path === "/integrations/9" ? "lose" : false));
      (await api("GET", "/integrations/7")).resume();
      await assert.rejects(api("GET", "/integrations/9"));
      while (told.length < 2) await new Promise(setImmediate);
      assert.deepEqual(
        told.map(({ path, status }) => [path, status]),
        [
          ["/integrations/7", 200],
          ["/integrations/9", undefined],
        ],
      );
    });
  });

  describe("a request as a line of the terminal", () => {
    const line = (change: Partial<RecordedRequest>): string =>
      requestLine({
        method: "PATCH",
        path: "/integrations/7",
        body: undefined,
        userAgent: "",
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
