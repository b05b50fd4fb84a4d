/** Settings that return to what they were, where Sendcloud refuses, or answers are lost. */
import assert from "node:assert/strict";
import { healed } from "../support/interceptors";
import { play, type Stage } from "../support/scene";

/** Refuses each PATCH that sends one of these fields. The response names `named`, or nothing. */
function refusing({ emulator }: Stage, fields: readonly string[], named?: string): void {
  emulator.intercept(({ method, body }, response) => {
    if (method !== "PATCH" || !fields.some((field) => JSON.stringify(body).includes(`"${field}"`)))
      return false;
    const error = { detail: "no longer possible", ...(named && { source: { pointer: named } }) };
    response.writeHead(400).end(JSON.stringify({ errors: [error] }));
    return true;
  });
}

/** Loses each PATCH before anything is done, and whatever is read after it. */
function lost({ emulator }: Stage): void {
  let written = false;
  emulator.intercept(({ method }, response) => {
    written ||= method === "PATCH";
    if (written) response.destroy();
    return written;
  });
}

const read = ["GET", "/integrations/7"];
const patch = (body: object): unknown => ["PATCH", "/integrations/7", body];
const shop = { integrationId: 7, onDestroy: "restore" };

play("restores that do not go through", [
  {
    title: "a declared value that is refused fails the run, also beside a flag that is restored",
    seed: [{ id: 7, webhook_active: true, webhook_url: "https://old.example/" }],
    steps: [
      {
        does: "up turns the webhook off",
        program: { shop: { ...shop, webhookActive: false, webhookUrl: "" } },
        run: "up",
        asks: [read, patch({ webhook_active: false, webhook_url: null })],
      },
      {
        when: "the flag is no longer declared, and Sendcloud refuses the declared URL",
        then: "up fails, and the state has what Sendcloud has",
        program: { shop: { ...shop, webhookUrl: "https://new.example/" } },
        first: (stage) => refusing(stage, ["webhook_url"], "webhook_url"),
        run: "up",
        fails: true,
        asks: [read, patch({ webhook_active: true, webhook_url: "https://new.example/" })],
        prints: [/webhookUrl: no longer possible/],
        verify: ({ recorded }) => assert.equal(recorded()?.webhookUrl, ""),
      },
      {
        does: "the next up sends both, and names only the flag as restored",
        first: healed,
        run: "up",
        asks: [read, patch({ webhook_active: true, webhook_url: "https://new.example/" })],
        prints: [/: restored webhookActive \(now true\)$/m],
      },
    ],
  },
  {
    title: "a refusal that names nothing that was sent says how to do without the restore",
    seed: [{ id: 7, shop_name: "Old", feedback_type: "eager" }],
    steps: [
      {
        does: "up adopts",
        program: { shop: { ...shop, shopName: "New", feedbackType: "none" } },
        run: "up",
        asks: [read, patch({ shop_name: "New", feedback_type: "none" })],
      },
      {
        when: "a setting is no longer declared, and Sendcloud refuses its old value for another setting",
        then: "up fails, and says what to declare",
        program: { shop: { ...shop, shopName: "New" } },
        first: (stage) => refusing(stage, ["feedback_type"], "shop_url"),
        run: "up",
        fails: true,
        asks: [read, patch({ feedback_type: "eager" })],
        prints: [/declare feedbackType as before with onDestroy: "retain", run `pulumi up`/],
      },
      {
        does: "what the message says helps",
        program: {
          shop: { ...shop, onDestroy: "retain", shopName: "New", feedbackType: "none" },
        },
        run: "up",
        asks: [],
      },
      {
        does: "then the setting can be removed",
        program: { shop: { ...shop, onDestroy: "retain", shopName: "New" } },
        run: "up",
        asks: [],
      },
    ],
  },
  {
    title: "a value of ours is known as ours after two writes in a row whose results are unknown",
    seed: [{ id: 7, shop_name: "Old", feedback_type: "eager" }],
    steps: [
      {
        does: "up adopts",
        program: { shop: { ...shop, shopName: "First", feedbackType: "eager" } },
        run: "up",
        asks: [read, patch({ shop_name: "First" })],
      },
      ...["Second", undefined].map((shopName) => ({
        does: shopName === undefined ? "its restore is lost" : "a change is lost",
        program: { shop: { ...shop, ...(shopName && { shopName }), feedbackType: "eager" } },
        first: lost,
        run: "up",
        fails: true as const,
        asks: [
          ...(shopName === undefined ? [read] : []),
          ...Array<unknown>(5).fill(patch({ shop_name: shopName ?? "Old" })),
          ...Array<unknown>(5).fill(read),
        ],
      })),
      {
        when: "neither write arrived",
        then: "destroy restores the setting",
        first: healed,
        run: "destroy",
        asks: [read, patch({ shop_name: "Old" })],
        prints: [/: restored shopName \(now "Old"\)$/m],
      },
    ],
  },
  {
    title: "a flag whose setting somebody else removed stays, and nothing is said to be as it was",
    seed: [{ id: 7, webhook_active: true, webhook_url: "https://old.example/" }],
    steps: [
      {
        does: "up turns the webhook off",
        program: { shop: { ...shop, webhookActive: false } },
        run: "up",
        asks: [read, patch({ webhook_active: false })],
      },
      {
        does: "destroy names the flag alone",
        first: ({ emulator }) => emulator.edit(7, { webhook_url: "" }),
        run: "destroy",
        asks: [read],
        prints: [/left as it is: webhookActive \(Sendcloud would refuse what it was\)/],
        printsNot: [/all is as it was/],
      },
    ],
  },
]);
