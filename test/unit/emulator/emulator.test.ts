/** The emulator, asked over HTTP as anybody could: what is recorded by default, and what else a client may meet. */
import assert from "node:assert/strict";
import { type Accepted, overLimit } from "../../../provider/src/emulator/behaviours";
import * as emulation from "../../../provider/src/emulator/emulator";
import { isMap } from "../../../provider/src/values";
import { type Answer, ask, authorization, basic } from "./ask";

/** What stands in the JSON of an answer at a path, such as `data.webhook_url`. */
function at({ body }: Answer, path: string): unknown {
  let value: unknown = JSON.parse(body);
  for (const name of path.split(".")) value = isMap(value) ? value[name] : undefined;
  return value;
}

describe("the emulator", () => {
  let emulator: emulation.Emulator;
  const running: emulation.Emulator[] = [];
  afterEach(() => Promise.all(running.splice(0).map((one) => one.close())));

  const start = async (options: emulation.EmulatorOptions = {}): Promise<void> => {
    emulator = await emulation.startEmulator({ seed: [{ id: 1 }], ...options });
    running.push(emulator);
  };
  const api = (method: string, path: string, key: string, body?: unknown): Promise<Answer> =>
    ask(
      emulator.url + path,
      method,
      { authorization: key },
      body ? JSON.stringify(body) : undefined,
    );
  const get = (path = "/integrations/1", key = authorization): Promise<Answer> =>
    api("GET", path, key);
  const patch = (change: unknown, key = authorization, id = 1): Promise<Answer> =>
    api("PATCH", `/integrations/${id}`, key, change);
  const ids = ({ body }: Answer): string => (body.match(/(?<="id":)\d+/g) ?? []).join();
  const shop = (id = 1): object | undefined => emulator.integration(id);

  const berlin = { account: 20, publicKey: "b", secretKey: "bs" };
  const accounts = [{ ...berlin, clientId: "c", clientSecret: "cs", seed: [{ id: 2 }] }];
  const asBerlin = basic("b", "bs");
  const asClient = basic("emulator-client", "emulator-client-secret");
  const grant = "grant_type=client_credentials";
  const token = (form = grant, key = asClient, url = emulator.tokenUrl): Promise<Answer> =>
    ask(url, "POST", { authorization: key }, form);
  const bearer = async (form = grant, key = asClient): Promise<string> =>
    `Bearer ${String(at(await token(form, key), "access_token"))}`;

  it("changes what is sent, and nothing else; answers with nothing, and records no key", async () => {
    await start();
    const before = emulator.integration(1);
    const { status, body } = await patch({ shop_url: "HTTPS://A.example?#", shop_name: " Shop " });
    assert.deepEqual([status, body], [204, ""]);
    const { updated_at = "", ...rest } = emulator.integration(1) ?? {};
    const changed = { ...before, shop_url: "HTTPS://A.example?#", shop_name: " Shop " };
    assert.deepEqual({ ...rest, updated_at: before?.updated_at }, changed);
    assert.match(updated_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+01:00$/);
    assert.notEqual(updated_at, before?.updated_at);
    assert.doesNotMatch(JSON.stringify(emulator.requests), /secret|Basic|ZW11/i);
  });

  it("spells what is not set as empty text and an empty list, also after it was cleared", async () => {
    const unset = { shop_url: null, webhook_url: null, service_point_carriers: null };
    const webhook_url = "https://hooks.example";
    await start({
      seed: [
        { id: 1, ...unset },
        { id: 2, webhook_url },
        { id: 3, webhook_url },
      ],
    });
    emulator.edit(2, { webhook_url: null, shop_name: "Panel" });
    assert.equal((await patch({ webhook_url: null }, undefined, 3)).status, 204);
    for (const [name, value] of Object.entries({ shop_url: "", service_point_carriers: [] }))
      assert.deepEqual(at(await get(), `data.${name}`), value);
    for (const id of [1, 2, 3]) {
      assert.equal(at(await get(`/integrations/${id}`), "data.webhook_url"), "");
      assert.equal(emulator.integration(id)?.webhook_url, "");
    }
    assert.equal(emulator.integration(2)?.shop_name, "Panel");
  });

  it("refuses in the spelling of v3, which names the field", async () => {
    await start();
    const source = { pointer: "/data/attributes/shop_url" };
    const text = { code: "invalid", title: "Invalid field", detail: "Enter a valid URL." };
    const { body } = await patch({ shop_url: "<shop>" });
    assert.deepEqual(JSON.parse(body), { errors: [{ status: "400", ...text, source }] });
    assert.match((await get("/integrations/9")).body, /"status":404,/);
  });

  const refused: [title: string, body: unknown, code: string][] = [
    ["an unknown field", { colour: "red" }, "unknown_field"],
    ["an empty name", { shop_name: "" }, "invalid"],
    ["a name of 251 characters", { shop_name: "x".repeat(251) }, "invalid"],
    ["a URL that is none", { shop_url: "shop" }, "invalid"],
    ["a webhook URL of empty text", { webhook_url: "" }, "invalid"],
    ["a shop URL of null", { shop_url: null }, "invalid"],
    ["carriers that are no list", { service_point_carriers: "dhl" }, "not_a_list"],
    ["a feedback type that is none", { feedback_type: "soon" }, "invalid_choice"],
    ["an active webhook without URL", { webhook_active: true }, "validation_error"],
    ["service points without carrier", { service_point_enabled: true }, "validation_error"],
    ["a list", [], "invalid"],
  ];
  for (const [title, body, code] of refused) {
    it(`refuses ${title}, and changes nothing`, async () => {
      await start();
      const before = shop();
      const answer = await patch(body);
      assert.equal(answer.status, 400);
      assert.ok(answer.body.includes(`"status":"400","code":"${code}"`), answer.body);
      assert.deepEqual(shop(), before);
    });
  }

  it("checks joint rules against what is stored, or against the body alone", async () => {
    const seed = [{ id: 1, webhook_url: "https://hooks.example" }];
    await start({ seed });
    assert.equal((await patch({ webhook_active: true })).status, 204);
    await start({ seed, rules: "body" });
    assert.equal((await patch({ webhook_active: true })).status, 400);
  });

  it("listens on loopback alone; answers 404 for what it does not have, 405 for what it does not do, 403 for a GET with a body", async () => {
    await start();
    assert.match(emulator.url, /^http:\/\/127\.0\.0\.1:\d+\/api\/v3$/);
    const outside = emulator.url.replace("/api/v3", "");
    for (const [url, status, method, body] of [
      [`${emulator.url}/integrations/9`, 404],
      [`${emulator.url}/parcels`, 404],
      [`${outside}/integrations/1`, 404],
      [`${emulator.url}/integrations/1`, 405, "DELETE"],
      [`${emulator.url}/integrations`, 405, "PATCH", "{}"],
      [`${emulator.url}/integrations/1`, 403, "GET", "{}"],
    ] as const) {
      const length = { "content-length": String(body?.length ?? 0) };
      const answer = await ask(url, method, { authorization, ...length }, body);
      assert.equal(answer.status, status, url);
    }
    assert.ok(shop());
  });

  it("refuses wrong and missing keys", async () => {
    await start();
    for (const key of ["", basic("emulator-public", "x"), "Bearer x"]) {
      const { status, body } = await get(undefined, key);
      assert.equal(status, 401);
      assert.match(body, /"code":"authentication_failed"/);
    }
  });

  it("has neither limits nor pages by default", async () => {
    await start({ seed: Array.from({ length: 300 }, (_, index) => ({ id: index + 1 })) });
    const all = Array.from({ length: 120 }, () => patch({ shop_name: "New" }));
    assert.ok((await Promise.all(all)).every(({ status }) => status === 204));
    const { body, headers } = await get("/integrations");
    assert.deepEqual([body.match(/"id":/g)?.length, headers.link], [300, undefined]);
  });

  describe("with a list", () => {
    const seed: emulation.Seed[] = [
      { id: 2, created_at: "2026-01-02T00:00:00Z" },
      { id: 1, created_at: "2026-01-01T00:00:00Z", started_failing_at: "2026-05-05T00:00:00Z" },
      { id: 3, created_at: "2026-01-03T00:00:00Z" },
    ];

    it("sorts it as asked", async () => {
      await start({ seed });
      for (const [query, sorted] of [
        ["", "1,2,3"],
        ["?sort=-created_at", "3,2,1"],
        ["?sort=failing_since", "2,3,1"],
      ] as const)
        assert.equal(ids(await get(`/integrations${query}`)), sorted);
      assert.equal((await get("/integrations?sort=colour")).status, 400);
    });

    it("leads to all of it in pages, by a whole URL that keeps the order", async () => {
      await start({ seed, pageSize: 2 });
      const first = await get("/integrations?sort=-created_at");
      const next = /^<(.*)>; rel="next"$/.exec(first.headers.link?.toString() ?? "")?.[1] ?? "";
      assert.ok(next.startsWith(`${emulator.url}/integrations?sort=-created_at&`));
      const second = await ask(next);
      assert.deepEqual([ids(first), ids(second), second.headers.link], ["3,2", "1", undefined]);
      assert.equal((await get("/integrations?cursor=2")).status, 400, "a cursor of its own alone");
    });
  });

  describe("with request limits", () => {
    const rename = (): Promise<Answer> => patch({ shop_name: "New" });
    const statuses = async (count: number, call: () => Promise<Answer>): Promise<number[]> => {
      const found: number[] = [];
      for (let turn = 0; turn < count; turn++) found.push((await call()).status);
      return found;
    };

    it("has the documented ones: 1,000 reads and 100 writes a minute, and 15 writes a second", () => {
      const accepted: Accepted = { reads: [], writes: [] };
      const passing = (method: string, from: number, count = 1, step = 0): number =>
        Array.from({ length: count }, (_, turn) => from + turn * step).filter(
          (time) => overLimit(method, accepted, "documented", time) === undefined,
        ).length;
      assert.equal(passing("PATCH", 0, 20), 15);
      assert.deepEqual([passing("PATCH", 999), passing("PATCH", 1_000)], [0, 1], "a second later");
      assert.equal(passing("PATCH", 2_000, 200, 100), 84, "16 of the minute's 100 were gone");
      const later = [passing("PATCH", 59_999), passing("PATCH", 60_000)];
      assert.deepEqual(later, [0, 1], "a minute later");
      assert.equal(passing("GET", 0, 1_010), 1_000);
    });

    it("refuses without a header and a body, of reads and writes and of each account apart", async () => {
      const limits = { readsPerMinute: 3, writesPerMinute: 2, writesPerSecond: Infinity };
      await start({ limits, accounts });
      assert.deepEqual(await statuses(3, rename), [204, 204, 429]);
      assert.deepEqual(await statuses(4, get), [200, 200, 200, 429]);
      const refused = await get();
      assert.deepEqual([refused.body, refused.headers["retry-after"]], ["", undefined]);
      assert.equal((await get("/integrations/2", asBerlin)).status, 200);
      emulator.reset();
      assert.equal((await get()).status, 200);
    });
  });

  describe("with several accounts", () => {
    it("says who they are, also after a rotation of their keys", async () => {
      await start({ account: 10, accounts });
      const owner = async (...key: [string, string]): Promise<unknown> =>
        JSON.parse((await get("/user/auth/metadata", basic(...key))).body);
      assert.equal(emulator.account, 10);
      const one = { data: { user_id: 10, integration_id: 1 } };
      const two = { data: { user_id: 20, integration_id: 2 } };
      assert.deepEqual(await owner("emulator-public", "emulator-secret"), one);
      assert.deepEqual(await owner("b", "bs"), two);
      emulator.rotate("next");
      emulator.rotate("next-berlin", 20);
      assert.equal((await get("/user/auth/metadata")).status, 401);
      assert.deepEqual(await owner("emulator-public", "next"), one);
      assert.deepEqual(await owner("b", "next-berlin"), two);
      emulator.reset();
      assert.deepEqual(await owner("b", "bs"), two);
    });

    it("shows none the integrations of another, which answer as deleted ones do", async () => {
      await start({ accounts });
      const foreign = await get("/integrations/1", asBerlin);
      assert.equal(foreign.status, 404);
      assert.equal(foreign.body, (await get("/integrations/9", asBerlin)).body);
      assert.equal((await patch({ shop_name: "New" }, asBerlin)).status, 404);
      assert.equal(ids(await get("/integrations", asBerlin)), "2");
      emulator.edit(2, { shop_name: "Berlin" });
      assert.equal(at(await get("/integrations/2", asBerlin), "data.shop_name"), "Berlin");
    });
  });

  for (const [options, says] of [
    [{ accounts: [{ ...berlin, account: 1 }] }, /two accounts have the same user id, 1$/],
    [{ accounts: [{ ...berlin, publicKey: "emulator-public" }] }, /same public key$/],
    [{ seed: [{ id: 2 }], accounts }, /same id, 2$/],
    [{ seed: [{ id: 0 }, { id: 3 }, { id: 3 }] }, /start with are not valid: \[0\]\.id: [^\n]+$/],
    [{ seed: [{ id: 3 }, { id: 3 }] }, /not valid: two integrations have the same id, 3$/],
  ] as const) {
    it(`does not start with ${JSON.stringify(options)}, and says why in one line`, () =>
      assert.rejects(emulation.startEmulator(options), says));
  }

  describe("with an interceptor", () => {
    it("gives the API another request than the client's, or several", async () => {
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
      const asked = emulator.requests.map(({ method, body }) => [method, body]);
      assert.deepEqual(asked, [["PATCH", { shop_name: " trimmed " }]], "records what was asked");
    });

    it("gives the client another answer than the API's, hides an endpoint, and changes a token", async () => {
      await start();
      emulator.intercept(({ path }, response, answer) => {
        const given = path === "/user/auth/metadata" ? answer({ path: "/nowhere" }) : answer();
        const body = given.body.replace("3600", '"60"').replace('"Shop"', '"Another"');
        response.writeHead(given.status, given.headers).end(body);
        return true;
      });
      assert.equal(at(await get(), "data.shop_name"), "Another");
      assert.equal((await get("/user/auth/metadata")).status, 404);
      assert.equal(at(await token(), "expires_in"), "60");
    });

    it("does what is asked, and loses the answer", async () => {
      await start();
      emulator.intercept(() => "lose");
      await assert.rejects(patch({ shop_name: "Lost" }));
      assert.equal(emulator.integration(1)?.shop_name, "Lost");
    });
  });

  describe("with OAuth2", () => {
    it("grants all that the client has where no scope is asked for, and what is asked for otherwise", async () => {
      await start();
      assert.equal(at(await token(), "scope"), "api read:integration write:integration");
      assert.equal(at(await token(`${grant}&scope=read:integration`), "scope"), "read:integration");
      assert.equal(at(await token(), "expires_in"), 3600);
      assert.equal((await token(grant, asClient, `${emulator.tokenUrl}/`)).status, 200);
    });

    it("refuses other clients, other grants, and scopes that are unknown or not the client's", async () => {
      await start({ scopes: ["read:integration", "write:integration"] });
      for (const [error, status, form, key] of [
        ["invalid_client", 401, grant, basic("emulator-client", "wrong")],
        ["unsupported_grant_type", 400, "grant_type=password", asClient],
        ["invalid_scope", 400, `${grant}&scope=everything`, asClient],
        ["invalid_scope", 400, `${grant}&scope=api`, asClient],
      ] as const) {
        const answer = await token(form, key);
        assert.deepEqual([answer.status, at(answer, "error")], [status, error]);
      }
    });

    it("refuses with 403 what a token has no scope for", async () => {
      await start();
      const may = async (scope: string): Promise<number[]> => {
        const key = await bearer(`${grant}&scope=${scope}:integration`);
        return [(await get(undefined, key)).status, (await patch({}, key)).status];
      };
      assert.deepEqual([await may("read"), await may("write")].flat(), [200, 403, 403, 204]);
    });

    it("takes tokens for their own account, until they are revoked; records no request's secrets", async () => {
      await start({ accounts });
      const key = await bearer(grant, basic("c", "cs"));
      const status = async (id: number): Promise<number> =>
        (await get(`/integrations/${id}`, key)).status;
      assert.deepEqual([await status(2), await status(1)], [200, 404]);
      emulator.revokeTokens();
      assert.equal(await status(2), 401);
      assert.doesNotMatch(JSON.stringify(emulator.requests), /client_credentials|Basic/);
    });

    it("says when a token expires, and takes none that has expired", async () => {
      await start({ tokenLifetime: 0 });
      assert.equal(at(await token(), "expires_in"), 0);
      assert.equal((await get(undefined, await bearer())).status, 401);
    });
  });

  it("goes back to its seed and its behaviours, with no interceptor and no requests recorded", async () => {
    await start({ seed: [{ id: 1 }, { id: 2 }], pageSize: 1 });
    emulator.behave({ pageSize: 2 });
    await patch({ shop_name: "New" });
    assert.equal((await get("/integrations")).headers.link, undefined);
    emulator.remove(2);
    assert.equal(shop(2), undefined);
    emulator.intercept(() => "lose");
    emulator.reset();
    assert.deepEqual(emulator.requests, []);
    assert.equal(emulator.integration(1)?.shop_name, "Shop");
    assert.ok(shop(2));
    assert.notEqual((await get("/integrations")).headers.link, undefined);
  });
});
