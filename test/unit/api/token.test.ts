/** OAuth2 tokens as Sendcloud's account service gives them: scopes, lives and redirects. Over real sockets. */
import assert from "node:assert/strict";
import type { Client } from "../../../provider/src/api/client";
import { type Answer, hastyClock, json, seven, startServer, type TestServer } from "./server";

describe("an OAuth2 token", () => {
  let server: TestServer;
  const forms: string[] = [];
  const clock = hastyClock();
  before(async () => {
    server = await startServer();
  });
  after(() => server.close());

  /** The API answers as ever; only the token endpoint does as the test says. */
  function tokens(answer: Answer): void {
    forms.length = 0;
    server.answers((response, request) => {
      if (request.method === "GET") return json({ data: seven })(response, request);
      forms.push(request.body);
      return answer(response, request);
    });
  }
  const granted = (fields: object = {}): Answer =>
    json({ access_token: "canary-token", ...fields });

  const client = (): Client =>
    server.client(
      {
        credentials: {
          kind: "client",
          clientId: "client-of-a-test",
          clientSecret: "canary",
          tokenUrl: `${server.origin}/oauth2/token`,
        },
      },
      { clock },
    );

  it("is asked for without a scope, which grants all that the client may do", async () => {
    tokens(granted());
    await client().get(7);
    assert.deepEqual(forms, ["grant_type=client_credentials"]);
  });

  it("names the client where the request is refused", async () => {
    tokens(json({ error: "invalid_request" }, 400));
    await assert.rejects(
      client().get(7),
      /Check the OAuth2 client in sendcloud:publicKey .*, and that it may/,
    );
  });

  for (const [life, used] of [
    ["3600", 3500],
    [3600, 3500],
    [undefined, 3500],
    [null, 3500],
    ["an hour", 3500],
    ["100", 89],
  ] as const) {
    it(`lives as long as expires_in says: ${JSON.stringify(life) ?? "nothing"}`, async () => {
      tokens(granted({ expires_in: life }));
      const opened = client();
      await opened.get(7);
      await clock.sleep(used * 1000);
      await opened.get(7);
      assert.equal(forms.length, 1);
      await clock.sleep(100_000);
      await opened.get(7);
      assert.equal(forms.length, 2);
    });
  }

  for (const [status, location] of [
    [301, "/oauth2/token/"],
    [302, "http://elsewhere.example/oauth2/token/"],
    [303, "/oauth2/token"],
    [307, undefined],
  ] as const) {
    it(`is not posted for again after a ${status} to ${location ?? "nowhere"}`, async () => {
      tokens(json("", status, location === undefined ? {} : { location }));
      await assert.rejects(
        client().get(7),
        /gave no access token, with status 30.: .*[Cc]heck sendcloud:tokenUrl/,
      );
      assert.deepEqual(server.requests, ["POST /oauth2/token"]);
    });
  }
});
