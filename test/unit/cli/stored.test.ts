/** What the commands know of a state whose resources the plugin serves, some with providers that the program declares. */
import assert from "node:assert/strict";
import type { Client } from "../../../provider/src/api/client";
import type { Clients } from "../../../provider/src/api/client";
import { compare } from "../../../provider/src/cli/drift/compare";
import { readLive } from "../../../provider/src/cli/drift/live";
import { report, statusOf } from "../../../provider/src/cli/drift/report";
import { storedIn } from "../../../provider/src/cli/stored";
import { leftBehind } from "../../../provider/src/cli/import/left-behind";
import { knownNames } from "../../../provider/src/cli/import/known";

const base = "urn:pulumi:dev::shops::";
const one = { integrationId: 7, shopName: "Ours" };
const reference = (name: string): string => `${base}pulumi:providers:sendcloud::${name}::id`;
const resource = (
  type: string,
  name: string,
  properties: object,
  provider = "default",
): object => ({
  urn: `${base}${type}::${name}`,
  type,
  provider: reference(provider),
  inputs: properties,
  outputs: properties,
});
const single = "sendcloud:index:IntegrationSettings";
const stack = (...resources: object[]): unknown => ({ deployment: { resources } });
const providerResource = (name: string, secretKey: string): object => ({
  urn: `${base}pulumi:providers:sendcloud::${name}`,
  type: "pulumi:providers:sendcloud",
  inputs: {
    secretKey: {
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
      plaintext: JSON.stringify(secretKey),
    },
  },
});

describe("the state of a stack over the plugin", () => {
  it("has resources and members as one of the dynamic types has them", () => {
    const set = resource("sendcloud:index:IntegrationSettingsSet", "shops", {
      integrations: { a: one },
    });
    const dynamic = resource("pulumi-nodejs:dynamic/sendcloud:IntegrationSettings", "third", one);
    assert.deepEqual(
      storedIn(
        stack(
          resource(single, "first", one),
          set,
          dynamic,
          resource("aws:s3/bucket:Bucket", "b", one),
        ),
      ).map(({ name }) => name),
      ["first", "shops.a", "third"],
    );
  });

  it("knows the provider that a program declares, with its configuration, and not the default one", () => {
    const stored = storedIn(
      stack(
        providerResource("berlin", "canary"),
        resource(single, "far", one, "berlin"),
        resource(single, "near", one),
      ),
    );
    assert.deepEqual(
      stored.map(({ provider }) => provider),
      [
        {
          urn: `${base}pulumi:providers:sendcloud::berlin`,
          name: "berlin",
          configuration: { secretKey: "canary" },
        },
        undefined,
      ],
    );
  });

  it("has another account's names where the provider is the program's, so that an import keeps none of them", () => {
    const known = knownNames(
      storedIn(stack(resource(single, "far", one, "berlin"))),
      undefined,
      () => false,
    );
    assert.deepEqual([known.resources.size, [...known.taken]], [0, ["far"]]);
  });
});

describe("resources that an import leaves behind", () => {
  const dynamic = resource("pulumi-nodejs:dynamic/sendcloud:IntegrationSettings", "flowers", one);
  const imported = {
    id: 7,
    type: null,
    createdAt: null,
    updatedAt: null,
    lastFetchedAt: null,
    startedFailingAt: null,
    settings: {},
  };
  const left = (state: object, edge: "dynamic" | "plugin", name: string, set?: string): string[] =>
    leftBehind(storedIn(stack(state)), {
      integrations: [imported],
      account: undefined,
      names: new Map([[7, name]]),
      set,
      edge,
    });

  it("are those of the other edge, unless the plugin's aliases carry them over", () => {
    assert.deepEqual(left(dynamic, "dynamic", "flowers"), []);
    assert.deepEqual(left(dynamic, "plugin", "flowers"), []);
    assert.deepEqual(left(dynamic, "plugin", "tulips"), ["flowers"]);
    assert.deepEqual(left(dynamic, "plugin", "flowers", "shops"), ["flowers"]);
    assert.deepEqual(left(resource(single, "flowers", one), "dynamic", "flowers"), ["flowers"]);
    const set = resource("sendcloud:index:IntegrationSettingsSet", "shops", {
      integrations: { a: one },
    });
    assert.deepEqual(left(set, "dynamic", "a", "shops"), ["shops"]);
  });
});

describe("a resource whose account cannot be read", () => {
  const wrong: Clients = () => Promise.reject(new Error("not to be asked"));

  it("is told in a line with the reason, and is never taken for one without drift", async () => {
    const stored = storedIn(stack(resource(single, "far", one, "berlin")));
    const found = compare(stored, await readLive(stored, { stack: wrong, provider: () => wrong }));
    const compared = { stack: "dev", managed: 1, settings: 1, ...found };
    assert.equal(
      await report(compared),
      "nothing was compared\nnot compared: far (integration 7): the state does not hold its provider berlin",
    );
    assert.equal(statusOf(compared), 1);
    assert.equal(
      statusOf({
        ...compared,
        drift: [{ resource: "x", integrationId: 1, setting: "shopName", declared: "a", live: "b" }],
      }),
      2,
    );
    assert.match(
      await report({ ...compared, managed: 3 }),
      /^no drift of the 2 integrations that could be compared\nnot compared: /,
    );
  });

  it("ends the command where it is the stack's own: nothing else can be trusted then", async () => {
    const stored = storedIn(stack(resource(single, "near", one)));
    const failing: Clients = () => Promise.reject<Client>(new Error("the stack's"));
    await assert.rejects(
      readLive(stored, { stack: failing, provider: () => wrong }),
      /the stack's/,
    );
  });
});
