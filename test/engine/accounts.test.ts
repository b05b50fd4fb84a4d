/** Several Sendcloud accounts in one program, and OAuth2 clients, under the real engine: each account is an emulator of its own. */
import assert from "node:assert/strict";
import { type Emulator, startEmulator } from "pulumi-sendcloud/emulator";
import { recorded, type Story, tell, type World } from "../support/stories";

describe("several accounts", () => {
  let berlin: Emulator;
  let paris: Emulator;

  /** What the emulator was asked since this was last called for it. */
  const seen = new Map<Emulator, number>();
  function asked(emulator: Emulator): string[] {
    const since = emulator.requests.slice(seen.get(emulator));
    seen.set(emulator, emulator.requests.length);
    return since.map(({ method, path }) => `${method} ${path}`);
  }

  before(async () => {
    berlin = await startEmulator({ secretKey: "canary-berlin", seed: [{ id: 7, shop_name: "Berlin" }] });
    paris = await startEmulator({ clientSecret: "canary-paris", seed: [{ id: 7, shop_name: "Paris" }] });
  });
  after(() => Promise.all([berlin.close(), paris.close()]));

  /** Sets the accounts as the README says: name by name, keys as secrets. */
  async function configure({ project }: World): Promise<void> {
    const path = true;
    await project.configure(
      { "sendcloud:accounts.berlin.baseUrl": berlin.url, "sendcloud:accounts.berlin.publicKey": berlin.publicKey },
      { path },
    );
    await project.configure({ "sendcloud:accounts.berlin.secretKey": berlin.secretKey }, { secret: true, path });
    const { url, tokenUrl, clientId, clientSecret } = paris;
    await project.configure({ "sendcloud:accounts.paris.baseUrl": url, "sendcloud:accounts.paris.clientId": clientId }, { path });
    // The CLI takes a name with "token" in it for a secret, and refuses to store it otherwise.
    const secrets = { "sendcloud:accounts.paris.tokenUrl": tokenUrl, "sendcloud:accounts.paris.clientSecret": clientSecret };
    await project.configure(secrets, { secret: true, path });
  }

  const stories: Story[] = [
    {
      title: "in one program",
      seed: [{ id: 7, shop_name: "Default" }],
      steps: [
        {
          does: "several accounts are configured: each resource reaches the account that it names, or the default",
          first: configure,
          program: {
            own: '{ integrationId: 7, shopName: "Own" }',
            inBerlin: '{ integrationId: 7, account: "berlin", shopName: "B", onDestroy: "restore" }',
            inParis: '{ integrationId: 7, account: "paris", shopName: "P" }',
          },
          run: "up",
          asks: [
            ["GET", "/integrations/7"],
            ["PATCH", "/integrations/7", { shop_name: "Own" }],
          ],
          printsNot: [/canary/],
          then: async ({ project }) => {
            assert.deepEqual(asked(berlin), ["GET /integrations/7", "PATCH /integrations/7"]);
            assert.deepEqual(asked(paris), ["POST /oauth2/token", "GET /integrations/7", "PATCH /integrations/7"]);
            assert.equal((await recorded({ project })).inBerlin?.account, "berlin");
            assert.doesNotMatch((await project.pulumi(["stack", "export"])).stdout, /canary/);
          },
        },
        {
          does: "refresh asks each account for its own",
          run: "refresh",
          asks: [["GET", "/integrations/7"]],
          prints: [/4 unchanged/],
          then() {
            assert.deepEqual(asked(berlin), ["GET /integrations/7"]);
            assert.deepEqual(asked(paris), ["POST /oauth2/token", "GET /integrations/7"]);
          },
        },
        {
          does: "an account is named that is not configured: preview fails, and names those that are",
          program: { own: '{ integrationId: 7, account: "rome", shopName: "Own" }' },
          run: "preview",
          status: 255,
          asks: [],
          prints: [/account "rome" is not in sendcloud:accounts: it has berlin, paris\./],
        },
        {
          does: "`account` is changed: the resource is replaced, and lets go of the integration in the account before",
          program: {
            own: '{ integrationId: 7, shopName: "Own" }',
            inBerlin: '{ integrationId: 7, account: "paris", shopName: "B" }',
          },
          run: "up",
          asks: [],
          prints: [/inBerlin replaced/, /1 replaced/],
          then() {
            assert.deepEqual(asked(berlin), ["GET /integrations/7", "PATCH /integrations/7"]);
            assert.deepEqual(asked(paris), ["POST /oauth2/token", "GET /integrations/7", "PATCH /integrations/7"]);
            assert.equal(berlin.integration(7)?.shop_name, "Berlin");
            assert.equal(paris.integration(7)?.shop_name, "B");
          },
        },
        {
          does: "a look-up names an account: it reaches that one",
          program: `const { getIntegration, SendcloudIntegrationSettings } = require("pulumi-sendcloud");
            exports.berlin = getIntegration({ id: 7, account: "berlin" }).then(({ shopName }) => shopName);
            exports.paris = SendcloudIntegrationSettings.get("seen", 7, { account: "paris" }).shopName;`,
          run: "preview",
          asks: [],
          prints: [/berlin\s*: "Berlin"/, /paris\s*: "B"/],
          then: () => void [berlin, paris].map(asked),
        },
      ],
    },
    {
      title: "an OAuth2 client",
      seed: [1, 2, 3, 4].map((id) => ({ id })),
      environment: ({ url, tokenUrl, clientId, clientSecret }) => ({
        SENDCLOUD_BASE_URL: url,
        SENDCLOUD_TOKEN_URL: tokenUrl,
        SENDCLOUD_CLIENT_ID: clientId,
        SENDCLOUD_CLIENT_SECRET: clientSecret,
      }),
      steps: [
        {
          does: "an OAuth2 client is configured: one token is fetched, and shared by all resources of the run",
          program: Object.fromEntries([1, 2, 3, 4].map((id) => [`shop${id}`, `{ integrationId: ${id}, shopName: "Shop" }`])),
          run: "up",
          asks: [["POST", "/oauth2/token"], ...[1, 2, 3, 4].map((id) => ["GET", `/integrations/${id}`])],
          anyOrder: true,
        },
        {
          does: "a token is revoked while it is in use: another is fetched, once, and the call goes through",
          first({ emulator }) {
            let revoked = false;
            emulator.intercept(({ method }) => {
              if (method === "GET" && !revoked) {
                revoked = true;
                emulator.revokeTokens();
              }
              return false;
            });
          },
          program: { shop1: '{ integrationId: 1, feedbackType: "none" }' },
          run: "up --target **shop1",
          asks: [
            ["POST", "/oauth2/token"],
            ["GET", "/integrations/1"],
            ["POST", "/oauth2/token"],
            ["GET", "/integrations/1"],
            ["PATCH", "/integrations/1", { feedback_type: "none" }],
          ],
        },
      ],
    },
  ];

  tell("under the real engine", stories);
});
