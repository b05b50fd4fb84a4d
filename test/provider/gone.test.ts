/** An integration that is gone. */
import assert from "node:assert/strict";
import { play } from "../support/scene";

play("an integration that is gone", [
  {
    title: "there is nothing to restore",
    seed: [{ id: 7, shop_name: "Old" }],
    steps: [
      {
        does: "up adopts",
        program: { shop: { integrationId: 7, shopName: "New", onDestroy: "restore" } },
        run: "up",
        asks: [
          ["GET", "/integrations/7"],
          ["PATCH", "/integrations/7", { shop_name: "New" }],
        ],
      },
      {
        when: "the integration is gone when it is to be restored",
        then: "destroy succeeds",
        first: ({ emulator }) => emulator.remove(7),
        run: "destroy",
        asks: [["GET", "/integrations/7"]],
        verify: ({ recorded }) => assert.equal(recorded(), undefined),
      },
    ],
  },
]);
