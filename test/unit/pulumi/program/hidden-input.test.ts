/** What a program tells its provider beside what it declares. */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { hiddenInput } from "../../../../provider/src/pulumi/program/hidden-input";

const mocks = { newResource: ({ name = "" }) => ({ id: name, state: {} }), call: () => ({}) };
const least = { name: "shop", number: 1 };

/** The hidden input as the SDK sends it. */
async function sent(inputs: object = {}, ignored?: string[]): Promise<Record<string, unknown>> {
  const { secrets, ...plain } = hiddenInput("shop", { ...inputs }, ignored).__program;
  const names = await secrets;
  return { ...plain, ...(names && { secrets: names }) };
}

describe("the hidden input", () => {
  before(() => pulumi.runtime.setMocks(mocks));
  afterEach(() => pulumi.runtime.setAllConfig({}));

  it("is the resource's name and number, and the paths of ignoreChanges, and asks no plain output", async () => {
    const args = { integrationId: 7, servicePointCarriers: ["dhl"], webhookUrl: "" };
    assert.deepEqual(hiddenInput("shop", args).__program, least);
    assert.deepEqual(await sent({ shopName: pulumi.output("plain") }, []), least);
    const ignoreChanges = ["shopName", "*"];
    assert.deepEqual(await sent({}, ignoreChanges), { ...least, ignoreChanges });
  });

  it("names the secret inputs, whatever wraps them, and a list as a whole", async () => {
    const { secrets } = await sent({
      integrationId: 7,
      shopName: pulumi.output("plain"),
      shopUrl: Promise.resolve(pulumi.secret("a")),
      servicePointCarriers: ["dhl", pulumi.secret("ups")],
      webhookUrl: pulumi.secret(undefined),
      account: pulumi.all([pulumi.secret("x")]).apply(() => "berlin"),
    });
    assert.deepEqual(secrets, ["shopUrl", "servicePointCarriers", "webhookUrl", "account"]);
  });

  it("leaves an input that fails to the SDK, which reports it", async () => {
    const inputs = { shopName: Promise.reject(new Error("no name")), shopUrl: pulumi.secret("a") };
    assert.deepEqual(await sent(inputs), { ...least, secrets: ["shopUrl"] });
  });

  it("names every key of the stack's configuration, and the secret ones in plain text", async () => {
    const configured = ["publicKey", "secretKey", "baseURL", "clientSecret", "accounts"];
    const keys = configured.map((key) => `sendcloud:${key}`);
    const all = [...keys, "shops:secretKey", "sendcloudy:secretKey"].map(
      (key) => [key, "x"] as const,
    );
    const secrets = ["sendcloud:clientSecret", "shops:secretKey"];
    pulumi.runtime.setAllConfig(Object.fromEntries(all), secrets);
    assert.deepEqual(await sent(), { ...least, configured, plain: ["secretKey", "accounts"] });
    pulumi.runtime.setAllConfig({ "sendcloud:secretKey": "s" }, ["sendcloud:secretKey"]);
    assert.deepEqual(await sent(), { ...least, configured: ["secretKey"] });
  });

  it("names no key in a project that is itself named sendcloud: those of the program have the same prefix", async () => {
    await pulumi.runtime.setMocks(mocks, "sendcloud");
    pulumi.runtime.setAllConfig({ "sendcloud:shops": "[]", "sendcloud:secretKey": "s" });
    assert.deepEqual(await sent(), { ...least, plain: ["secretKey"] });
  });
});
