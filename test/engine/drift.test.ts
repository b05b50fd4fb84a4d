/** What refresh tells of a shop, and what is doubtful about a declaration, under the real engine. */
import { recorded, type Story, tell } from "../support/stories";
import assert from "node:assert/strict";

const read = ["GET", "/integrations/7"];

const stories: Story[] = [
  {
    title: "drift",
    seed: [{ id: 7, shop_name: "Old", webhook_url: "https://hooks.example/7" }],
    steps: [
      {
        does: "up adopts",
        program: { shop: '{ integrationId: 7, shopName: "New", feedbackType: "eager" }' },
        run: "up",
        asks: [read, ["PATCH", "/integrations/7", { shop_name: "New", feedback_type: "eager" }]],
      },
      {
        does: "only read-only facts change (`updatedAt`, `lastFetchedAt`) or settings that are not managed: refresh finds no drift",
        first: ({ emulator }) =>
          emulator.edit(7, {
            last_fetched_at: "2027-01-01T00:00:00Z",
            webhook_url: "https://hooks.example/other",
            shop_url: "https://x.example",
          }),
        run: "refresh --diff",
        asks: [read],
        prints: [/2 unchanged/],
        printsNot: [/last_?fetched|updated_?at|warning/i],
      },
      {
        does: "Sendcloud says that an integration is failing: refresh warns, with the date, and finds no drift",
        first: ({ emulator }) => emulator.edit(7, { started_failing_at: "2026-05-05T06:07:08Z" }),
        run: "refresh",
        asks: [read],
        prints: [/warning: integration 7 is failing since 2026-05-05T06:07:08Z/, /2 unchanged/],
      },
      {
        does: "a warning is silenced with `sendcloud:silence`: it is not told",
        first: ({ project }) => void (project.environment.SENDCLOUD_SILENCE = "failing"),
        run: "refresh",
        asks: [read],
        printsNot: [/warning/],
      },
      {
        does: "refresh finds a change that somebody made in the panel",
        first: ({ emulator }) => emulator.edit(7, { feedback_type: "none" }),
        run: "refresh",
        asks: [read],
        prints: [/~ 1 updated/],
      },
      {
        does: "the program declares what somebody changed in the panel: up sends nothing, and from then on it is ours",
        program: { shop: '{ integrationId: 7, shopName: "New", feedbackType: "none" }' },
        run: "up",
        asks: [],
        prints: [/~ 1 updated/],
        then: async (world) =>
          assert.deepEqual((await recorded(world)).shop?.adoption, { format: 2, before: { shopName: "Old", feedbackType: "delayed" } }),
      },
      { does: "an up after that has nothing to do", run: "up", asks: [], prints: [/2 unchanged/] },
    ],
  },
  {
    title: "doubts",
    seed: [{ id: 7 }, { id: 8 }],
    steps: [
      {
        does: "a webhook has no https, a host that Sendcloud cannot reach, or one of another environment, or nobody hears of parcels: preview warns in a line each, and passes",
        first: ({ project }) => void (project.environment.SENDCLOUD_BASE_URL = "https://sendcloud.invalid/api/v3"),
        program: {
          shopDev: '{ integrationId: 7, webhookActive: true, webhookUrl: "http://10.0.0.1/canary-hook" }',
          shopProd: '{ integrationId: 8, webhookUrl: pulumi.secret("http://10.0.0.1/canary-hook"), feedbackType: "none" }',
        },
        run: "preview",
        asks: [],
        prints: [
          /warning: resource 'shopDev': webhookUrl is plain http: .* \(sendcloud:silence httpWebhook\)\n/,
          /warning: resource 'shopDev': webhookUrl names a host that only this machine or its network can reach/,
          /warning: resource 'shop(Dev|Prod)': its webhookUrl is that of 'shop(Prod|Dev)' too, though one is for (development|production) and the other for (production|development)/,
          /warning: resource 'shopProd': feedbackType is "none" and no webhook is active: nobody hears what becomes of parcels/,
          /3 to create/,
        ],
        printsNot: [/canary-hook/],
      },
      {
        does: "one of them is silenced, and only that",
        first: ({ project }) => project.configure({ "sendcloud:silence": '["httpWebhook", "noFeedback"]' }),
        run: "preview",
        asks: [],
        prints: [/privateWebhook/, /sharedWebhook/],
        printsNot: [/httpWebhook|noFeedback/],
      },
      {
        does: "the API is an emulator on this machine: a webhook on this machine is no doubt",
        first: ({ project, emulator }) => void (project.environment.SENDCLOUD_BASE_URL = emulator.url),
        program: { shop: '{ integrationId: 7, webhookActive: true, webhookUrl: "http://127.0.0.1:8080/hook" }' },
        run: "preview",
        asks: [],
        printsNot: [/warning/],
      },
      {
        does: "`sendcloud:silence` names a warning that there is not: preview fails, and lists those that there are",
        first: ({ project }) => project.configure({ "sendcloud:silence": "noise" }),
        run: "preview",
        status: 255,
        asks: [],
        prints: [/sendcloud:silence must be all, or a list of httpWebhook, privateWebhook, sharedWebhook, noFeedback, failing/],
      },
    ],
  },
];

tell("telling drift and doubts", stories);
