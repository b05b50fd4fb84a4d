/** What is doubtful about a declaration. */
import { secretly } from "../support/provider-process";
import { play } from "../support/scene";

play("what is doubtful", [
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
          shopDev: {
            integrationId: 7,
            webhookActive: true,
            webhookUrl: "http://10.0.0.1/canary-hook",
          },
          shopProd: {
            integrationId: 8,
            webhookUrl: secretly("http://10.0.0.1/canary-hook"),
            feedbackType: "none",
          },
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
        program: {
          shop: { integrationId: 7, webhookActive: true, webhookUrl: "http://127.0.0.1:8080/hook" },
        },
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
]);
