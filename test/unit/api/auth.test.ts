/** OAuth2 tokens, over real sockets: when they are fetched, shared and renewed. The client's clock is set by hand. */
import assert from "node:assert/strict";
import { type Emulator, startEmulator } from "../../../provider/src/emulator/emulator";
import { type Client, createClient } from "../../../provider/src/api/client";
import { from } from "./server";
import { ApiError, ConnectionError } from "../../../provider/src/errors";

const clientSecret = "canary-client-secret";

describe("an OAuth2 client", () => {
  let emulator: Emulator;
  let client: Client;
  let now = 0;
  const opened: Client[] = [];
  const tokens = (): number =>
    emulator.requests.filter(({ path }) => path === "/oauth2/token").length;

  function open(secret = clientSecret): Client {
    const { url: baseUrl, tokenUrl, clientId } = emulator;
    const made = createClient(
      {
        baseUrl,
        credentials: { kind: "client", clientId, clientSecret: secret, tokenUrl },
        from: { ...from, credentials: "sendcloud:clientId and sendcloud:clientSecret" },
      },
      {
        clock: {
          now: () => now,
          sleep(milliseconds) {
            now += milliseconds;
            return Promise.resolve();
          },
        },
      },
    );
    opened.push(made);
    return made;
  }

  before(async () => {
    emulator = await startEmulator({ clientSecret, tokenLifetime: 1000, seed: [{ id: 7 }] });
  });
  beforeEach(() => {
    emulator.reset();
    now = Date.now();
    client = open();
  });
  after(async () => {
    await Promise.all(opened.map((each) => each.close()));
    await emulator.close();
  });

  it("fetches one token for calls at the same time, though only one may be in flight, and for those after", async () => {
    await Promise.all([client.get(7), client.get(7), client.get(7)]);
    await client.patch(7, { shopName: "New" });
    assert.equal(tokens(), 1);
    assert.equal(emulator.integration(7)?.shop_name, "New");
  });

  it("renews a token a minute before it expires", async () => {
    await client.get(7);
    now += 939_000;
    await client.get(7);
    assert.equal(tokens(), 1);
    now += 2_000;
    await client.get(7);
    assert.equal(tokens(), 2);
  });

  it("renews a token once after a 401, for all calls together", async () => {
    await client.get(7);
    emulator.revokeTokens();
    await Promise.all([client.get(7), client.get(7)]);
    assert.equal(tokens(), 2);
  });

  it("gives up where the new token is refused too", async () => {
    emulator.intercept(({ method }, response) => {
      if (method === "GET") response.writeHead(401).end();
      return method === "GET";
    });
    await assert.rejects(
      client.get(7),
      /status 401.*Check sendcloud:clientId and sendcloud:clientSecret/,
    );
    assert.equal(tokens(), 2);
  });

  it("says what to check where Sendcloud does not know the client, and shows no secret", async () => {
    await assert.rejects(open("canary-wrong").get(7), (error) => {
      assert.ok(error instanceof ApiError && error.status === 401);
      assert.match(
        error.message,
        /gave no access token, with status 401: invalid_client .*\(POST http.*\/oauth2\/token\)\. Check the OAuth2 client/,
      );
      assert.doesNotMatch(error.message, /canary/);
      return true;
    });
    assert.equal(emulator.requests.length, 1);
  });

  it("waits out an outage of the token endpoint, and says so where it does not end", async () => {
    let outages = 2;
    emulator.intercept((_request, response) => {
      if (outages-- > 0) response.writeHead(503).end();
      return outages >= 0;
    });
    await client.get(7);
    assert.equal(tokens(), 3);
    emulator.intercept((_request, response) => {
      response.destroy();
      return true;
    });
    await assert.rejects(open().get(7), ConnectionError);
  });

  it("tries to get a token again at the next call after it could not", async () => {
    emulator.intercept((_request, response) => {
      response.writeHead(500).end("<html>");
      return true;
    });
    await assert.rejects(
      client.get(7),
      /gave no access token, with status 500: the response holds no token.*problem of its own/,
    );
    emulator.intercept();
    await client.get(7);
  });

  it("shows no token that an answer repeats", async () => {
    let token = "";
    emulator.intercept(({ method }, response) => {
      if (method !== "GET") return false;
      token = response.req.headers.authorization?.replace("Bearer ", "") ?? "";
      response.writeHead(400).end(JSON.stringify({ errors: [{ detail: `no ${token}` }] }));
      return true;
    });
    await assert.rejects(client.get(7), (error) => {
      assert.ok(error instanceof Error && token !== "");
      assert.match(error.message, /no \[secret\]/);
      assert.ok(!error.message.includes(token));
      return true;
    });
  });
});
