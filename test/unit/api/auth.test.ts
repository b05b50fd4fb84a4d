/** OAuth2 tokens: when they are fetched, shared and renewed. Over real sockets; the clock is set by hand. */
import assert from "node:assert/strict";
import type { Client } from "../../../provider/src/api/client";
import { ApiError, ConnectionError } from "../../../provider/src/errors";
import { type Answer, failure, from, hastyClock, json, lost, seven, testServer } from "./server";
import { tokens } from "./server";

describe("an OAuth2 client", () => {
  const server = testServer();
  const clock = hastyClock();
  const post = "POST /oauth2/token";
  const fetched = (): number => server.requests.filter((request) => request === post).length;
  const granted = (fields: object = {}): Answer => json({ access_token: "t", ...fields });

  function client(): Client {
    const tokenUrl = `${server.origin()}/oauth2/token`;
    const [clientId, clientSecret] = ["client-of-a-test", "canary"];
    const credentials = { kind: "client", clientId, clientSecret, tokenUrl } as const;
    const names = { ...from, credentials: "sendcloud:clientId and sendcloud:clientSecret" };
    return server.client({ credentials, from: names }, { clock });
  }

  it("fetches one token for calls at the same time, and for those after; without a scope, which grants all", async () => {
    const seen = new Set<string | undefined>();
    server.answers((response, request) => {
      const { method, headers, body } = request;
      seen.add(`${method} ${headers.authorization} ${method === "POST" ? body : ""}`);
      tokens(granted())(response, request);
    });
    const opened = client();
    await Promise.all([opened.get(7), opened.get(7), opened.get(7)]);
    await opened.patch(7, { shopName: "New" });
    const basic = Buffer.from("client-of-a-test:canary").toString("base64");
    const form = `POST Basic ${basic} grant_type=client_credentials`;
    assert.deepEqual([...seen], [form, "GET Bearer t ", "PATCH Bearer t "]);
    assert.equal(fetched(), 1);
  });

  for (const [life, used] of [
    ["3600", 3539],
    [3600, 3539],
    [undefined, 3539],
    [null, 3539],
    ["an hour", 3539],
    [1000, 939],
    ["100", 89],
  ] as const) {
    it(`renews a token after ${used} s where expires_in is ${JSON.stringify(life) ?? "not there"}`, async () => {
      server.answers(tokens(granted({ expires_in: life })));
      const opened = client();
      await opened.get(7);
      await clock.sleep(used * 1000);
      await opened.get(7);
      assert.equal(fetched(), 1);
      await clock.sleep(2_000);
      await opened.get(7);
      assert.equal(fetched(), 2);
    });
  }

  it("renews a token once after a 401, for all calls together", async () => {
    let valid = "one";
    const api: Answer = (response, { headers }) => {
      const isValid = headers.authorization === `Bearer ${valid}`;
      response.writeHead(isValid ? 200 : 401).end(JSON.stringify({ data: seven }));
    };
    const token: Answer = (...asked) => granted({ access_token: valid })(...asked);
    server.answers(tokens(token, api));
    const opened = client();
    await opened.get(7);
    valid = "two";
    await Promise.all([opened.get(7), opened.get(7)]);
    assert.equal(fetched(), 2);
  });

  it("gives up where the new token is refused too", async () => {
    server.answers(tokens(granted(), json("", 401)));
    const { message } = await failure(client().get(7), ApiError);
    assert.match(message, /status 401.*Check sendcloud:clientId and sendcloud:clientSecret/);
    assert.equal(fetched(), 2);
  });

  const unknown =
    /: invalid_client \(POST http.*\)\. Check the OAuth2 client in sendcloud:clientId .*, and that it may/;
  const noToken = /: the response holds no token/;
  const moved = (status: number, location?: string): [string, Answer, RegExp] => {
    const answer = json("", status, location === undefined ? {} : { location });
    return [`a ${status}`, answer, RegExp(`status ${status}: .*check sendcloud:tokenUrl`)];
  };
  const refusals: [title: string, token: Answer, says: RegExp][] = [
    ["a 400", json({ error: "invalid_client" }, 400), unknown],
    ["a 401", json({ error: "invalid_client" }, 401), unknown],
    ["a 500", json("<html>", 500), /: the response holds no token.*problem of its own/],
    ["a token of another shape", granted({ access_token: "a b" }), noToken],
    moved(301, "/oauth2/token/"),
    moved(302, "http://elsewhere.example/oauth2/token/"),
    moved(303, "/oauth2/token"),
    moved(307),
  ];
  for (const [title, token, says] of refusals) {
    it(`asks once for a token where the answer is ${title}, and again at the next call`, async () => {
      server.answers(tokens(token));
      const opened = client();
      const { message } = await failure(opened.get(7), ApiError);
      assert.match(message, /gave no access token, with status/);
      assert.match(message, says);
      assert.doesNotMatch(message, /canary/);
      assert.deepEqual(server.requests, [post]);
      server.answers(tokens(granted()));
      assert.equal((await opened.get(7))?.id, 7);
    });
  }

  it("waits out an outage of the token endpoint, and says so where it does not end", async () => {
    server.answers((response, request) =>
      (request.count < 3 ? json("", 503) : tokens(granted()))(response, request),
    );
    await client().get(7);
    assert.equal(fetched(), 3);
    server.answers(lost);
    await failure(client().get(7), ConnectionError);
  });

  it("shows no token that an answer repeats", async () => {
    const repeating = json({ detail: "no token-9" }, 400);
    server.answers(tokens(granted({ access_token: "token-9" }), repeating));
    const { message } = await failure(client().get(7), ApiError);
    assert.match(message, /no \[secret\]/);
    assert.doesNotMatch(message, /token-9/);
  });
});
