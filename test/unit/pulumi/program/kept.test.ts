/** Which integrations must not be restored, by what the program declares and what the stack has recorded. */
import assert from "node:assert/strict";
import {
  byKey,
  claimed,
  type Declaration,
  kept,
  watched,
} from "../../../../provider/src/pulumi/program/kept";
import type { Recorded } from "../../../../provider/src/pulumi/program/recorded";

const type = "IntegrationSettings";

function recorded(name: string, integrationId = 7, account?: string): Recorded {
  return { name, type, integrationId, account, restores: true, isUnclaimed: false, outputs: {} };
}

function declared(
  name: string,
  status: Declaration["status"],
  integrations: Declaration["integrations"] = [{ integrationId: 7 }],
): Declaration {
  return { name, type, integrations, status };
}

describe("what must not be restored", () => {
  const cases: [
    title: string,
    declarations: Declaration[],
    states: Recorded[],
    expected: number[],
  ][] = [
    ["is nothing that the program does not declare", [], [recorded("a")], []],
    [
      "is what a resource of the program will manage",
      [declared("b", "pending")],
      [recorded("a")],
      [7],
    ],
    ["is what another resource manages now", [declared("b", "managed")], [recorded("a")], [7]],
    [
      "is what another resource has managed since an earlier run",
      [declared("b", "managed")],
      [recorded("a"), recorded("b")],
      [7],
    ],
    [
      "is not what the run leaves alone, as one that is not targeted",
      [declared("b", "skipped")],
      [recorded("a")],
      [],
    ],
    [
      "is a resource that is about to be replaced",
      [declared("a", "pending")],
      [recorded("a")],
      [7],
    ],
    [
      "is not a resource that is registered, and destroyed with its program",
      [declared("a", "managed")],
      [recorded("a")],
      [],
    ],
    [
      "is what a resource managed that does not know its integration yet",
      [{ ...declared("a", "pending"), integrations: undefined }],
      [recorded("a")],
      [7],
    ],
    [
      "is not another integration, or another account's",
      [declared("b", "pending")],
      [recorded("a", 8), recorded("a", 7, "berlin")],
      [],
    ],
  ];
  it("is in doubt while another resource has not come to it, and is not where its own replacement follows", () => {
    const pending = (name: string): (true | undefined)[] =>
      kept([declared(name, "pending")], byKey([recorded("a")])).map((one) => one.pending);
    assert.deepEqual([pending("b"), pending("a")], [[true], [undefined]]);
  });
  it("is what a resource that failed was to manage, and that is told", () => {
    assert.deepEqual(kept([declared("b", "failed")], byKey([recorded("a")])), [
      { integrationId: 7, account: undefined, failed: true },
    ]);
    const [both] = kept(
      [declared("b", "failed"), declared("c", "pending")],
      byKey([recorded("a")]),
    );
    assert.deepEqual(both, { integrationId: 7, account: undefined });
  });
  it("is told of where the run leaves alone what takes over from a resource that let go of it", () => {
    const letGo: Recorded = { ...recorded("set"), isUnclaimed: true };
    assert.deepEqual(kept([declared("b", "skipped")], byKey([letGo])), [
      { integrationId: 7, account: undefined, skipped: true },
    ]);
    assert.deepEqual(kept([], byKey([letGo])), []);
  });
  for (const [title, declarations, states, expected] of cases) {
    it(title, () =>
      assert.deepEqual(
        kept(declarations, byKey(states)).map(({ integrationId }) => integrationId),
        expected,
      ),
    );
  }
});

describe("what is recorded", () => {
  const released = (name: string, integrationId = 7): Recorded => ({
    ...recorded(name, integrationId),
    restores: false,
  });
  const letGo: Recorded = { ...recorded("set"), isUnclaimed: true };

  it("of an integration that a resource let go of counts until another one manages it", () => {
    assert.deepEqual([...claimed([letGo]).values()], [[letGo]]);
    assert.deepEqual([...claimed([letGo, recorded("b")]).values()], [[recorded("b")]]);
  });

  it("is watched where it would be restored, or moves to another resource", () => {
    const all = byKey([recorded("a", 6), released("b", 7), released("c", 8)]);
    const found = watched(all, [
      declared("b", "pending"),
      declared("d", "pending", [{ integrationId: 8 }]),
    ]);
    assert.deepEqual(
      [...found.values()].flat().map(({ name }) => name),
      ["a", "c"],
    );
  });
});
