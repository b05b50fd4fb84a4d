/** The client, over real sockets: what it sends, and what it makes of an answer. */
import assert from "node:assert/strict";
import type { Client } from "../../../provider/src/api/client";
import { ApiError, ResponseError } from "../../../provider/src/errors";
import packageFile from "../../../provider/package.json";
import { type Answer, failure, json, keys, lost, seven, testServer } from "./server";

const basic = Buffer.from(`${keys.publicKey}:${keys.secretKey}`).toString("base64");

describe("the client", () => {
  const server = testServer();
  const patched = (): ReturnType<Client["patch"]> =>
    server.client().patch(7, { shopName: "New", webhookActive: true });

  it("patches exactly what it is given, as JSON, and says who it is", async () => {
    let sent: Parameters<Answer>[1] | undefined;
    server.answers((response, request) => {
      sent = request;
      json("", 204)(response, request);
    });
    await server.client().patch(7, { shopName: "New 🌷", webhookUrl: null });
    assert.deepEqual(server.requests, ["PATCH /api/v3/integrations/7"]);
    assert.equal(sent?.body, '{"shop_name":"New 🌷","webhook_url":null}');
    const names = ["content-type", "user-agent", "authorization", "accept-encoding"];
    assert.deepEqual(
      names.map((name) => sent?.headers[name]),
      ["application/json", `pulumi-sendcloud/${packageFile.version}`, `Basic ${basic}`, "identity"],
    );
  });

  it("has eight requests in flight at most, on connections that it keeps", async () => {
    const ports = new Set<number | undefined>();
    const waiting: (() => void)[] = [];
    let most = 0;
    server.answers((response, request) => {
      ports.add(response.socket?.remotePort);
      most = Math.max(
        most,
        waiting.push(() => json({ data: seven })(response, request)),
      );
      const answer = (): void => waiting.splice(0).forEach((one) => one());
      if (waiting.length >= 8) setImmediate(answer);
    });
    const client = server.client();
    await Promise.all(Array.from({ length: 40 }, () => client.get(7)));
    assert.equal(most, 8);
    assert.ok(ports.size <= 16, `${ports.size} connections`);
  });

  it("shows no key that an answer repeats, nor a value that the program holds secret", async () => {
    const detail = `bad ${keys.secretKey} or ${basic} for 'Canary & Sons', canary-1 and dhl`;
    server.answers(json({ errors: [{ detail }] }, 400));
    const secret = { shopName: "Canary & Sons", servicePointCarriers: ["dhl", "canary-1"] };
    const hidden = ["Canary & Sons", "dhl", "canary-1"];
    const { message } = await failure(server.client().patch(7, secret, hidden), ApiError);
    assert.match(message, /: bad \[secret\] or \[secret\] for '\[secret\]', /);
    assert.doesNotMatch(message, /canary|dhl/i);
  });

  const refusals: [status: number, body: object, says: string][] = [
    [202, { data: { id: 7 }, errors: [{ detail: "webhook_active: no" }] }, "webhookActive: "],
    [200, { errors: { shop_name: ["Taken.", "Short."] } }, "shopName: Taken.; shopName: Short."],
    [201, { errors: { title: "Not so" } }, "Not so (PATCH "],
    [200, { error: { code: 400, message: "Not so" } }, "Not so"],
    [200, { status: "failed", message: "Not so" }, "Not so"],
  ];
  for (const [status, body, says] of refusals) {
    it(`is refused by a ${status} that says ${JSON.stringify(body)}`, async () => {
      server.answers(json(body, status));
      const error = await failure(patched(), ApiError);
      assert.equal(error.status, status);
      assert.ok(error.message.includes(`status ${status}: ${says}`), error.message);
      assert.equal(server.requests.length, 1);
    });
  }

  const whole = JSON.stringify({ data: seven });
  const written: [title: string, answer: Answer, shopName: string | undefined][] = [
    ["the integration", json({ data: seven }), "Seven"],
    ["the integration and no errors", json({ data: seven, errors: [] }), "Seven"],
    ["the integration after a byte order mark", json(`\ufeff${whole}`), "Seven"],
    ["nothing, and 204", json("", 204), undefined],
    ["blanks", json(" "), undefined],
  ];
  for (const [title, answer, shopName] of written) {
    it(`has written where the answer is ${title}`, async () => {
      server.answers(answer);
      assert.equal((await patched())?.settings.shopName, shopName);
    });
  }

  const others: Record<string, unknown[]> = {
    "it is not JSON": ["<html>Welcome</html>"],
    "data.id is 8, not 7": [{ data: { id: 8 } }],
    "data.id is missing, not 7": [
      ...[{ ok: true }, { data: {}, errors: [] }, { integration: seven }, { data: null }, [], 7],
      ...[{ data: { shop_name: "New" } }, { data: { id: "seven" } }, '"7"', null],
    ],
  };
  for (const [why, bodies] of Object.entries(others)) {
    it(`takes for no integration what says ${JSON.stringify(bodies)}: ${why}`, async () => {
      for (const body of bodies) {
        server.answers(json(body));
        const read = await failure(server.client().get(7), ResponseError);
        const write = await failure(patched(), ResponseError);
        const says = `integration as the API documents it: ${why} \\((GET|PATCH) http.*Check sendcloud:base`;
        assert.match(read.message, RegExp(`is not an ${says}`));
        assert.match(write.message, RegExp(`is not an empty body, nor an ${says}`));
      }
    });
  }

  const notFound = { errors: [{ status: "404", code: "not_found", detail: "Not found." }] };
  for (const body of [
    notFound,
    { errors: { detail: "Not found." } },
    { error: { code: 404, request: "api/v2/integrations/8", message: "No such Integration." } },
    { detail: "Not found." },
  ]) {
    it(`knows that there is no such integration by a 404 with ${JSON.stringify(body)}`, async () => {
      server.answers(json(body, 404));
      assert.equal(await server.client().get(8), undefined);
    });
  }

  const springs = { status: 404, error: "Not Found" };
  for (const body of ["<html><h1>404</h1></html>", "Not found", "", {}, springs, { errors: [] }]) {
    it(`knows nothing about the integration by a 404 with ${JSON.stringify(body)}`, async () => {
      server.answers(json(body, 404));
      assert.equal((await failure(server.client().get(8), ApiError)).status, 404);
    });
  }

  it("trusts a 404 at a base URL without /api/v3 where the API answers there", async () => {
    const at = (path: string): Client => server.client({ baseUrl: server.origin() + path });
    server.answers(json(notFound, 404));
    const { message } = await failure(at("").get(7), ApiError);
    assert.match(message, /Check sendcloud:baseUrl: it does not end with \/api\/v3/);
    server.answers((response, request) => {
      const isOwner = request.url === "/gateway/user/auth/metadata";
      const answer = isOwner ? json({ data: { user_id: 1 } }) : json(notFound, 404);
      answer(response, request);
    });
    assert.equal(await at("/gateway").get(7), undefined);
  });
});

