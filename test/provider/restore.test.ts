/** Settings that return to what they were. */
import assert from "node:assert/strict";
import { failing } from "../support/interceptors";
import { secretly } from "../support/provider-process";
import { play } from "../support/scene";

play("settings that return to what they were", [
  {
    title: "settings return to what they were, but for those that somebody else changed",
    seed: [
      {
        id: 7,
        shop_name: "Old",
        webhook_active: true,
        webhook_url: "https://old.example/canary-old",
        service_point_carriers: ["dhl"],
      },
    ],
    steps: [
      {
        does: "up adopts, and remembers what the shop had",
        program: {
          shop: {
            integrationId: 7,
            shopName: "New",
            webhookActive: false,
            webhookUrl: "",
            feedbackType: "none",
            onDestroy: "restore",
          },
        },
        run: "up",
        asks: [
          ["GET", "/integrations/7"],
          [
            "PATCH",
            "/integrations/7",
            { shop_name: "New", webhook_active: false, webhook_url: null, feedback_type: "none" },
          ],
        ],
      },
      {
        does: "an update keeps the memory",
        program: {
          shop: {
            integrationId: 7,
            shopName: "Newer",
            webhookActive: false,
            webhookUrl: "",
            feedbackType: "none",
            onDestroy: "restore",
          },
        },
        run: "up",
        asks: [["PATCH", "/integrations/7", { shop_name: "Newer" }]],
      },
      {
        does: "preview says what becomes of a setting that is removed",
        program: {
          shop: {
            integrationId: 7,
            shopName: "Newer",
            webhookActive: false,
            webhookUrl: "",
            onDestroy: "restore",
          },
        },
        run: "preview --diff",
        asks: [],
        prints: [
          /integration 7 \(shop\): no longer declared, will be restored to what it was: feedbackType/,
        ],
      },
      {
        when: 'a setting is removed under `onDestroy: "restore"`',
        then: "preview and up say that it returns to its earlier value, and up sends that value",
        run: "up",
        asks: [
          ["GET", "/integrations/7"],
          ["PATCH", "/integrations/7", { feedback_type: "delayed" }],
        ],
        prints: [/integration 7 \(shop\): restored feedbackType \(now "delayed"\)$/m],
      },
      {
        does: "a refresh that finds somebody else's change keeps the memory",
        first: ({ emulator }) => emulator.edit(7, { shop_name: "Panel" }),
        run: "refresh",
        asks: [["GET", "/integrations/7"]],
      },
      {
        when: "a restore fails",
        then: "the resource stays in the state",
        first: (world) => failing(world, "PATCH", 500),
        run: "destroy",
        fails: true,
        asks: [
          ["GET", "/integrations/7"],
          [
            "PATCH",
            "/integrations/7",
            { webhook_active: true, webhook_url: "https://old.example/canary-old" },
          ],
          ["GET", "/integrations/7"],
        ],
        printsNot: [/canary-old/],
        verify: ({ recorded }) => assert.ok(recorded()),
      },
      {
        when: "somebody else changed a setting that is to be restored",
        then: "it is left, and a line names it",
        first: ({ emulator }) => emulator.intercept(),
        run: "destroy",
        asks: [
          ["GET", "/integrations/7"],
          [
            "PATCH",
            "/integrations/7",
            { webhook_active: true, webhook_url: "https://old.example/canary-old" },
          ],
        ],
        prints: [
          /\(shop\): restored webhookActive \(now true\), webhookUrl \(now "https:\/\/old\.example\/…"\)$/m,
          /integration 7 \(shop\): left as it is: shopName \(somebody else changed it\)/,
        ],
        printsNot: [/canary-old/],
        verify: ({ emulator }) => {
          const { shop_name, webhook_active, webhook_url, feedback_type, service_point_carriers } =
            emulator.integration(7) ?? {};
          assert.deepEqual(
            { shop_name, webhook_active, webhook_url, feedback_type, service_point_carriers },
            {
              shop_name: "Panel",
              webhook_active: true,
              webhook_url: "https://old.example/canary-old",
              feedback_type: "delayed",
              service_point_carriers: ["dhl"],
            },
          );
        },
      },
    ],
  },
  {
    title: "what a secret setting was is restored, and not shown",
    seed: [{ id: 7, shop_name: "canary-old" }],
    steps: [
      {
        does: "up adopts",
        program: { shop: { integrationId: 7, shopName: secretly("New"), onDestroy: "restore" } },
        run: "up",
        asks: [
          ["GET", "/integrations/7"],
          ["PATCH", "/integrations/7", { shop_name: "New" }],
        ],
        printsNot: [/canary-old/],
      },
      {
        does: "destroy names it",
        run: "destroy",
        asks: [
          ["GET", "/integrations/7"],
          ["PATCH", "/integrations/7", { shop_name: "canary-old" }],
        ],
        prints: [/restored shopName \(now not shown, since it may be a secret\)$/m],
        printsNot: [/canary-old/],
      },
    ],
  },
  {
    title: "an onDestroy that no up has stored does not count",
    seed: [{ id: 7, shop_name: "Old" }],
    steps: [
      {
        does: "up adopts",
        program: { shop: { integrationId: 7, shopName: "New" } },
        run: "up",
        asks: [
          ["GET", "/integrations/7"],
          ["PATCH", "/integrations/7", { shop_name: "New" }],
        ],
      },
      {
        does: "destroy says what the state has",
        program: { shop: { integrationId: 7, shopName: "New", onDestroy: "restore" } },
        run: "destroy",
        asks: [],
        prints: [
          /\(shop\): released, its settings stay as they are at Sendcloud \(onDestroy is retain in the state\)$/m,
        ],
      },
    ],
  },
]);
