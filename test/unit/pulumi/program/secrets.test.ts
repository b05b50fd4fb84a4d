/** Which of the declared values a program says are secrets. */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { secretsIn } from "../../../../provider/src/pulumi/program/secrets";

describe("the secrets among declared values", () => {
  before(() =>
    pulumi.runtime.setMocks({
      newResource: ({ name }) => ({ id: name, state: {} }),
      call: () => ({}),
    }),
  );

  it("are asked of nothing where all is plain", () => {
    for (const args of [
      undefined,
      {},
      { integrationId: 7, servicePointCarriers: ["dhl"], webhookUrl: null },
    ]) {
      assert.equal(secretsIn(args), undefined);
    }
  });

  it("are found in lists too, and whatever wraps them", async () => {
    const later = Promise.resolve(pulumi.secret("a"));
    const args = {
      integrationId: 7,
      shopName: pulumi.output("plain"),
      shopUrl: later,
      servicePointCarriers: ["dhl", pulumi.secret("ups")],
    };
    assert.deepEqual(await secretsIn(args), [["shopUrl"], ["servicePointCarriers"]]);
  });
});
