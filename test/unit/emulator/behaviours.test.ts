/** The emulator's behaviours, each by its name: what is recorded by default, and what else a client may meet. */
import assert from "node:assert/strict";
import { type IncomingHttpHeaders, request as open } from "node:http";
import { buffer } from "node:stream/consumers";
import { type Accepted, overLimit } from "../../../provider/src/emulator/behaviours";
import {
  type Emulator,
  type EmulatorOptions,
  startEmulator,
} from "../../../provider/src/emulator/emulator";

const basic = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
const keys = basic("emulator-public", "emulator-secret");

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  /** Every Link header, one by one. */
  links: string[];
  text: string;
  /** How many pieces the body arrived in. */
  pieces: number;
}

/** Asks over a socket of its own. */
function ask(
  url: string,
  {
    method = "GET",
    body,
    authorization = keys,
  }: { method?: string; body?: string; authorization?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = open(url, { method, agent: false, headers: { authorization } }, (response) => {
      let pieces = 0;
      response.on("data", () => pieces++);
      const links = response.rawHeaders.filter(
        (_, index, all) => index % 2 === 1 && all[index - 1]?.toLowerCase() === "link",
      );
      buffer(response).then(
        (body) =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            links,
            text: body.toString(),
            pieces,
          }),
        reject,
      );
    });
    sent.once("error", reject).end(body);
  });
}

/** The JSON of an answer, with its paths as text, such as `data.webhook_url`. */
function at({ text: json }: Answer, path: string): unknown {
  let value: unknown = JSON.parse(json);
  for (const name of path.split(".").filter(Boolean)) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Object.entries(value).find(([key]) => key === name)?.[1];
  }
  return value;
}

