/** The emulator, asked over HTTP as anybody could. */
import assert from "node:assert/strict";
import { type Emulator, startEmulator } from "../../../provider/src/emulator/emulator";

const basic = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
const authorization = basic("emulator-public", "emulator-secret");

async function ask(
  url: string,
  init: RequestInit = {},
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(url, { headers: { authorization }, ...init });
  const text = await response.text();
  return { status: response.status, body: text === "" ? undefined : JSON.parse(text) };
}

const patchWith = (body: unknown): RequestInit => ({ method: "PATCH", body: JSON.stringify(body) });

describe("the emulator", () => {
  let emulator: Emulator;
  before(async () => {
    emulator = await startEmulator({
      seed: [
        { id: 2, type: "shopify", created_at: "2026-01-02T00:00:00Z" },
        {
          id: 1,
          type: "api",
          created_at: "2026-01-01T00:00:00Z",
          started_failing_at: "2026-05-05T00:00:00Z",
        },
      ],
    });
  });
  afterEach(() => emulator.reset());
  after(() => emulator.close());

  it("listens on loopback alone", () =>
    assert.match(emulator.url, /^http:\/\/127\.0\.0\.1:\d+\/api\/v3$/));

  it("lists integrations, sorted as asked", async () => {
    const ids = async (query: string): Promise<unknown> => {
      const { body } = await ask(`${emulator.url}/integrations${query}`);
      return JSON.stringify(body).match(/"id":\d/g);
    };
    assert.deepEqual(await ids(""), ['"id":1', '"id":2']);
    assert.deepEqual(await ids("?sort=-created_at"), ['"id":2', '"id":1']);
    assert.deepEqual(await ids("?sort=failing_since"), ['"id":2', '"id":1']);
    assert.equal((await ask(`${emulator.url}/integrations?sort=colour`)).status, 400);
  });

  it("lists in pages where it is asked to, each with a link to the next", async () => {
    const paged = await startEmulator({ pageSize: 1, seed: [{ id: 1 }, { id: 2 }] });
    const first = await fetch(`${paged.url}/integrations?sort=created_at`, {
      headers: { authorization },
    });
    const next = /^<(.*)>; rel="next"$/.exec(first.headers.get("link") ?? "")?.[1] ?? "";
    const second = await fetch(next, { headers: { authorization } });
    assert.deepEqual(
      [await first.text(), await second.text()].map((page) => page.match(/"id":\d/g)),
      [['"id":1'], ['"id":2']],
    );
    assert.equal(second.headers.get("link"), null);
    await paged.close();
  });

  it("gives tokens to its OAuth2 client alone, and takes them until they are revoked or expire", async () => {
    const token = (
      secret: string,
      form = "grant_type=client_credentials&scope=api",
    ): Promise<{ status: number; body: unknown }> =>
      ask(emulator.tokenUrl, {
        method: "POST",
        headers: {
          authorization: basic("emulator-client", secret),
          "content-type": "application/x-www-form-urlencoded",
        },
        body: form,
      });
    assert.equal((await token("wrong")).status, 401);
    assert.equal((await token("emulator-client-secret", "grant_type=password")).status, 400);
    const { body } = await token("emulator-client-secret");
    const bearer = `Bearer ${/"access_token":"([^"]+)"/.exec(JSON.stringify(body))?.[1]}`;
    const status = async (): Promise<number> =>
      (await ask(`${emulator.url}/integrations/1`, { headers: { authorization: bearer } })).status;
    assert.equal(await status(), 200);
    emulator.revokeTokens();
    assert.equal(await status(), 401);
    assert.doesNotMatch(JSON.stringify(emulator.requests), /client_credentials|emulator-client/);
  });

  it("takes only the new key after a rotation", async () => {
    emulator.rotate("next");
    assert.equal((await ask(`${emulator.url}/integrations/1`)).status, 401);
    const next = { headers: { authorization: basic("emulator-public", "next") } };
    assert.equal((await ask(`${emulator.url}/integrations/1`, next)).status, 200);
  });

  it("does what is asked, and loses the answer, where an interceptor wants it", async () => {
    emulator.intercept(() => "lose");
    await assert.rejects(ask(`${emulator.url}/integrations/1`, patchWith({ shop_name: "Lost" })));
    assert.equal(emulator.integration(1)?.shop_name, "Lost");
  });

  it("changes what is sent, and nothing else", async () => {
    const before = emulator.integration(1);
    assert.deepEqual(await ask(`${emulator.url}/integrations/1`, patchWith({ shop_name: "New" })), {
      status: 204,
      body: undefined,
    });
    const { updated_at, ...rest } = emulator.integration(1) ?? {};
    assert.deepEqual({ ...rest, updated_at: before?.updated_at }, { ...before, shop_name: "New" });
    assert.notEqual(updated_at, before?.updated_at);
  });

  it("refuses wrong and missing keys", async () => {
    for (const headers of [
      {},
      { authorization: basic("emulator-public", "x") },
      { authorization: "Bearer x" },
    ]) {
      const { status, body } = await ask(`${emulator.url}/integrations/1`, { headers });
      assert.equal(status, 401);
      assert.match(JSON.stringify(body), /"code":"authentication_failed"/);
    }
  });

  it("has no memory of keys", async () => {
    await ask(`${emulator.url}/integrations/1`);
    assert.doesNotMatch(JSON.stringify(emulator.requests), /secret|Basic|ZW11/i);
  });

  const refused: [title: string, body: unknown, code: string][] = [
    ["an unknown field", { colour: "red" }, "unknown_field"],
    ["an empty name", { shop_name: "" }, "invalid"],
    ["a name of 251 characters", { shop_name: "x".repeat(251) }, "invalid"],
    ["a URL that is none", { shop_url: "shop" }, "invalid"],
    ["a shop URL of null", { shop_url: null }, "invalid"],
    ["carriers that are no list", { service_point_carriers: "dhl" }, "not_a_list"],
    ["a feedback type that is none", { feedback_type: "soon" }, "invalid_choice"],
    ["an active webhook without URL", { webhook_active: true }, "validation_error"],
    [
      "service points without carrier",
      { service_point_enabled: true, service_point_carriers: [] },
      "validation_error",
    ],
    ["a list", [], "invalid"],
  ];
  for (const [title, body, code] of refused) {
    it(`refuses ${title}, and changes nothing`, async () => {
      const before = emulator.integration(1);
      const answer = await ask(`${emulator.url}/integrations/1`, patchWith(body));
      assert.equal(answer.status, 400);
      assert.match(JSON.stringify(answer.body), new RegExp(`"status":"400","code":"${code}"`));
      assert.deepEqual(emulator.integration(1), before);
    });
  }

  it("checks joint rules against what is stored, or against the body alone", async () => {
    const strict = await startEmulator({
      seed: [{ id: 1, webhook_url: "https://hooks.example" }],
      rules: "body",
    });
    emulator.edit(1, { webhook_url: "https://hooks.example" });
    assert.equal(
      (await ask(`${emulator.url}/integrations/1`, patchWith({ webhook_active: true }))).status,
      204,
    );
    assert.equal(
      (await ask(`${strict.url}/integrations/1`, patchWith({ webhook_active: true }))).status,
      400,
    );
    await strict.close();
  });

  it("answers 404 for what it does not have, 405 for what it does not do, 403 for a GET with a body", async () => {
    assert.equal((await ask(`${emulator.url}/integrations/9`)).status, 404);
    assert.equal((await ask(`${emulator.url}/parcels`)).status, 404);
    assert.equal((await ask(emulator.url.replace("/api/v3", "/integrations/1"))).status, 404);
    assert.equal((await ask(`${emulator.url}/integrations/1`, { method: "DELETE" })).status, 405);
    assert.ok(emulator.integration(1));
  });

  it("goes back to its seed", async () => {
    await ask(`${emulator.url}/integrations/1`, patchWith({ shop_name: "New" }));
    emulator.remove(2);
    emulator.reset();
    assert.equal(emulator.integration(1)?.shop_name, "Shop");
    assert.ok(emulator.integration(2));
    assert.deepEqual(emulator.requests, []);
  });

  it("refuses a seed that is not valid, naming the field", async () => {
    await assert.rejects(startEmulator({ seed: [{ id: 0 }] }), /\[0\]\.id/);
    await assert.rejects(startEmulator({ seed: [{ id: 1 }, { id: 1 }] }), /same id/);
  });

  it("says in one line what is wrong with its seed and its accounts, with the number that is there twice", async () => {
    await assert.rejects(
      startEmulator({ seed: [{ id: 0 }, { id: 3 }, { id: 3 }] }),
      /start with are not valid: \[0\]\.id: [^\n]+$/,
    );
    await assert.rejects(
      startEmulator({ seed: [{ id: 3 }, { id: 3 }] }),
      /not valid: two integrations have the same id, 3$/,
    );
    const accounts = [{ account: 1, publicKey: "p", secretKey: "s" }];
    await assert.rejects(startEmulator({ accounts }), /two accounts have the same user id, 1$/);
  });
});
