/** What a program gets of a new set at preview. */
import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as z from "zod";
import { SendcloudIntegrationSettingsSet } from "../../../../provider/src/pulumi/program/resource";

describe("a new set at preview", () => {
  const mocks = (preview: boolean): Promise<void> =>
    pulumi.runtime.setMocks(
      {
        newResource: ({ inputs }) => ({
          id: undefined,
          state: z.record(z.string(), z.unknown()).parse(inputs),
        }),
        call: () => ({}),
      },
      undefined,
      undefined,
      preview,
    );
  before(() => mocks(true));
  after(() => mocks(false));

  it("does not know the facts of its members, and knows what is declared of them", async () => {
    const set = new SendcloudIntegrationSettingsSet("shops", {
      integrations: { flowers: { integrationId: 7, shopName: "Tulips" } },
    });
    let ran = false;
    const type = set.integrations.apply(({ flowers }) => {
      ran = true;
      return flowers?.type.toUpperCase();
    });
    const name = await new Promise((resolve) => set.integrations.flowers?.shopName?.apply(resolve));
    assert.equal(name, "Tulips");
    assert.equal(await Reflect.get(type, "isKnown"), false);
    assert.equal(ran, false);
  });
});
