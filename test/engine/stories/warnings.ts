/** What is doubtful about a declaration. */
import type { Story } from "../../support/story";

export const stories: Story[] = [
  {
    title: "preview warns of what is doubtful, unless that is silenced",
    seed: [{ id: 7 }, { id: 8 }],
    steps: [
      {
        when: "a webhook has no https, a host that Sendcloud cannot reach, or the text of a missing value, or a carrier code is mistyped",
        then: "preview passes, with one line of warning for each",
        first: ({ project }) =>
          void (project.environment.SENDCLOUD_BASE_URL = "https://sendcloud.invalid/api/v3"),
        program: {
          shopDev:
            '{ integrationId: 7, webhookActive: true, webhookUrl: "http://10.0.0.1/canary-hook" }',
          shopProd:
            '{ integrationId: 8, webhookUrl: pulumi.interpolate`https://hooks.example/canary?shop=${undefined}`, servicePointCarriers: ["dhll"] }',
        },
        run: "preview",
        asks: [],
        prints: [
          /warning: resource 'shopDev': webhookUrl is plain http: .* \(sendcloud:silence httpWebhook\)\n/,
          /warning: resource 'shopDev': webhookUrl names a host that only this machine or its network can reach/,
          /warning: resource 'shopProd': webhookUrl holds undefined, the text of a missing value: .* \(sendcloud:silence missingText\)\n/,
          /warning: resource 'shopProd': servicePointCarriers: "dhll" is not a code that Sendcloud is known to use: did you mean "dhl"\?/,
          /3 to create/,
        ],
        printsNot: [/canary/],
      },
      {
        does: "one of them is silenced, and only that",
        first: ({ project }) =>
          project.configure({ "sendcloud:silence": '["httpWebhook", "carrierCode"]' }),
        run: "preview",
        asks: [],
        prints: [/privateWebhook/, /missingText/],
        printsNot: [/httpWebhook|carrierCode/],
      },
      {
        when: "the API is an emulator on this machine",
        then: "a webhook on this machine gets no warning",
        first: ({ project, emulator }) =>
          void (project.environment.SENDCLOUD_BASE_URL = emulator.url),
        program: {
          shop: '{ integrationId: 7, webhookActive: true, webhookUrl: "http://127.0.0.1:8080/hook" }',
        },
        run: "preview",
        asks: [],
        printsNot: [/warning/],
      },
      {
        when: "`sendcloud:silence` names a warning that does not exist",
        then: "preview fails, and lists those that do",
        first: ({ project }) => project.configure({ "sendcloud:silence": "noise" }),
        run: "preview",
        fails: true,
        asks: [],
        prints: [
          /sendcloud:silence must be all, or a list of httpWebhook, privateWebhook, missingText, carrierCode, feedbackIgnored, failing/,
        ],
      },
    ],
  },
];
