/** Which account it is: asked once, and not known where Sendcloud does not tell. Over real sockets. */
import assert from "node:assert/strict";
import { version } from "../../../provider/src/config/sources";
import packageFile from "../../../provider/package.json";
import { type Answer, json, startServer, type TestServer } from "./server";

describe("the owner of an account", () => {
  let server: TestServer;
  before(async () => {
    server = await startServer();
  });
  after(() => server.close());

  for (const [body, owner] of [
    [{ data: { user_id: 12345, integration_id: 7 } }, "12345"],
    [{ data: { user_id: "12345" } }, "12345"],
  ] as const) {
    it(`is told by ${JSON.stringify(body)}`, async () => {
      server.answers(json(body));
      assert.equal(await server.client().owner(), owner);
      assert.deepEqual(server.requests, ["GET /api/v3/user/auth/metadata"]);
    });
  }

  it("is asked for once, however often, and at the same time", async () => {
    server.answers(json({ data: { user_id: 1 } }));
    const client = server.client();
    await Promise.all([client.owner(), client.owner()]);
    await client.owner();
    assert.equal(server.requests.length, 1);
  });

  const unknown: [title: string, answer: Answer][] = [
    ...[400, 401, 403, 404, 405, 500, 503].map((status): [string, Answer] => [
      `a ${status}`,
      json({ errors: [{ detail: "no" }] }, status),
    ]),
    ["a page of somebody else", json("<html>")],
    ["a body without a user", json({ data: { user_id: null } })],
    ["a body of another shape", json({ data: [{ user_id: {} }] })],
    ["no answer", (response) => void response.destroy()],
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

describe("the version that requests tell", () => {
  it("is that of the package", () => assert.equal(version, packageFile.version));
});
