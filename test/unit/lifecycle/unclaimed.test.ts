/** What a resource let go of, until another has taken it over. */
import assert from "node:assert/strict";
import { createRun, type Run } from "../../../provider/src/lifecycle/run";
import { remove } from "../../../provider/src/lifecycle/remove";
import { type Managed, nothingAdopted, type State } from "../../../provider/src/lifecycle/state";
import { decodeState, encodeState } from "../../../provider/src/lifecycle/state-format";
import { unclaimed } from "../../../provider/src/lifecycle/unclaimed";

const state = (integrationId: number, more: Partial<State> = {}): State => ({
  integrationId,
  settings: { shopName: "New" },
  adoption: { ...nothingAdopted, before: { shopName: "Old" } },
  facts: {},
  ...more,
});

function runDeclaring(...declared: Managed[]): Run {
  const run = createRun({ config: {}, tell: () => undefined });
  declared.forEach(run.replacements.declare);
  return run;
}

describe("what a resource let go of", () => {
  it("is kept where the program declares it and the resource itself does not manage it", () => {
    const run = runDeclaring({ integrationId: 7 }, { integrationId: 8 });
    const now = [state(7), state(8), state(9)];
    assert.deepEqual(unclaimed(run, { now, earlier: undefined, managed: [{ integrationId: 8, account: undefined }] }), [state(7)]);
  });

  it("in an earlier run is kept until a resource was recorded with it", () => {
    const run = runDeclaring({ integrationId: 7 }, { integrationId: 8 });
    run.replacements.recallUnclaimed(state(7));
    run.replacements.recallUnclaimed(state(8));
    run.replacements.recall(state(8));
    assert.deepEqual(unclaimed(run, { now: [], earlier: [state(7), state(8)], managed: [] }), [state(7)]);
  });

  it("is remembered where nobody else manages it", () => {
    const { replacements } = runDeclaring();
    replacements.recallUnclaimed(state(7));
    assert.deepEqual(replacements.recalled({ integrationId: 7 }), [state(7)]);
    const later = state(7, { settings: { shopName: "Newer" } });
    replacements.recall(later);
    assert.deepEqual(replacements.recalled({ integrationId: 7 }), [later]);
  });

  it("stands in the outputs of the resource, and is read from there", () => {
    const holding = state(7, { unclaimed: [state(8)] });
    const read = decodeState(encodeState(holding));
    assert.deepEqual(
      read.unclaimed?.map(({ integrationId, adoption }) => [integrationId, adoption.before]),
      [[8, { shopName: "Old" }]],
    );
    assert.equal("__unclaimed" in encodeState(state(7, { unclaimed: [] })), false);
  });
});

describe("a resource that is to go while the one that takes its integration over fails", () => {
  for (const onDestroy of ["restore", "retain"] as const) {
    it(`stays, with onDestroy ${onDestroy}`, async () => {
      const run = runDeclaring({ integrationId: 7 });
      run.replacements.fail({ integrationId: 7 });
      const { problem, messages } = await remove(run, state(7, { onDestroy }));
      assert.deepEqual(messages, []);
      assert.match(problem?.message ?? "", /^integration 7: still managed by this resource, .* run `pulumi up` again$/);
    });
  }
});
