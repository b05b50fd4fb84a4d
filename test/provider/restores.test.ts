/** Settings that return to what they were, also where Sendcloud refuses, or answers are lost. */
import assert from "node:assert/strict";
import { failing, healed, losing } from "../support/interceptors";
import { type Properties, secretly } from "../support/provider-process";
import { get, patch } from "../support/requests";
import { play, shop, type Stage } from "../support/scene";

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

const webhookOff = { webhookActive: false, webhookUrl: "" };
const webhookNone = { webhook_active: false, webhook_url: null };
const webhookOn = { webhook_active: true, webhook_url: "https://old.example/canary-old" };
const restoring = (settings: Properties): Record<string, Properties> =>
  shop({ onDestroy: "restore", ...settings });

play("settings that return to what they were", [
  {
    title: "settings return to what they were, but for those that somebody else changed",
    seed: [{ id: 7, shop_name: "Old", ...webhookOn, service_point_carriers: ["dhl"] }],
    steps: [
      {
        does: "up adopts, and remembers what the shop had",
        program: restoring({ ...webhookOff, shopName: "New", feedbackType: "none" }),
        run: "up",
        asks: [get(7), patch(7, { shop_name: "New", ...webhookNone, feedback_type: "none" })],
      },
      {
        does: "an update keeps the memory",
        program: restoring({ ...webhookOff, shopName: "Newer", feedbackType: "none" }),
        run: "up",
        asks: [patch(7, { shop_name: "Newer" })],
      },
      {
        does: "preview says what becomes of a setting that is removed",
        program: restoring({ ...webhookOff, shopName: "Newer" }),
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
        asks: [get(7), patch(7, { feedback_type: "delayed" })],
        prints: [/integration 7 \(shop\): restored feedbackType \(now "delayed"\)$/m],
      },
      {
        does: "a refresh that finds somebody else's change keeps the memory",
        first: ({ emulator }) => emulator.edit(7, { shop_name: "Panel" }),
        run: "refresh",
        asks: [get(7)],
      },
      {
        when: "a restore fails",
        then: "the resource stays in the state",
        first: (world) => failing(world, "PATCH", 500),
        run: "destroy",
        fails: true,
        asks: [get(7), patch(7, webhookOn), get(7)],
        printsNot: [/canary-old/],
        verify: ({ recorded }) => assert.ok(recorded()),
      },
      {
        when: "somebody else changed a setting that is to be restored",
        then: "it is left, and a line names it",
        first: healed,
        run: "destroy",
        asks: [get(7), patch(7, webhookOn)],
        prints: [
          /\(shop\): restored webhookActive \(now true\), webhookUrl \(now "https:\/\/old\.example\/…"\)$/m,
          /integration 7 \(shop\): left as it is: shopName \(somebody else changed it\)/,
        ],
        printsNot: [/canary-old/],
        verify: ({ emulator }) => {
          const others = { feedback_type: "delayed", service_point_carriers: ["dhl"] };
          const held = { ...emulator.integration(7) };
          assert.deepEqual(held, { ...held, shop_name: "Panel", ...webhookOn, ...others });
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
        program: restoring({ shopName: secretly("New") }),
        run: "up",
        asks: [get(7), patch(7, { shop_name: "New" })],
        printsNot: [/canary-old/],
      },
      {
        does: "destroy names it",
        run: "destroy",
        asks: [get(7), patch(7, { shop_name: "canary-old" })],
        prints: [/restored shopName \(what it is now is not shown, since it may be a secret\)$/m],
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
        program: shop({ shopName: "New" }),
        run: "up",
        asks: [get(7), patch(7, { shop_name: "New" })],
      },
      {
        does: "destroy says what the state has",
        program: restoring({ shopName: "New" }),
        run: "destroy",
        asks: [],
        prints: [
          /\(shop\): released, its settings stay as they are at Sendcloud \(onDestroy is retain in the state\)$/m,
        ],
      },
    ],
  },
  {
    title: "a declared value that is refused fails the run, also beside a flag that is restored",
    seed: [{ id: 7, webhook_active: true, webhook_url: "https://old.example/" }],
    steps: [
      {
        does: "up turns the webhook off",
        program: restoring(webhookOff),
        run: "up",
        asks: [get(7), patch(7, webhookNone)],
      },
      {
        when: "the flag is no longer declared, and Sendcloud refuses the declared URL",
        then: "up fails, and the state has what Sendcloud has",
        program: restoring({ webhookUrl: "https://new.example/" }),
        first: (stage) => refusing(stage, ["webhook_url"], "webhook_url"),
        run: "up",
        fails: true,
        asks: [get(7), patch(7, { webhook_active: true, webhook_url: "https://new.example/" })],
        prints: [/webhookUrl: no longer possible/],
        verify: ({ recorded }) => assert.equal(recorded()?.webhookUrl, ""),
      },
      {
        does: "the next up sends both, and names only the flag as restored",
        first: healed,
        run: "up",
        asks: [get(7), patch(7, { webhook_active: true, webhook_url: "https://new.example/" })],
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
        program: restoring({ shopName: "New", feedbackType: "none" }),
        run: "up",
        asks: [get(7), patch(7, { shop_name: "New", feedback_type: "none" })],
      },
      {
        when: "a setting is no longer declared, and Sendcloud refuses its old value for another setting",
        then: "up fails, and says what to declare",
        program: restoring({ shopName: "New" }),
        first: (stage) => refusing(stage, ["feedback_type"], "shop_url"),
        run: "up",
        fails: true,
        asks: [get(7), patch(7, { feedback_type: "eager" })],
        prints: [/declare feedbackType as before with onDestroy: "retain", run `pulumi up`/],
      },
      {
        does: "what the message says helps",
        program: shop({ shopName: "New", feedbackType: "none" }),
        run: "up",
        asks: [],
      },
      {
        does: "then the setting can be removed",
        program: shop({ shopName: "New" }),
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
        program: restoring({ shopName: "First", feedbackType: "eager" }),
        run: "up",
        asks: [get(7), patch(7, { shop_name: "First" })],
      },
      ...["Second", undefined].map((shopName) => ({
        does: shopName === undefined ? "its restore is lost" : "a change is lost",
        program: restoring({ ...(shopName && { shopName }), feedbackType: "eager" }),
        first: (stage: Stage) => losing(stage, { reads: true, carriedOut: false }),
        run: "up",
        fails: true as const,
        asks: [
          ...(shopName === undefined ? [get(7)] : []),
          ...Array<unknown>(5).fill(patch(7, { shop_name: shopName ?? "Old" })),
          ...Array<unknown>(5).fill(get(7)),
        ],
      })),
      {
        when: "neither write arrived",
        then: "destroy restores the setting",
        first: healed,
        run: "destroy",
        asks: [get(7), patch(7, { shop_name: "Old" })],
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
        program: restoring({ webhookActive: false }),
        run: "up",
        asks: [get(7), patch(7, { webhook_active: false })],
      },
      {
        does: "destroy names the flag alone",
        first: ({ emulator }) => emulator.edit(7, { webhook_url: "" }),
        run: "destroy",
        asks: [get(7)],
        prints: [/left as it is: webhookActive \(Sendcloud would refuse what it was\)/],
        printsNot: [/all is as it was/],
      },
    ],
  },
]);