describe("the owner of an account", () => {
  const server = testServer();

  for (const id of [12345, "12345"]) {
    it(`is told as ${JSON.stringify(id)}, and asked for once, also at the same time`, async () => {
      server.answers(json({ data: { user_id: id, integration_id: 7 } }));
      const client = server.client();
      assert.deepEqual(await Promise.all([client.owner(), client.owner()]), ["12345", "12345"]);
      assert.equal(await client.owner(), "12345");
      assert.deepEqual(server.requests, ["GET /api/v3/user/auth/metadata"]);
    });
  }

  const refused = (status: number): [string, Answer] => [
    `a ${status}`,
    json({ data: { user_id: 1 } }, status),
  ];
  const unknown: [title: string, answer: Answer][] = [
    ...[400, 401, 403, 404, 405, 500, 503].map(refused),
    ["a page of somebody else", json("<html>")],
    ["a body without a user", json({ data: { user_id: null } })],
    ["a body of another shape", json({ data: [{ user_id: {} }] })],
    ["no answer", lost],
  ];
  for (const [title, answer] of unknown) {
    it(`is not known after ${title}, and not asked for again`, async () => {
      server.answers(answer);
      const client = server.client();
      assert.equal(await client.owner(), undefined);
      const { length } = server.requests;
      assert.equal(await client.owner(), undefined);
      assert.equal(server.requests.length, length);
    });
  }
});
