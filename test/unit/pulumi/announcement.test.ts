/** What a program tells the provider processes of its run past the engine. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { announce, announced, withdraw } from "../../../provider/src/pulumi/announcement";

/** No process has so high a number. */
const noProcess = 2 ** 30;

describe("an announcement", () => {
  const kept = [
    { integrationId: 7, account: "berlin" },
    { integrationId: 8, pending: true as const },
  ];
  let engine = "";
  beforeEach(() => (engine = `127.0.0.1:${randomUUID()}`));
  afterEach(() => withdraw(engine));

  it("is found by the processes of the same engine, and the last one counts", () => {
    announce(engine, []);
    announce(engine, kept);
    assert.deepEqual(announced(engine), kept);
    assert.equal(announced(`${engine}0`), undefined);
    assert.equal(announced(undefined), undefined);
  });

  it("is gone once it is taken back", () => {
    announce(engine, kept);
    withdraw(engine);
    assert.equal(announced(engine), undefined);
  });

  it("means nothing once its program has ended: the port may be another engine's", () => {
    announce(engine, kept, noProcess);
    assert.equal(announced(engine), undefined);
  });
});
