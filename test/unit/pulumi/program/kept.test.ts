/** Which integrations must not be restored, by what the program declares and what the stack has recorded. */
import assert from "node:assert/strict";
import { byKey, type Declaration, kept } from "../../../../provider/src/pulumi/program/kept";
import type { Recorded } from "../../../../provider/src/pulumi/program/recorded";

const type = "IntegrationSettings";

function recorded(name: string, integrationId = 7, account?: string): Recorded {
  return { name, type, integrationId, account, restores: true, outputs: {} };
}

function declared(
  name: string,
  status: Declaration["status"],
  integrations: Declaration["integrations"] = [{ integrationId: 7 }],
): Declaration {
  return { name, type, integrations, status };
}

describe("what must not be restored", () => {
  const cases: [title: string, declarations: Declaration[], states: Recorded[], expected: number[]][] = [
    ["is nothing that the program does not declare", [], [recorded("a")], []],
    ["is what a resource of the program will manage", [declared("b", "pending")], [recorded("a")], [7]],
    ["is what another resource manages now", [declared("b", "managed")], [recorded("a")], [7]],
    ["is what another resource has managed since an earlier run", [declared("b", "managed")], [recorded("a"), recorded("b")], [7]],
    ["is not what the run leaves alone, as one that is not targeted", [declared("b", "skipped")], [recorded("a")], []],
    ["is a resource that is about to be replaced", [declared("a", "pending")], [recorded("a")], [7]],
    ["is not a resource that is registered, and destroyed with its program", [declared("a", "managed")], [recorded("a")], []],
    [
      "is what a resource managed that does not know its integration yet",
      [{ ...declared("a", "pending"), integrations: undefined }],
      [recorded("a")],
      [7],
    ],
    ["is not another integration, or another account's", [declared("b", "pending")], [recorded("a", 8), recorded("a", 7, "berlin")], []],
  ];
  it("is in doubt while another resource has not come to it, and is not where its own replacement follows", () => {
    const pending = (name: string): (true | undefined)[] =>
      kept([declared(name, "pending")], byKey([recorded("a")])).map((one) => one.pending);
    assert.deepEqual([pending("b"), pending("a")], [[true], [undefined]]);
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
