/** Values that a program reads from its configuration, and that are not there. */
import { tell } from "../support/tell";
import assert from "node:assert/strict";
import { get, patch } from "../support/requests";
import type { Story } from "../support/story";

const head = `const pulumi = require("@pulumi/pulumi");
const { SendcloudIntegrationSettings: S } = require("pulumi-sendcloud");
const shop = new pulumi.Config("shops").requireSecretObject("shop");
const nothing = { secret: pulumi.secret(undefined), applied: pulumi.all([pulumi.secret(1)]).apply(() => undefined), later: Promise.resolve(pulumi.secret(undefined)) };
`;

/** Nothing but the shop's name is there, in whatever way the program asks for more. */
const missing = `${head}
new S("lifted", { integrationId: 1, shopName: shop.name, webhookUrl: shop.webhookUrl, shopUrl: shop.shopUrl, onDestroy: shop.onDestroy, account: shop.account,
  servicePointEnabled: shop.a, servicePointCarriers: shop.b, webhookActive: shop.c, feedbackType: shop.d });
new S("secret", { integrationId: 2, shopName: shop.name, webhookUrl: pulumi.secret(null), feedbackType: nothing.later, servicePointCarriers: nothing.applied });
`;

const ids = [1, 2];
const url = "https://hooks.example/live";

const stories: Story[] = [
  {
    title: "what is not configured is not managed, secret or not",
    seed: ids.map((id) => ({ id, shop_name: "Old", webhook_url: url, feedback_type: "eager" })),
    steps: [
      {
        when: "a secret that the program reads is not configured",
        then: "its setting is not managed, not shown, and nothing is cleared",
        first: ({ project }) => project.configure({ "shops:shop": '{"name":"Tulips"}' }),
        program: missing,
        run: "up --diff",
        asks: ids.flatMap((id) => [get(id), patch(id, { shop_name: "Tulips" })]),
        anyOrder: true,
        printsNot: [/webhookUrl|feedbackType|servicePoint|shopUrl|onDestroy|account/, /__program/],
        verify: ({ emulator }) =>
          ids.forEach((id) => assert.equal(emulator.integration(id)?.webhook_url, url)),
      },
      { does: "nothing is edited: nothing is sent", run: "up", asks: [], prints: [/3 unchanged/] },
      {
        does: "the state holds nothing of it",
        run: "stack export",
        asks: [],
        printsNot: [
          /"(webhookUrl|feedbackType|servicePointCarriers|shopUrl|onDestroy|account)": [^[]/,
        ],
      },
    ],
  },
];

tell("values that are not there", stories);
