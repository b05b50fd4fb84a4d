/** What a program sends of values that are not there: the SDK alone would send a secret `undefined` as `null`. */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as z from "zod";
import { SendcloudIntegrationSettings } from "../../../../provider/src/pulumi/program/resource";

const secretKey = "4dabf18193072939515e22adb298388d";

/** Without what marks secrets. */
function revealed(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const entries = new Map<string, unknown>(Object.entries(value));
  if (entries.has(secretKey)) return revealed(entries.get("value"));
  return Object.fromEntries([...entries].map(([name, inner]) => [name, revealed(inner)]));
}

describe("what is sent of values that are not there", () => {
  const sent = new Map<string, Record<string, unknown>>();
  const valueOf = <Value>(output: pulumi.Output<Value>): Promise<Value> =>
    new Promise((resolve) => output.apply(resolve));

  before(() =>
    pulumi.runtime.setMocks({
      newResource({ name, inputs }) {
        const { __provider, __declaredBy, ...declared } = z
          .record(z.string(), z.unknown())
          .parse(revealed(inputs));
        sent.set(name, declared);
        return { id: name, state: declared };
      },
      call: () => ({}),
    }),
  );

  const shop: { url?: undefined } = {};
  const nothing = (): pulumi.Output<undefined>[] => [
    pulumi.secret(undefined),
    pulumi.output(undefined),
    pulumi.all([pulumi.secret("x")]).apply(() => undefined),
    pulumi.secret({ shop }).shop.apply(({ url }) => url),
  ];

  it("is nothing, of a setting", async () => {
    for (const [index, webhookUrl] of nothing().entries()) {
      const shop = new SendcloudIntegrationSettings(`one${index}`, {
        integrationId: 7,
        shopName: "Tulips",
        webhookUrl,
        onDestroy: webhookUrl,
      });
      await valueOf(shop.urn);
      assert.deepEqual(sent.get(`one${index}`), { integrationId: 7, shopName: "Tulips" });
    }
  });

  it("is null, where the program says so", async () => {
    const shop = new SendcloudIntegrationSettings("cleared", {
      integrationId: 7,
      webhookUrl: pulumi.secret(null),
    });
    await valueOf(shop.urn);
    assert.deepEqual(sent.get("cleared"), { integrationId: 7, webhookUrl: null });
  });

  it("is left to the rules, where JavaScript gives no arguments", async () => {
    const made: unknown = Reflect.construct(SendcloudIntegrationSettings, ["bare"]);
    await valueOf(z.instanceof(pulumi.CustomResource).parse(made).urn);
    assert.deepEqual(sent.get("bare"), {});
  });
});
