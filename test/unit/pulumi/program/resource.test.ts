/** What a program gets: the resource as the SDK sees it, and the address that is stored in every state. */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as z from "zod";
import {
  type IntegrationDetails,
  SendcloudIntegrationSettings,
} from "../../../../provider/src/pulumi/program/resource";
import { settingNames } from "../../../../provider/src/settings/schema";

describe("the resource", () => {
  const registered: pulumi.runtime.MockResourceArgs[] = [];
  let shop: SendcloudIntegrationSettings;
  const valueOf = <Value>(output: pulumi.Output<Value>): Promise<Value> =>
    new Promise((resolve) => output.apply(resolve));

  before(async () => {
    await pulumi.runtime.setMocks({
      newResource(args) {
        registered.push(args);
        const inputs = z.record(z.string(), z.unknown()).parse(args.inputs);
        return { id: "7", state: { ...inputs, type: "api", createdAt: "2026-01-02T03:04:05Z" } };
      },
      call: () => ({}),
    });
    shop = new SendcloudIntegrationSettings("shop", {
      integrationId: 7,
      shopName: "Tulips",
      webhookUrl: null,
    });
    await valueOf(shop.id);
  });

  it("is a dynamic resource of the documented type", () => {
    assert.ok(shop instanceof pulumi.CustomResource);
    assert.ok(shop instanceof SendcloudIntegrationSettings);
    assert.equal(registered[0]?.type, "pulumi-nodejs:dynamic/sendcloud:IntegrationSettings");
    assert.equal(registered[0].name, "shop");
  });

  it("sends what is declared, and the provider's address in less than 100 bytes", () => {
    const { __provider, __declaredBy, ...inputs } = z
      .record(z.string(), z.unknown())
      .parse(registered[0]?.inputs);
    assert.deepEqual(inputs, { integrationId: 7, shopName: "Tulips", webhookUrl: null });
    assert.ok(__declaredBy);
    assert.equal(__provider, 'exports.handler = () => require("pulumi-sendcloud/provider")');
    assert.ok(String(__provider).length < 100);
  });

  it("sends the settings of a look-up's result that is spread into it, and none of its facts, nor what is not set", async () => {
    const found: IntegrationDetails = {
      id: 8,
      type: "api",
      createdAt: null,
      updatedAt: null,
      lastFetchedAt: null,
      startedFailingAt: null,
      shopName: "Eight",
      shopUrl: undefined,
      servicePointEnabled: false,
      servicePointCarriers: [],
      webhookActive: undefined,
      webhookUrl: pulumi.secret(null),
      feedbackType: "eager",
    };
    const { id: integrationId, type: _, ...rest } = found;
    const sent = {
      integrationId,
      shopName: "Eight",
      servicePointEnabled: false,
      servicePointCarriers: [],
      feedbackType: "eager",
    };
    const one = new SendcloudIntegrationSettings("spread", { ...found, integrationId });
    await valueOf(one.id);
    const inputsOf = (name: string) =>
      z.record(z.string(), z.unknown()).parse(registered.find((one) => one.name === name)?.inputs);
    const { __provider, __declaredBy, webhookUrl, ...inputs } = inputsOf("spread");
    assert.deepEqual(inputs, sent);
    assert.match(JSON.stringify(webhookUrl), /"value":null/);
    // A fact that is declared by itself is a mistake, which check tells.
    const wrong = new SendcloudIntegrationSettings("wrong", { integrationId, ...rest });
    await valueOf(wrong.id);
    assert.ok("createdAt" in inputsOf("wrong"));
  });

  it("has an output for every setting, declared or not", async () => {
    for (const name of settingNames) assert.ok(pulumi.Output.isInstance(shop[name]), name);
    assert.equal(await valueOf(shop.shopName), "Tulips");
    assert.equal(await valueOf(shop.feedbackType), undefined);
    assert.equal(await valueOf(shop.type), "api");
  });

  it("says what to do instead where the program asks Pulumi to import or look up what it declares", () => {
    const args = { integrationId: 7, shopName: "Tulips" };
    for (const option of ["import", "id"] as const) {
      const wrong = new RegExp(
        `resource 'other': the option ${option} does not work for dynamic resources. To manage an integration, declare`,
      );
      assert.throws(
        () => new SendcloudIntegrationSettings("other", args, { [option]: "7" }),
        wrong,
      );
    }
  });

  it("leaves the stack traces of others as they are, also where it cannot be made", () => {
    const hook = (): unknown => Reflect.get(Error, "prepareStackTrace");
    const before = hook();
    new SendcloudIntegrationSettings("other", { integrationId: 8, shopName: "Roses" });
    assert.equal(hook(), before);
    assert.throws(
      () => new SendcloudIntegrationSettings("", { integrationId: 9, shopName: "Roses" }),
      /Missing resource name/,
    );
    assert.equal(hook(), before);
  });
});
