/** What a program tells its provider beside what it declares. */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { hiddenInput } from "../../../../provider/src/pulumi/program/hidden-input";

/** The hidden input as the SDK sends it. */
async function sent(
  ...args: Parameters<typeof hiddenInput>
): Promise<Record<string, unknown> | undefined> {
  const { secrets, ...plain } = hiddenInput(...args).__program;
  const names = await secrets;
  return { ...plain, ...(names && { secrets: names }) };
}

describe("the hidden input", () => {
  before(() =>
    pulumi.runtime.setMocks({
      newResource: ({ name }) => ({ id: name, state: {} }),
      call: () => ({}),
    }),
  );
  afterEach(() => pulumi.runtime.setAllConfig({}));

  it("is the resource's name and number where there is nothing else to tell, and asks no output", async () => {
    const args = { integrationId: 7, servicePointCarriers: ["dhl"], webhookUrl: "" };
    assert.deepEqual(hiddenInput("shop", args).__program, { name: "shop", number: 1 });
    assert.deepEqual(await sent("shop", { shopName: pulumi.output("plain") }, []), {
      name: "shop",
      number: 1,
    });
  });

  it("holds the paths of ignoreChanges", async () => {
    assert.deepEqual((await sent("shop", {}, ["shopName", "*"]))?.ignoreChanges, ["shopName", "*"]);
  });

  it("names the secret inputs, whatever wraps them, and a list as a whole", async () => {
    const inputs = {
      integrationId: 7,
      shopName: pulumi.output("plain"),
      shopUrl: Promise.resolve(pulumi.secret("a")),
      servicePointCarriers: ["dhl", pulumi.secret("ups")],
      webhookUrl: pulumi.secret(undefined),
      account: pulumi.all([pulumi.secret("x")]).apply(() => "berlin"),
    };
    const { secrets } = (await sent("shop", inputs)) ?? {};
    assert.deepEqual(secrets, ["shopUrl", "servicePointCarriers", "webhookUrl", "account"]);
  });

  it("leaves an input that fails to the SDK, which reports it", async () => {
    const shopName = Promise.reject(new Error("no name"));
    assert.deepEqual(await sent("shop", { shopName, shopUrl: pulumi.secret("a") }), {
      name: "shop",
      number: 1,
      secrets: ["shopUrl"],
    });
  });

  it("names every key of the stack's configuration, and the secret ones in plain text", async () => {
    pulumi.runtime.setAllConfig(
      {
        "sendcloud:publicKey": "p",
        "sendcloud:secretKey": "s",
        "sendcloud:baseURL": "https://typo.example",
        "sendcloud:clientSecret": "c",
        "sendcloud:accounts": "{}",
        "shops:secretKey": "not ours",
        "sendcloudy:secretKey": "not ours",
      },
      ["sendcloud:clientSecret", "shops:secretKey"],
    );
    const { configured, plain } = (await sent("shop", {})) ?? {};
    assert.deepEqual(configured, ["publicKey", "secretKey", "baseURL", "clientSecret", "accounts"]);
    assert.deepEqual(plain, ["secretKey", "accounts"]);
  });

  it("says nothing of plain text where each secret key is a secret", async () => {
    pulumi.runtime.setAllConfig({ "sendcloud:secretKey": "s" }, ["sendcloud:secretKey"]);
    assert.deepEqual(await sent("shop", {}), {
      name: "shop",
      number: 1,
      configured: ["secretKey"],
    });
  });

  it("names no key in a project that is itself named sendcloud: those of the program have the same prefix", async () => {
    await pulumi.runtime.setMocks(
      { newResource: ({ name }) => ({ id: name, state: {} }), call: () => ({}) },
      "sendcloud",
    );
    pulumi.runtime.setAllConfig({ "sendcloud:shops": "[]", "sendcloud:secretKey": "s" });
    const { configured, plain } = (await sent("shop", {})) ?? {};
    assert.equal(configured, undefined);
    assert.deepEqual(plain, ["secretKey"]);
  });
});
