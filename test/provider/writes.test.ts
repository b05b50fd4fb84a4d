/** Writes: those that Sendcloud refuses, whose answer is lost, or that are read back. Afterwards the state claims nothing that Sendcloud does not have. */
import assert from "node:assert/strict";
import { failing, healed, losing } from "../support/interceptors";
import { behave } from "../support/likeness";
import { get, patch } from "../support/requests";
import { play, shop } from "../support/scene";

/** A request, and its four repetitions. */
const five = (request: unknown): unknown[] => Array.from({ length: 5 }, () => request);
const before = { shopName: "Old" };

play("writes that are refused, lost, or read back", [
  {
    title: "a refused request leaves state and shop as they were, and the next run tries again",
    seed: [{ id: 7, shop_name: "Old" }],
    steps: [
      {
        does: "an adoption that fails records nothing",
        program: shop({ shopName: "New" }),
        first: (world) => failing(world, "PATCH", 500),
        run: "up",
        fails: true,
        asks: [get(7), patch(7, { shop_name: "New" }), get(7)],
        prints: [
          /refused with status 500.*\(PATCH http.*\/integrations\/7; sent: shopName\).*run again later.*Nothing was changed/,
        ],
        verify: ({ recorded }) => assert.equal(recorded(), undefined),
      },
      {
        does: "the next up adopts",
        first: healed,
        run: "up",
        asks: [get(7), patch(7, { shop_name: "New" })],
      },
      {
        does: "an update that fails leaves the state at what Sendcloud has",
        program: shop({ shopName: "Newer" }),
        first: (world) => failing(world, "PATCH", 400),
        run: "up",
        fails: true,
        asks: [patch(7, { shop_name: "Newer" })],
        verify: ({ recorded }) => assert.equal(recorded()?.shopName, "New"),
      },
      {
        does: "a refresh that is refused keeps the resource",
        first: (world) => failing(world, "GET", 403),
        run: "refresh",
        fails: true,
        asks: [get(7)],
        verify: ({ recorded }) => assert.equal(recorded()?.shopName, "New"),
      },
      {
        does: "the next up sends the change again",
        first: healed,
        run: "up",
        asks: [patch(7, { shop_name: "Newer" })],
      },
      {
        when: "an integration was deleted",
        then: "refresh drops the resource, and the next up fails and says that the integration does not exist",
        first: ({ emulator }) => emulator.remove(7),
        run: "refresh",
        asks: [get(7)],
        verify: ({ recorded }) => assert.equal(recorded(), undefined),
      },
      {
        does: "up then says that there is no such integration",
        run: "up",
        fails: true,
        asks: [get(7)],
        prints: [/there is no integration 7 in this Sendcloud account/],
      },
    ],
  },
  {
    title: "a short outage and a rate limit are waited out",
    seed: [{ id: 7, shop_name: "Old" }],
    steps: [
      {
        when: "Sendcloud is out of order for a moment",
        then: "up retries and succeeds, without a message",
        program: shop({ shopName: "New" }),
        first: (world) => failing(world, "PATCH", 503, { once: true }),
        run: "up",
        asks: [get(7), patch(7, { shop_name: "New" }), patch(7, { shop_name: "New" })],
        printsNot: [/503/],
      },
      {
        when: "the account's rate limit is reached",
        then: "up waits as long as Sendcloud asks",
        program: shop({ shopName: "Newer" }),
        first: (world) =>
          failing(world, "PATCH", 429, { once: true, headers: { "retry-after": "5" } }),
        run: "up",
        asks: [patch(7, { shop_name: "Newer" }), patch(7, { shop_name: "Newer" })],
      },
    ],
  },
  {
    title: "an update whose answer is lost is read back, or recorded as unknown",
    seed: [{ id: 7, shop_name: "Old", webhook_url: "https://hooks.example/old" }],
    steps: [
      {
        when: "the answer to a `PATCH` is lost, but it was applied",
        then: "up reads the integration back, and succeeds",
        program: shop({ shopName: "New", onDestroy: "restore" }),
        first: losing,
        run: "up",
        asks: [get(7), ...five(patch(7, { shop_name: "New" })), get(7)],
        verify: ({ remembered }) => assert.deepEqual(remembered(), { before, unsure: [] }),
      },
      {
        when: "a `PATCH` never arrives",
        then: "up fails and says that nothing was changed; the state keeps what Sendcloud has",
        program: shop({ shopName: "Newer", onDestroy: "restore" }),
        first: (world) => losing(world, { carriedOut: false }),
        run: "up",
        fails: true,
        asks: [...five(patch(7, { shop_name: "Newer" })), get(7)],
        prints: [
          /no response from Sendcloud after 5 attempts: .*Nothing was changed: Sendcloud was asked, and holds shopName as before/,
        ],
        verify: ({ recorded }) => assert.equal(recorded()?.shopName, "New"),
      },
      {
        when: "the answer to a `PATCH` is lost, and it cannot be read back",
        then: "up fails and says which settings are not known; the state leaves them out",
        first: (world) => losing(world, { reads: true }),
        run: "up",
        fails: true,
        asks: [...five(patch(7, { shop_name: "Newer" })), ...five(get(7))],
        prints: [
          /Reading it back failed too: .*Whether Sendcloud now holds shopName as sent is unknown: the next `pulumi up` sends it again/,
        ],
        verify: ({ emulator, recorded, remembered }) => {
          assert.equal(recorded()?.shopName, undefined);
          assert.deepEqual(remembered(), { before, unsure: ["shopName"] });
          assert.equal(emulator.integration(7)?.shop_name, "Newer");
        },
      },
      {
        does: "what could not be read back is sent again by the next up, even where the program is what it was before",
        program: shop({ shopName: "New", onDestroy: "restore" }),
        first: healed,
        run: "up",
        asks: [get(7), patch(7, { shop_name: "New" })],
        verify: ({ remembered }) => assert.deepEqual(remembered(), { before, unsure: [] }),
      },
      {
        does: "a lost update again",
        program: shop({ shopName: "Newest", onDestroy: "restore" }),
        first: (world) => losing(world, { reads: true }),
        run: "up",
        fails: true,
        asks: [...five(patch(7, { shop_name: "Newest" })), ...five(get(7))],
      },
      {
        does: "what could not be read back is found out by a refresh",
        first: healed,
        run: "refresh",
        asks: [get(7)],
        verify: ({ recorded, remembered }) => {
          assert.equal(recorded()?.shopName, "Newest");
          assert.deepEqual(remembered(), { before, unsure: [] });
        },
      },
      {
        does: "destroy restores it then",
        run: "destroy",
        asks: [get(7), patch(7, { shop_name: "Old" })],
      },
    ],
  },
  {
    title: "an adoption whose answer is lost is recorded with what the shop was",
    seed: [{ id: 7, shop_name: "Old" }],
    steps: [
      {
        when: "the `PATCH` of an adoption cannot be read back",
        then: "the resource is recorded with the shop's earlier settings, so that the next up can continue",
        program: shop({ shopName: "New", feedbackType: "delayed", onDestroy: "restore" }),
        first: (world) => losing(world, { reads: true }),
        run: "up",
        fails: true,
        asks: [get(7), ...five(patch(7, { shop_name: "New" })), ...five(get(7))],
        verify: ({ recorded, remembered }) => {
          const { shopName, feedbackType } = recorded() ?? {};
          assert.deepEqual([shopName, feedbackType], [undefined, "delayed"]);
          const both = { ...before, feedbackType: "delayed" };
          assert.deepEqual(remembered(), { before: both, unsure: ["shopName"] });
        },
      },
      {
        does: "destroy restores what was written without an answer",
        first: healed,
        run: "destroy",
        asks: [get(7), patch(7, { shop_name: "Old" })],
      },
      {
        when: "the `PATCH` of an adoption is refused",
        then: "nothing is recorded, and the next up adopts",
        first: (world) =>
          failing(world, "PATCH", 400, { body: '{"errors":[{"detail":"not today"}]}' }),
        run: "up",
        fails: true,
        asks: [get(7), patch(7, { shop_name: "New" })],
        prints: [/refused with status 400: not today/],
        verify: ({ recorded }) => assert.equal(recorded(), undefined),
      },
    ],
  },
  {
    title: "verifyWrites reads every write back, and records what Sendcloud holds",
    seed: [{ id: 7, shop_name: "Old", webhook_url: "https://hooks.example/7" }],
    steps: [
      {
        when: "`sendcloud:verifyWrites` is on",
        then: "every write is read back",
        first: ({ config }) => void (config.verifyWrites = "true"),
        program: shop({ shopName: "New", feedbackType: "none" }),
        run: "up",
        asks: [get(7), patch(7, { shop_name: "New", feedback_type: "none" }), get(7)],
      },
      {
        when: "`sendcloud:verifyWrites` is on, and Sendcloud stores a different value than was sent",
        then: "up fails, and the state records what it holds",
        program: shop({ shopName: "Newer", feedbackType: "eager" }),
        first: ({ emulator }) =>
          emulator.intercept(({ method }, response) => {
            if (method !== "PATCH") return false;
            emulator.edit(7, { shop_name: "NEWER", feedback_type: "eager" });
            response.writeHead(204).end();
            return true;
          }),
        run: "up",
        fails: true,
        asks: [patch(7, { shop_name: "Newer", feedback_type: "eager" }), get(7)],
        prints: [
          /Sendcloud accepted the change \(PATCH http.*\), but holds something else for shopName: the next `pulumi up` sends it again/,
        ],
        verify: ({ recorded }) => {
          const { shopName, feedbackType } = recorded() ?? {};
          assert.deepEqual([shopName, feedbackType], ["NEWER", "eager"]);
        },
      },
      {
        does: "the next up sends only that again",
        first: healed,
        run: "up",
        asks: [patch(7, { shop_name: "Newer" }), get(7)],
      },
      {
        when: "`sendcloud:verifyWrites` is on, and somebody else has changed another managed setting",
        then: "the state records it, and the next up puts it right",
        first: ({ emulator }) => emulator.edit(7, { feedback_type: "delayed" }),
        program: shop({ shopName: "Newest", feedbackType: "eager" }),
        run: "up",
        asks: [patch(7, { shop_name: "Newest" }), get(7)],
        verify: ({ recorded }) => assert.equal(recorded()?.feedbackType, "delayed"),
      },
      {
        does: "and puts it right",
        run: "up",
        asks: [patch(7, { feedback_type: "eager" }), get(7)],
      },
    ],
  },
  {
    title: "values that Sendcloud normalises are no drift",
    seed: [{ id: 7 }],
    steps: [
      {
        does: "up adopts, and verifies what is stored in another way",
        first({ config, emulator }) {
          config.verifyWrites = "true";
          behave(emulator, { normalizes: true });
        },
        program: shop({
          shopUrl: "https://Tulips.example",
          servicePointEnabled: true,
          servicePointCarriers: ["PostNL", "DHL"],
        }),
        run: "up",
        asks: [
          get(7),
          patch(7, {
            shop_url: "https://Tulips.example",
            service_point_enabled: true,
            service_point_carriers: ["DHL", "PostNL"],
          }),
          get(7),
        ],
        verify: ({ emulator }) =>
          assert.equal(emulator.integration(7)?.shop_url, "https://tulips.example/"),
      },
      {
        when: "Sendcloud stores a value in its own spelling (a URL's last slash or the case of its host, the order or case of carriers)",
        then: "refresh finds no drift",
        run: "refresh",
        asks: [get(7)],
        operations: [],
      },
      { does: "and up has nothing to do", run: "up", asks: [], operations: [] },
    ],
  },
]);
