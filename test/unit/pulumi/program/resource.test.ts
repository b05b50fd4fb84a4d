/** What a program gets and registers: the resource as the SDK sees it, and the address that is stored in every state. */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as z from "zod";
import {
  type IntegrationDetails,
  SendcloudIntegrationSettings,
} from "../../../../provider/src/pulumi/program/resource";
import { settingNames } from "../../../../provider/src/settings/schema";

const record = z.record(z.string(), z.unknown());
const args = { integrationId: 7, shopName: "Tulips" };

describe("the resource", () => {
  const registered: pulumi.runtime.MockResourceArgs[] = [];
  let shop: SendcloudIntegrationSettings;
  const valueOf = <Value>(output: pulumi.Output<Value>): Promise<Value> =>
    new Promise((resolve) => output.apply(resolve));
  /** Constructs as JavaScript may, with arguments of any type. */
  const construct = (...given: unknown[]): unknown =>
    Reflect.construct(SendcloudIntegrationSettings, given);
  /** What the resource of this name registers, but for what is hidden. */
  async function inputsOf(name: string, made: unknown): Promise<Record<string, unknown>> {
    await valueOf(z.instanceof(pulumi.CustomResource).parse(made).urn);
    const found = registered.find((one) => one.name === name);
    const { __provider, __program, ...inputs } = record.parse(found?.inputs);
    return inputs;
  }

  before(async () => {
    await pulumi.runtime.setMocks({
      newResource(one) {
        registered.push(one);
        return { id: "7", state: { ...record.parse(one.inputs), type: "api", createdAt: "2026" } };
      },
      call: () => ({}),
    });
    shop = new SendcloudIntegrationSettings("shop", { ...args, webhookUrl: "" });
    await valueOf(shop.id);
  });

  it("is a dynamic resource of the documented type, and sends what is declared, with the provider's address in less than 100 bytes", () => {
    assert.ok(shop instanceof pulumi.CustomResource);
    assert.ok(shop instanceof SendcloudIntegrationSettings);
    const [{ type, name, inputs } = { type: "", name: "", inputs: {} }] = registered;
    assert.equal(type, "pulumi-nodejs:dynamic/sendcloud:IntegrationSettings");
    assert.equal(name, "shop");
    const __provider = 'exports.handler = () => require("pulumi-sendcloud/provider")';
    const __program = { name: "shop", number: 1 };
    assert.deepEqual(inputs, { ...args, webhookUrl: "", __provider, __program });
    assert.ok(__provider.length < 100);
  });

  it("sends the settings of a look-up's result that is spread into it, and none of its facts, nor what is not set", async () => {
    const facts = { createdAt: null, updatedAt: null, lastFetchedAt: null, startedFailingAt: null };
    const set = { shopName: "Eight", servicePointEnabled: false, servicePointCarriers: [] };
    const found: IntegrationDetails = {
      ...{ id: 8, type: "api", ...facts, ...set },
      shopUrl: undefined,
      webhookActive: undefined,
      webhookUrl: pulumi.secret(""),
      feedbackType: "eager",
    };
    const { id: integrationId, type: _, ...rest } = found;
    const spread = new SendcloudIntegrationSettings("spread", { ...found, integrationId });
    const { webhookUrl, ...inputs } = await inputsOf("spread", spread);
    assert.deepEqual(inputs, { integrationId, ...set, feedbackType: "eager" });
    assert.match(JSON.stringify(webhookUrl), /"value":""/);
    // A fact that is declared by itself is a mistake, which check reports.
    const wrong = new SendcloudIntegrationSettings("wrong", { integrationId, ...rest });
    assert.ok("createdAt" in (await inputsOf("wrong", wrong)));
  });

  it("has an output for every setting, declared or not", async () => {
    for (const name of settingNames) assert.ok(pulumi.Output.isInstance(shop[name]), name);
    const outputs = [shop.shopName, shop.feedbackType, shop.type];
    const values = await Promise.all(outputs.map((one: pulumi.Output<unknown>) => valueOf(one)));
    assert.deepEqual(values, ["Tulips", undefined, "api"]);
  });

  it("says what to do instead where the program asks Pulumi to import or look up what it declares", () => {
    for (const option of ["import", "id"] as const)
      assert.throws(
        () => new SendcloudIntegrationSettings("other", args, { [option]: "7" }),
        new RegExp(
          `resource 'other': the option ${option} does not work for dynamic resources. To manage an integration, declare`,
        ),
      );
  });

  it("refuses a plain null, with every name in one error, and no stack trace", () => {
    for (const [given, names, options] of [
      [{ webhookUrl: null }, "webhookUrl"],
      [{ shopName: null, onDestroy: null, account: null }, "account, shopName, onDestroy"],
      [{ shopName: null }, "shopName", { id: "7" }],
    ] as const)
      assert.throws(
        () => construct("x", { integrationId: 7, ...given }, options),
        (error) =>
          pulumi.RunError.isInstance(error) &&
          error.message ===
            `resource 'x': null was given for ${names}. Leave a setting out to stop managing it. For no URL, write webhookUrl: ""` &&
          error.stack === error.message,
      );
  });

  it("refuses arguments that are an Output or a Promise as a whole", () => {
    for (const later of [pulumi.output(args), Promise.resolve(args)])
      assert.throws(
        () => construct("x", later),
        /resource 'x': the arguments must be an object, not an Output or a Promise\. Pass its members one by one/,
      );
  });

  it("leaves missing and empty arguments to the rules of the provider", async () => {
    for (const [name, none] of Object.entries({ a: undefined, b: null, c: {} }))
      assert.deepEqual(await inputsOf(name, construct(name, none)), {});
  });
});
