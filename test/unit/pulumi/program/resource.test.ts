/** What a program gets and registers: the resource as the SDK sees it, and the address that is stored in every state. */
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
  const inputsOf = (name: string): Record<string, unknown> =>
    z.record(z.string(), z.unknown()).parse(registered.find((one) => one.name === name)?.inputs);
  /** Constructs as JavaScript may, with arguments of any type. */
  const construct = (...args: unknown[]): unknown =>
    Reflect.construct(SendcloudIntegrationSettings, args);

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
      webhookUrl: "",
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
    const { __provider, __program, ...inputs } = inputsOf("shop");
    assert.deepEqual(inputs, { integrationId: 7, shopName: "Tulips", webhookUrl: "" });
    assert.deepEqual(__program, { name: "shop", number: 1 });
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
      webhookUrl: pulumi.secret(""),
      feedbackType: "eager",
    };
    const { id: integrationId, type: _, ...rest } = found;
    const one = new SendcloudIntegrationSettings("spread", { ...found, integrationId });
    await valueOf(one.id);
    const { __provider, __program, webhookUrl, ...inputs } = inputsOf("spread");
    assert.deepEqual(inputs, {
      integrationId,
      shopName: "Eight",
      servicePointEnabled: false,
      servicePointCarriers: [],
      feedbackType: "eager",
    });
    assert.match(JSON.stringify(webhookUrl), /"value":""/);
    // A fact that is declared by itself is a mistake, which check reports.
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
      assert.throws(
        () => new SendcloudIntegrationSettings("other", args, { [option]: "7" }),
        new RegExp(
          `resource 'other': the option ${option} does not work for dynamic resources. To manage an integration, declare`,
        ),
      );
    }
  });

  it("refuses a plain null, with every name in one error, and no stack trace", () => {
    const refused =
      (names: string) =>
      (error: unknown): boolean =>
        pulumi.RunError.isInstance(error) &&
        error.message ===
          `resource 'x': null was given for ${names}. Leave a setting out to stop managing it. For no URL, write webhookUrl: ""` &&
        error.stack === error.message;
    assert.throws(
      () => construct("x", { integrationId: 7, webhookUrl: null }),
      refused("webhookUrl"),
    );
    assert.throws(
      () => construct("x", { integrationId: 7, shopName: null, onDestroy: null, account: null }),
      refused("account, shopName, onDestroy"),
    );
    assert.throws(
      () => construct("x", { integrationId: 7, shopName: null }, { id: "7" }),
      refused("shopName"),
    );
  });

  it("refuses arguments that are an Output or a Promise as a whole", () => {
    const args = { integrationId: 7, shopName: "Tulips" };
    for (const later of [pulumi.output(args), Promise.resolve(args)])
      assert.throws(
        () => construct("x", later),
        /resource 'x': the arguments must be an object, not an Output or a Promise\. Pass its members one by one/,
      );
  });

  it("leaves missing and empty arguments to the rules of the provider", async () => {
    for (const [index, args] of [undefined, null, {}].entries()) {
      const made = construct(`bare${index}`, args);
      await valueOf(z.instanceof(pulumi.CustomResource).parse(made).urn);
      const { __provider, __program, ...inputs } = inputsOf(`bare${index}`);
      assert.deepEqual(inputs, {});
    }
  });
});
