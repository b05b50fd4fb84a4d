/** What the configuration decides: accounts and clients, and which warnings are shown. */
import { secretly } from "../support/provider-process";
import { get, patch } from "../support/requests";
import { keys, play, shop } from "../support/scene";

const hook = "http://10.0.0.1/canary-hook";
const token = ["POST", "/oauth2/token"];
const ids = [1, 2, 3, 4];

play("the configuration", [
  {
    title: "an integration that is declared twice, and an account that is not configured",
    seed: [{ id: 7 }],
    config: (emulator) => ({
      accounts: JSON.stringify({ berlin: keys(emulator), paris: keys(emulator) }),
    }),
    steps: [
      {
        when: "two resources declare the same integration",
        then: "preview fails, and names both resources",
        program: {
          flowers: { integrationId: 7, account: "berlin", shopName: "F" },
          books: { integrationId: 7, account: "berlin", shopName: "B" },
        },
        run: "preview",
        fails: true,
        asks: [],
        prints: [/integration 7 is declared twice, by the resources 'flowers' and 'books'/],
      },
      {
        when: "a resource names an account that is not configured",
        then: "preview fails, and lists the accounts that are",
        program: { own: { integrationId: 7, account: "rome", shopName: "Own" } },
        run: "preview",
        fails: true,
        asks: [],
        prints: [/account "rome" is not in sendcloud:accounts: it has berlin, paris\./],
      },
    ],
  },
  {
    title: "preview warns of what is doubtful, unless that is silenced",
    seed: [{ id: 7 }, { id: 8 }],
    steps: [
      {
        when: "a webhook has no https, or a host that Sendcloud cannot reach",
        then: "preview passes, with one line of warning for each",
        first: ({ config }) =>
          void Object.assign(config, {
            baseUrl: "https://sendcloud.invalid/api/v3",
            previewAdoption: "false",
          }),
        program: {
          shopDev: { integrationId: 7, webhookActive: true, webhookUrl: hook },
          shopProd: { integrationId: 8, webhookUrl: secretly(hook), feedbackType: "none" },
        },
        run: "preview",
        asks: [],
        prints: [
          /warning: resource 'shopDev': webhookUrl is plain http: .* \(sendcloud:silence httpWebhook\)\n/,
          /warning: resource 'shopDev': webhookUrl names a host that only this machine or its network can reach/,
        ],
        printsNot: [/canary-hook/],
      },
      {
        does: "one of them is silenced, and only that",
        first: ({ config }) => void (config.silence = '["httpWebhook"]'),
        run: "preview",
        asks: [],
        prints: [/privateWebhook/],
        printsNot: [/httpWebhook/],
      },
      {
        when: "the API is an emulator on this machine",
        then: "a webhook on this machine gets no warning",
        first: ({ config, emulator }) => void (config.baseUrl = emulator.url),
        program: shop({ webhookActive: true, webhookUrl: "http://127.0.0.1:8080/hook" }),
        run: "preview",
        asks: [],
        printsNot: [/warning/],
      },
      {
        when: "`sendcloud:silence` names a warning that does not exist",
        then: "preview fails, and lists those that do",
        first: ({ config }) => void (config.silence = "noise"),
        run: "preview",
        fails: true,
        asks: [],
        prints: [/sendcloud:silence must be all, or a list of httpWebhook, privateWebhook/],
      },
    ],
  },
  {
    title: "an OAuth2 client fetches one token a run, and another once it is revoked",
    seed: ids.map((id) => ({ id })),
    config: () => ({}),
    environment: ({ url, tokenUrl, clientId, clientSecret }) => ({
      SENDCLOUD_BASE_URL: url,
      SENDCLOUD_TOKEN_URL: tokenUrl,
      SENDCLOUD_CLIENT_ID: clientId,
      SENDCLOUD_CLIENT_SECRET: clientSecret,
    }),
    steps: [
      {
        when: "an OAuth2 client is configured",
        then: "one token is fetched, and shared by all resources of the run",
        program: Object.fromEntries(
          ids.map((id) => [`shop${id}`, { integrationId: id, shopName: "Shop" }]),
        ),
        run: "up",
        asks: [token, ...ids.map(get)],
        anyOrder: true,
      },
      {
        when: "a token is revoked while it is in use",
        then: "a new one is fetched once, and the call succeeds",
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
        program: { shop1: { integrationId: 1, feedbackType: "none" } },
        run: "up",
        asks: [token, get(1), token, get(1), patch(1, { feedback_type: "none" })],
      },
    ],
  },
]);
