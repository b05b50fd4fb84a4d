/** What a resource let go of, until another has taken it over. */
import assert from "node:assert/strict";
import { createRun, type Run } from "../../../provider/src/lifecycle/run";
import { remove } from "../../../provider/src/lifecycle/remove";
import { removeSet } from "../../../provider/src/lifecycle/set";
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
    const managed = [{ integrationId: 8, account: undefined }];
    assert.deepEqual(unclaimed(run, { now, earlier: undefined, managed }), {
      still: [state(7)],
      lost: [],
    });
  });

  it("in an earlier run is kept until a resource was recorded with it", () => {
    const run = runDeclaring({ integrationId: 7 }, { integrationId: 8 });
    run.replacements.recallUnclaimed(state(7));
    run.replacements.recallUnclaimed(state(8));
    run.replacements.recall(state(8));
    assert.deepEqual(unclaimed(run, { now: [], earlier: [state(7), state(8)], managed: [] }), {
      still: [state(7)],
      lost: [],
    });
  });

  it("is forgotten, which is said, once nobody is to take it over any more", () => {
    const run = runDeclaring();
    run.replacements.recallUnclaimed(state(7));
    const { still, lost } = unclaimed(run, { now: [], earlier: [state(7)], managed: [] });
    assert.deepEqual([still, lost.length], [[], 1]);
    assert.match(lost[0] ?? "", /^integration 7: left as it is, and what it was is forgotten/);
  });

  it("is named when the resource or the set is deleted, which does not restore it", async () => {
    const line = "integration 8: left to the resource that was to take it over";
    const { messages } = await remove(runDeclaring(), state(7, { unclaimed: [state(8)] }));
    assert.equal(messages.at(-1), line);
    assert.deepEqual((await removeSet(runDeclaring(), new Map(), [state(8)])).messages, [line]);
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
      assert.match(
        problem?.message ?? "",
        /^integration 7: still managed by this resource, .* run `pulumi up` again$/,
      );
    });
  }

  it("stays for the sake of what it let go of, as a set does", async () => {
    const run = runDeclaring({ integrationId: 8 });
    run.replacements.fail({ integrationId: 8 });
    const results = [
      await remove(run, state(7, { unclaimed: [state(8)] })),
      await removeSet(run, new Map(), [state(8)]),
    ];
    for (const { problem } of results)
      assert.match(problem?.message ?? "", /^integration 8: still managed by this resource/);
  });
});
