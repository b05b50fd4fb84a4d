/** OAuth2 clients in place of keys. */
import { play } from "../support/scene";

play("OAuth2 clients", [
  {
    title: "an OAuth2 client fetches one token a run, and another once it is revoked",
    seed: [1, 2, 3, 4].map((id) => ({ id })),
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
          [1, 2, 3, 4].map((id) => [`shop${id}`, { integrationId: id, shopName: "Shop" }]),
        ),
        run: "up",
        asks: [
          ["POST", "/oauth2/token"],
          ...[1, 2, 3, 4].map((id) => ["GET", `/integrations/${id}`]),
        ],
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
]);
