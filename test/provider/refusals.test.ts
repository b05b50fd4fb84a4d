/** Requests that Sendcloud refuses, for a moment or for good. */
import assert from "node:assert/strict";
import { failing, failingOnce } from "../support/interceptors";
import { play } from "../support/scene";

play("requests that Sendcloud refuses", [
  {
    title: "a refused request leaves state and shop as they were, and the next run tries again",
    seed: [{ id: 7, shop_name: "Old" }],
    steps: [
      {
        does: "an adoption that fails records nothing",
        program: { shop: { integrationId: 7, shopName: "New" } },
        first: (world) => failing(world, "PATCH", 500),
        run: "up",
        fails: true,
        asks: [
          ["GET", "/integrations/7"],
          ["PATCH", "/integrations/7", { shop_name: "New" }],
          ["GET", "/integrations/7"],
        ],
        prints: [
          /refused with status 500.*\(PATCH http.*\/integrations\/7; sent: shopName\).*run again later.*Nothing was changed/,
        ],
        printsNot: [/\n\s+at /],
        verify: ({ recorded }) => assert.equal(recorded(), undefined),
      },
      {
        does: "the next up adopts",
        first: ({ emulator }) => emulator.intercept(),
        run: "up",
        asks: [
          ["GET", "/integrations/7"],
          ["PATCH", "/integrations/7", { shop_name: "New" }],
        ],
      },
      {
        does: "an update that fails leaves the state at what Sendcloud has",
        program: { shop: { integrationId: 7, shopName: "Newer" } },
        first: (world) => failing(world, "PATCH", 400),
        run: "up",
        fails: true,
        asks: [["PATCH", "/integrations/7", { shop_name: "Newer" }]],
        verify: ({ recorded }) => assert.equal(recorded()?.shopName, "New"),
      },
      {
        does: "a refresh that is refused keeps the resource",
        first: (world) => failing(world, "GET", 403),
        run: "refresh",
        fails: true,
        asks: [["GET", "/integrations/7"]],
        printsNot: [/\n\s+at /],
        verify: ({ recorded }) => assert.equal(recorded()?.shopName, "New"),
      },
      {
        does: "the next up sends the change again",
        first: ({ emulator }) => emulator.intercept(),
        run: "up",
        asks: [["PATCH", "/integrations/7", { shop_name: "Newer" }]],
      },
      {
        when: "an integration was deleted",
        then: "refresh drops the resource, and the next up fails and says that the integration does not exist",
        first: ({ emulator }) => emulator.remove(7),
        run: "refresh",
        asks: [["GET", "/integrations/7"]],
        verify: ({ recorded }) => assert.equal(recorded(), undefined),
      },
      {
        does: "up then says that there is no such integration",
        run: "up",
        fails: true,
        asks: [["GET", "/integrations/7"]],
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
        program: { shop: { integrationId: 7, shopName: "New" } },
        first: (world) => failingOnce(world, "PATCH", 503),
        run: "up",
        asks: [
          ["GET", "/integrations/7"],
          ["PATCH", "/integrations/7", { shop_name: "New" }],
          ["PATCH", "/integrations/7", { shop_name: "New" }],
        ],
        printsNot: [/503/],
      },
      {
        when: "the account's rate limit is reached",
        then: "up waits as long as Sendcloud asks",
        program: { shop: { integrationId: 7, shopName: "Newer" } },
        first: (world) => failingOnce(world, "PATCH", 429, { "retry-after": "5" }),
        run: "up",
        asks: [
          ["PATCH", "/integrations/7", { shop_name: "Newer" }],
          ["PATCH", "/integrations/7", { shop_name: "Newer" }],
        ],
      },
    ],
  },
]);
