/** What a write does where Sendcloud refuses to clear a setting: the rest goes through, and nothing is said to be unchanged that is not. */
import assert from "node:assert/strict";
import type { Client } from "../../../provider/src/api/client";
import { ApiError } from "../../../provider/src/errors";
import { writeRestoring } from "../../../provider/src/lifecycle/restore-write";
import type { Target } from "../../../provider/src/lifecycle/target";
import { write } from "../../../provider/src/lifecycle/write";
import type { DeclaredSettings } from "../../../provider/src/settings/schema";
import type { LiveSettings } from "../../../provider/src/settings/types";

/** An integration whose changes are refused with these errors, one after the other as long as there are any that apply. */
function refusing(
  refuses: (sent: DeclaredSettings) => ApiError | undefined,
  live: LiveSettings = {},
) {
  const sent: DeclaredSettings[] = [];
  const facts = {
    id: 7,
    type: null,
    createdAt: null,
    updatedAt: null,
    lastFetchedAt: null,
    startedFailingAt: null,
  };
  const client: Client = {
    baseUrl: "http://127.0.0.1",
    get: () => Promise.resolve({ ...facts, settings: live }),
    list: () => Promise.resolve([]),
    patch(_id, settings) {
      sent.push(settings);
      const error = refuses(settings);
      return error === undefined ? Promise.resolve(undefined) : Promise.reject(error);
    },
    owner: () => Promise.resolve(undefined),
    expectWrites: () => {},
    close: () => Promise.resolve(),
  };
  const target: Target = {
    client,
    id: 7,
    label: "integration 7",
    verify: false,
    reread: (read) => read(),
    listed: () => Promise.resolve([]),
  };
  return { target, sent };
}

describe("a setting that Sendcloud refuses to clear", () => {
  const back: DeclaredSettings = { shopName: "Old", servicePointCarriers: [], webhookUrl: null };

  it("is left out, and no other: what else is cleared is not lost with it", async () => {
    const { target, sent } = refusing((settings) =>
      "webhookUrl" in settings ? new ApiError("no", 400, ["webhookUrl"], "the reason") : undefined,
    );
    const { uncleared } = await writeRestoring(target, { settings: back, next: "" }, back);
    assert.deepEqual(sent, [
      back,
      { ...back, webhookUrl: "" },
      { shopName: "Old", servicePointCarriers: [] },
    ]);
    assert.deepEqual(uncleared, { webhookUrl: "the reason" });
  });

  it("takes all that is cleared with it, where the refusal names none", async () => {
    const { target, sent } = refusing((settings) =>
      "webhookUrl" in settings ? new ApiError("no", 400, [], "no reason") : undefined,
    );
    const { uncleared } = await writeRestoring(target, { settings: back, next: "" }, back);
    assert.deepEqual(sent.at(-1), { shopName: "Old" });
    assert.deepEqual(Object.keys(uncleared).sort(), ["servicePointCarriers", "webhookUrl"]);
  });

  it("where the second spelling is accepted in part, the part is read back, not denied", async () => {
    const { target } = refusing(
      ({ webhookUrl }) =>
        new ApiError("no", webhookUrl === null ? 400 : 202, [
          webhookUrl === null ? "webhookUrl" : "shopName",
        ]),
      { webhookUrl: null, shopName: "Kept" },
    );
    const { unconfirmed, problem } = await write(target, {
      settings: { shopName: "New", webhookUrl: null },
      next: "",
    });
    assert.deepEqual(unconfirmed, ["shopName"]);
    assert.match(problem?.message ?? "", /Only a part was applied/);
  });
});
