/** What a set of integrations declares, and what is recorded of it, member by member. Pure. */
import assert from "node:assert/strict";
import { checkSet } from "../../../provider/src/settings/check-set";
import { storedIn } from "../../../provider/src/cli/stored";
import { driftOf } from "../../../provider/src/cli/drift/compare";
import { unknownValue } from "../../../provider/src/pulumi/tokens";
import { joined, membersOf } from "../../../provider/src/settings/members";
import { readPreview } from "../../../provider/src/cli/review/preview/preview";
import { review } from "../../../provider/src/cli/review/review";
import { startEmulator } from "../../../provider/src/emulator/emulator";
import { createClient } from "../../../provider/src/api/client";
import { from } from "../api/server";

const type = "pulumi-nodejs:dynamic/sendcloud:IntegrationSettingsSet";
const urn = `urn:pulumi:prod::shops::${type}::shops`;
const secret = (value: unknown): object => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  plaintext: JSON.stringify(value),
});

describe("the check of a set", () => {
  const reasonsOf = (declared: Record<string, unknown>): string[] =>
    checkSet(declared, (value) => value === unknownValue).failures.map(({ property, reason }) => {
      assert.equal(
        property,
        "",
        "the engine prints the value of a property, and with it those of all members",
      );
      return reason;
    });

  it("passes what is right, in canonical form", () => {
    const carriers = { integrationId: 7, servicePointCarriers: ["ups", "dhl", "ups"] };
    const { inputs, failures } = checkSet(
      { onDestroy: "restore", integrations: { tulips: carriers } },
      () => false,
    );
    assert.deepEqual(failures, []);
    assert.deepEqual(inputs, {
      onDestroy: "restore",
      integrations: { tulips: { integrationId: 7, servicePointCarriers: ["dhl", "ups"] } },
    });
  });

  it("waits for what is not known yet, and checks the rest", () => {
    const declared = {
      integrations: { tulips: unknownValue, roses: { integrationId: unknownValue, shopName: "" } },
    };
    assert.deepEqual(reasonsOf(declared), [
      "integrations.roses: shopName must not be empty: Sendcloud wants 1 to 250 characters",
    ]);
    assert.deepEqual(checkSet(declared, (value) => value === unknownValue).inputs, declared);
    assert.deepEqual(reasonsOf({ integrations: unknownValue }), []);
  });

  it("names the member that declares the integration of another", () => {
    const reasons = reasonsOf({
      integrations: {
        a: { integrationId: 7, shopName: "A" },
        b: { integrationId: 7, shopName: "B" },
      },
    });
    assert.deepEqual(reasons, ["integrations.b: integration 7 is declared by integrations.a too"]);
  });

  it("says a rule once that many members break, with their names", () => {
    const members = Object.fromEntries(
      Array.from({ length: 60 }, (_, id) => [`shop${id}`, { integrationId: id + 1, shopName: "" }]),
    );
    const reasons = reasonsOf({ integrations: members });
    assert.equal(reasons.length, 1);
    assert.match(
      reasons.join(),
      /^integrations\.shop0, integrations\.shop1, .* and 10 more: shopName must not be empty/,
    );
  });

  it("asks for numbers that are missing, and does not take two of them for one integration", () => {
    for (const integrationId of [undefined, null, NaN]) {
      const reasons = reasonsOf({
        integrations: { a: { integrationId, shopName: "A" }, b: { integrationId, shopName: "B" } },
      });
      assert.equal(reasons.length, 1, String(integrationId));
      assert.match(reasons.join(), /^integrations\.a, integrations\.b: integrationId is required/);
    }
  });

  it("may have any name", () => {
    const names = ["constructor", "hasOwnProperty", "toString", "__proto__", "length", "then"];
    const members = Object.fromEntries(
      names.map((name, index) => [name, { integrationId: index + 1, shopName: "A" }]),
    );
    assert.deepEqual(reasonsOf({ integrations: members }), []);
    const states = membersOf({ integrations: members, adoption: { length: { before: {} } } });
    assert.deepEqual([...states.keys()], names);
    for (const [name, { adoption }] of states)
      assert.deepEqual(adoption, name === "length" ? { before: {} } : undefined, name);
  });

  it("says once what is wrong with the whole", () => {
    const members = {
      a: { integrationId: 7, shopName: "A" },
      b: { integrationId: 8, shopName: "B" },
    };
    assert.equal(reasonsOf({ integrations: members, onDestroy: "delete" }).length, 1);
    for (const integrations of [undefined, null, 5, [], "x"])
      assert.match(String(reasonsOf({ integrations })), /^integrations must be an object/);
  });
});

describe("the members of a set", () => {
  it("are what they were once they are joined again", () => {
    const members = new Map([
      [
        "a",
        {
          integrationId: 7,
          shopName: "A",
          account: "main",
          adoption: { before: { shopName: "Old" } },
        },
      ],
      ["b", { integrationId: 8, shopName: "B", account: "main" }],
    ]);
    assert.deepEqual(membersOf(joined({ account: "main" }, members)), members);
  });

  it("are told apart in an exported stack, secrets and all, and drift by themselves", async () => {
    const emulator = await startEmulator({
      seed: [{ id: 7, shop_name: "Panel", webhook_url: "https://other.example/" }],
    });
    const { url: baseUrl, publicKey, secretKey } = emulator;
    const client = createClient({
      baseUrl,
      credentials: { kind: "keys", publicKey, secretKey },
      from,
    });
    try {
      const a = {
        integrationId: 7,
        shopName: "A",
        webhookUrl: secret("https://hooks.example/token"),
      };
      const properties = {
        integrations: { a },
        adoption: secret({ a: { before: { shopName: "Old" } } }),
      };
      const [stored] = storedIn({
        deployment: {
          resources: [{ urn, type, inputs: { integrations: { a } }, outputs: properties }],
        },
      });
      assert.equal(stored?.name, "shops.a");
      assert.deepEqual(driftOf(stored, await client.get(7)), [
        {
          resource: "shops.a",
          integrationId: 7,
          setting: "shopName",
          declared: '"A"',
          live: '"Panel"',
        },
        {
          resource: "shops.a",
          integrationId: 7,
          setting: "webhookUrl",
          declared: "a secret",
          live: "something else",
        },
      ]);
    } finally {
      await client.close();
      await emulator.close();
    }
  });

  it("are reviewed one by one", () => {
    const side = (integrations: object): object => ({
      type,
      inputs: { integrations },
      outputs: { integrations },
    });
    const steps = [
      {
        op: "update",
        urn,
        oldState: side({
          a: { integrationId: 7, shopName: "A" },
          b: { integrationId: 8, shopName: "B" },
          c: { integrationId: 9, shopName: "C" },
        }),
        newState: side({
          a: { integrationId: 7, shopName: "X" },
          b: { integrationId: 8, shopName: "B" },
          d: { integrationId: 10, shopName: "D" },
        }),
      },
    ];
    const { groups } = review(readPreview(JSON.stringify({ steps })));
    assert.deepEqual(
      groups.map(({ title, members }) => [
        title,
        members.map(({ shop }) => [shop.resource, shop.name, shop.number]),
      ]),
      [
        ["adopted", [["shops.d", "D", "integration 10"]]],
        ["name changed", [["shops.a", "A", "integration 7"]]],
        ["no longer managed", [["shops.c", "C", "integration 9"]]],
      ],
    );
  });
});
