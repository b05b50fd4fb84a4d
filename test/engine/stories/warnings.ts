/** What is doubtful about a declaration. */
import assert from "node:assert/strict";
import type { Story } from "../../support/story";

export const stories: Story[] = [
  {
    title: "preview warns of what is doubtful, unless that is silenced",
    seed: [{ id: 7 }, { id: 8 }],
    steps: [
      {
        when: "a webhook has no https, a host that Sendcloud cannot reach, or one of another environment, or no one is notified of parcel status",
        then: "preview passes, with one line of warning for each",
        first: ({ project }) =>
          void (project.environment.SENDCLOUD_BASE_URL = "https://sendcloud.invalid/api/v3"),
        program: {
          shopDev:
            '{ integrationId: 7, webhookActive: true, webhookUrl: "http://10.0.0.1/canary-hook" }',
          shopProd:
            '{ integrationId: 8, webhookUrl: pulumi.secret("http://10.0.0.1/canary-hook"), feedbackType: "none" }',
        },
        run: "preview",
        asks: [],
        prints: [
          /warning: resource 'shopDev': webhookUrl is plain http: .* \(sendcloud:silence httpWebhook\)\n/,
          /warning: resource 'shopDev': webhookUrl names a host that only this machine or its network can reach/,
          /warning: resource 'shop(Dev|Prod)': its webhookUrl is that of 'shop(Prod|Dev)' too, though one is for (development|production) and the other for (production|development)/,
          /warning: resource 'shopProd': feedbackType is "none" and no webhook is active: no one is notified of parcel status/,
          /3 to create/,
        ],
        printsNot: [/canary-hook/],
      },
      {
        does: "one of them is silenced, and only that",
        first: ({ project }) =>
          project.configure({ "sendcloud:silence": '["httpWebhook", "noFeedback"]' }),
        run: "preview",
        asks: [],
        prints: [/privateWebhook/, /sharedWebhook/],
        printsNot: [/httpWebhook|noFeedback/],
      },
      {
        does: "a run tells of a shared webhook once, with the stack, and the next run again",
        async act({ project }) {
          for (const run of [1, 2]) {
            const { output } = await project.pulumi(["preview", "--color", "never"]);
            const told =
              output.match(
                /its webhookUrl is that of .*, both in the stack 'dev' \(sendcloud:silence sharedWebhook\)/g,
              ) ?? [];
            // Pulumi prints a message twice: as it comes, and at the end.
            assert.equal(told.length, 2, `run ${run}: ${output}`);
          }
        },
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
          /sendcloud:silence must be all, or a list of httpWebhook, privateWebhook, sharedWebhook, noFeedback, failing/,
        ],
      },
    ],
  },
];