describe("the emulator's behaviours", () => {
  let emulator: Emulator;
  const running: Emulator[] = [];
  afterEach(() => Promise.all(running.splice(0).map((one) => one.close())));

  const start = async (options: EmulatorOptions = {}): Promise<void> => {
    emulator = await startEmulator({ seed: [{ id: 1 }], ...options });
    running.push(emulator);
  };
  const get = (path = "/integrations/1", authorization = keys): Promise<Answer> =>
    ask(`${emulator.url}${path}`, { authorization });
  const patch = (change: object, authorization = keys): Promise<Answer> =>
    ask(`${emulator.url}/integrations/1`, {
      method: "PATCH",
      body: JSON.stringify(change),
      authorization,
    });
  const hooked = { id: 1, webhook_url: "https://hooks.example/1" };

  describe("what is not set", () => {
    const unset = [{ id: 1, shop_url: null, webhook_url: null, service_point_carriers: null }];

    it("is empty text and an empty list, as recorded", async () => {
      await start({ seed: unset });
      const answer = await get();
      assert.deepEqual(
        ["shop_url", "webhook_url", "service_point_carriers"].map((name) =>
          at(answer, `data.${name}`),
        ),
        ["", "", []],
      );
      assert.equal(emulator.integration(1)?.webhook_url, "");
    });

    it("is what a panel's edit to null makes of a setting", async () => {
      await start({ seed: [hooked] });
      emulator.edit(1, { webhook_url: null, shop_name: "Panel" });
      assert.equal(at(await get(), "data.webhook_url"), "");
      assert.equal(emulator.integration(1)?.shop_name, "Panel");
    });

    it("can be made of a webhook URL by null, and not by empty text", async () => {
      await start({ seed: [hooked] });
      const refused = await patch({ webhook_url: "" });
      assert.equal(refused.status, 400);
      assert.match(refused.text, /"pointer":"\/data\/attributes\/webhook_url"/);
      assert.equal(emulator.integration(1)?.webhook_url, hooked.webhook_url);
      assert.equal((await patch({ webhook_url: null })).status, 204);
      assert.equal(emulator.integration(1)?.webhook_url, "");
    });
  });

  describe("request limits", () => {
    const statuses = async (count: number, call: () => Promise<Answer>): Promise<number[]> => {
      const found: number[] = [];
      for (let turn = 0; turn < count; turn++) found.push((await call()).status);
      return found;
    };
    const rename = (): Promise<Answer> => patch({ shop_name: "New" });

    it("are none by default", async () => {
      await start();
      assert.ok(
        (await Promise.all(Array.from({ length: 120 }, rename))).every(
          ({ status }) => status === 204,
        ),
      );
    });

    it("are as documented where they are asked for: 1,000 reads and 100 writes a minute, and 15 writes a second", () => {
      const accepted: Accepted = { reads: [], writes: [] };
      const passes = (method: string, time: number): boolean =>
        overLimit(method, accepted, "documented", time) === undefined;
      const passing = (count: number, method: string, time: (turn: number) => number): number =>
        Array.from({ length: count }, (_, turn) => passes(method, time(turn))).filter(Boolean)
          .length;
      assert.equal(
        passing(20, "PATCH", () => 0),
        15,
      );
      assert.ok(
        !passes("PATCH", 999) && passes("PATCH", 1_000),
        "a second later there is room again",
      );
      assert.equal(
        passing(200, "PATCH", (turn) => 2_000 + turn * 100),
        84,
        "16 of the minute's 100 were gone",
      );
      assert.ok(
        !passes("PATCH", 59_999) && passes("PATCH", 60_000),
        "a minute later there is room again",
      );
      assert.equal(
        passing(1_010, "GET", () => 0),
        1_000,
      );
    });

    it("count over HTTP, too", async () => {
      await start({ limits: { writesPerMinute: 100, writesPerSecond: Infinity } });
      const writes = await Promise.all(Array.from({ length: 110 }, rename));
      assert.equal(writes.filter(({ status }) => status === 429).length, 10);
      assert.equal((await get()).status, 200, "reads have a limit of their own");
    });

    it("can be others, and the refusal has neither a header nor a body", async () => {
      await start({ limits: { readsPerMinute: 3, writesPerMinute: 2, writesPerSecond: Infinity } });
      assert.deepEqual(await statuses(3, rename), [204, 204, 429]);
      assert.deepEqual(await statuses(4, get), [200, 200, 200, 429]);
      const refused = await get();
      assert.equal(refused.text, "");
      assert.equal(refused.headers["retry-after"], undefined);
      emulator.reset();
      assert.equal((await get()).status, 200);
    });

    it("hold for an account, not for the emulator", async () => {
      const other = { account: 2, publicKey: "other", secretKey: "secret", seed: [{ id: 2 }] };
      await start({ limits: { readsPerMinute: 1 }, accounts: [other] });
      assert.deepEqual(await statuses(2, get), [200, 429]);
      assert.equal((await get("/integrations/2", basic("other", "secret"))).status, 200);
    });
  });

  describe("pages", () => {
    const seed = [{ id: 1 }, { id: 2 }, { id: 3 }];
    const ids = ({ text: body }: Answer): string[] =>
      [...body.matchAll(/"id":(\d+)/g)].map(([, id = ""]) => id);

    it("are none by default: one list, however long", async () => {
      await start({ seed: Array.from({ length: 300 }, (_, index) => ({ id: index + 1 })) });
      const answer = await get("/integrations");
      assert.equal(ids(answer).length, 300);
      assert.deepEqual(answer.links, []);
    });

    it("lead to all of it, by a whole URL that keeps the order", async () => {
      await start({ seed, pageSize: 2 });
      const first = await get("/integrations?sort=-created_at");
      const next = /^<(.*)>; rel="next"$/.exec(first.links.join())?.[1] ?? "";
      assert.ok(next.startsWith(`${emulator.url}/integrations?sort=-created_at&`));
      const second = await ask(next);
      assert.deepEqual([ids(first), ids(second), second.links], [["1", "2"], ["3"], []]);
    });

    it("refuse a cursor that they have not given", async () => {
      await start({ seed, pageSize: 2 });
      assert.equal((await get("/integrations?cursor=2")).status, 400);
    });
  });

  it("writes the date of a change as it was recorded, with microseconds and an offset", async () => {
    await start();
    await patch({ shop_name: "New" });
    assert.match((await get()).text, /"updated_at":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+01:00"/);
  });

  describe("accounts", () => {
    const berlin = {
      account: 20,
      publicKey: "berlin",
      secretKey: "berlin-secret",
      seed: [{ id: 2 }],
    };
    const asBerlin = basic("berlin", "berlin-secret");

    it("say who they are, and go on to after a rotation of their keys", async () => {
      await start({ account: 10, accounts: [berlin] });
      assert.equal(emulator.account, 10);
      assert.equal(
        (await get("/user/auth/metadata")).text,
        '{"data":{"user_id":10,"integration_id":1}}',
      );
      assert.equal(
        (await get("/user/auth/metadata", asBerlin)).text,
        '{"data":{"user_id":20,"integration_id":2}}',
      );
      emulator.rotate("next");
      emulator.rotate("next-berlin", 20);
      assert.equal((await get("/user/auth/metadata")).status, 401);
      assert.equal(
        at(await get("/user/auth/metadata", basic("emulator-public", "next")), "data.user_id"),
        10,
      );
      assert.equal(
        at(await get("/user/auth/metadata", basic("berlin", "next-berlin")), "data.user_id"),
        20,
      );
      emulator.reset();
      assert.equal((await get("/user/auth/metadata", asBerlin)).status, 200);
    });

    it("do not see each other's integrations, which answer as deleted ones do", async () => {
      await start({ accounts: [berlin] });
      const [foreign, deleted] = [
        await get("/integrations/1", asBerlin),
        await get("/integrations/9", asBerlin),
      ];
      assert.equal(foreign.status, 404);
      assert.equal(foreign.text, deleted.text);
      assert.equal((await patch({ shop_name: "New" }, asBerlin)).status, 404);
      assert.deepEqual((await get("/integrations", asBerlin)).text.match(/"id":\d/g), ['"id":2']);
      emulator.edit(2, { shop_name: "Berlin" });
      assert.equal(at(await get("/integrations/2", asBerlin), "data.shop_name"), "Berlin");
    });

    it("have ids, keys and integrations of their own", async () => {
      await start();
      await assert.rejects(
        startEmulator({ accounts: [{ ...berlin, account: 1 }] }),
        /same user id/,
      );
      await assert.rejects(
        startEmulator({ accounts: [{ ...berlin, publicKey: "emulator-public" }] }),
        /same public key/,
      );
      await assert.rejects(startEmulator({ seed: [{ id: 2 }], accounts: [berlin] }), /same id/);
    });
  });

  describe("an accepted change", () => {
    const both = { shop_name: "New", feedback_type: "none" };

    it("is answered with nothing, as documented", async () => {
      await start();
      const { status, text: body } = await patch(both);
      assert.deepEqual([status, body], [204, ""]);
    });
  });

  it("is refused in the spelling of v3, which names the field", async () => {
    await start();
    assert.deepEqual(at(await patch({ shop_url: "<shop>" }), ""), {
      errors: [
        {
          status: "400",
          code: "invalid",
          title: "Invalid field",
          detail: "Enter a valid URL.",
          source: { pointer: "/data/attributes/shop_url" },
        },
      ],
    });
    assert.equal(at(await get("/integrations/9"), "errors.0.status"), 404);
  });

  it("stores what was sent", async () => {
    await start();
    const change = { shop_url: "HTTPS://A.example?#", shop_name: " Shop " };
    assert.equal((await patch(change)).status, 204);
    assert.deepEqual({ ...emulator.integration(1), ...change }, emulator.integration(1));
  });

  describe("an interceptor", () => {
    it("can give the client another answer than the API's", async () => {
      await start();
      emulator.intercept((_request, response, answer) => {
        const { status, headers, body } = answer();
        response.writeHead(status, headers).end(body.replace('"Shop"', '"Another"'));
        return true;
      });
      assert.equal(at(await get(), "data.shop_name"), "Another");
    });

    it("can give the API another request than the client's, or several", async () => {
      await start();
      emulator.intercept(({ method }, response, answer) => {
        if (method !== "PATCH") return false;
        const before = answer({ method: "GET", body: undefined });
        assert.equal(answer({ body: { shop_name: "TRIMMED" } }).status, 204);
        response.writeHead(200, before.headers).end(before.body);
        return true;
      });
      const answer = await patch({ shop_name: " trimmed " });
      assert.deepEqual([answer.status, at(answer, "data.shop_name")], [200, "Shop"]);
      assert.equal(emulator.integration(1)?.shop_name, "TRIMMED");
      assert.deepEqual(
        emulator.requests.map(({ method, body }) => [method, body]),
        [["PATCH", { shop_name: " trimmed " }]],
        "what is recorded is what was asked",
      );
    });

    it("can hide an endpoint, and change a token", async () => {
      await start();
      emulator.intercept(({ path }, response, answer) => {
        const given = path === "/user/auth/metadata" ? answer({ path: "/nowhere" }) : answer();
        response.writeHead(given.status, given.headers).end(given.body.replace("3600", '"60"'));
        return true;
      });
      assert.equal((await get("/user/auth/metadata")).status, 404);
      const token = await ask(emulator.tokenUrl, {
        method: "POST",
        body: "grant_type=client_credentials",
        authorization: basic("emulator-client", "emulator-client-secret"),
      });
      assert.equal(at(token, "expires_in"), "60");
    });
  });

  describe("OAuth2", () => {
    const token = (form: string, url = emulator.tokenUrl): Promise<Answer> =>
      ask(url, {
        method: "POST",
        body: `grant_type=client_credentials${form}`,
        authorization: basic("emulator-client", "emulator-client-secret"),
      });
    const bearer = async (form: string): Promise<string> =>
      `Bearer ${String(at(await token(form), "access_token"))}`;

    it("grants all that the client has where no scope is asked for, and what is asked for otherwise", async () => {
      await start();
      assert.equal(at(await token(""), "scope"), "api read:integration write:integration");
      assert.equal(at(await token("&scope=read:integration"), "scope"), "read:integration");
      assert.equal(at(await token(""), "expires_in"), 3600);
    });

    it("refuses a scope that it does not know, or that the client does not have", async () => {
      await start({ scopes: ["read:integration", "write:integration"] });
      for (const scope of ["everything", "api"]) {
        const answer = await token(`&scope=${scope}`);
        assert.deepEqual([answer.status, at(answer, "error")], [400, "invalid_scope"]);
      }
    });

    it("refuses with 403 what a token has no scope for", async () => {
      await start();
      const [reads, writes] = [
        await bearer("&scope=read:integration"),
        await bearer("&scope=write:integration"),
      ];
      assert.deepEqual(
        [
          (await get("/integrations", reads)).status,
          (await patch({ shop_name: "New" }, reads)).status,
        ],
        [200, 403],
      );
      assert.deepEqual(
        [
          (await get("/integrations", writes)).status,
          (await patch({ shop_name: "New" }, writes)).status,
        ],
        [403, 204],
      );
    });

    it("says when a token expires, as a number", async () => {
      await start({ tokenLifetime: 60 });
      assert.equal(at(await token(""), "expires_in"), 60);
    });

    it("is at its address with a slash, too", async () => {
      await start();
      assert.equal((await token("", `${emulator.tokenUrl}/`)).status, 200);
    });

    it("gives tokens that belong to the client's account", async () => {
      const other = {
        account: 2,
        publicKey: "p",
        secretKey: "s",
        clientId: "c",
        clientSecret: "cs",
        seed: [{ id: 2 }],
      };
      await start({ accounts: [other] });
      const { text: body } = await ask(emulator.tokenUrl, {
        method: "POST",
        body: "grant_type=client_credentials",
        authorization: basic("c", "cs"),
      });
      const authorization = `Bearer ${/"access_token":"([^"]+)"/.exec(body)?.[1]}`;
      assert.deepEqual(
        [
          (await get("/integrations/2", authorization)).status,
          (await get("/integrations/1", authorization)).status,
        ],
        [200, 404],
      );
    });
  });

  it("goes back to the behaviours of the start", async () => {
    await start({ seed: [{ id: 1 }, { id: 2 }], pageSize: 1 });
    emulator.behave({ pageSize: 2 });
    assert.deepEqual((await get("/integrations")).links, []);
    emulator.reset();
    assert.equal((await get("/integrations")).links.length, 1);
  });
});
