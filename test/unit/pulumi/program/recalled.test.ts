/** What each resource is told of what the stack has recorded. */
import assert from "node:assert/strict";
import type { Declaration } from "../../../../provider/src/pulumi/program/kept";
import { claimed } from "../../../../provider/src/pulumi/program/kept";
import { createRecalled } from "../../../../provider/src/pulumi/program/recalled";
import type { Recorded } from "../../../../provider/src/pulumi/program/recorded";
import { resourceType, setType } from "../../../../provider/src/pulumi/tokens";

const recorded = (name: string, integrationId: number, more: Partial<Recorded> = {}): Recorded => ({
  ...{
    name,
    type: resourceType,
    integrationId,
    account: undefined,
    restores: true,
    isUnclaimed: false,
  },
  outputs: { integrationId },
  ...more,
});

const declared = (name: string, integrationId: number, type = resourceType): Declaration => ({
  ...{ name, type, status: "pending" },
  integrations: [{ integrationId }],
});

/** The numbers that a resource is told of. */
function told(states: Recorded[], declarations: Declaration[]): unknown {
  const [first] = declarations;
  assert.ok(first);
  const text = createRecalled(claimed(states), declarations)(first);
  return text === undefined
    ? undefined
    : JSON.parse(text, (_, value: { integrationId?: number }) => value.integrationId ?? value);
}

describe("a resource is told", () => {
  it("nothing where nothing is recorded of it", () => {
    assert.equal(told([recorded("b", 8)], [declared("a", 7), declared("b", 8)]), undefined);
  });

  it("of its integration, by whichever resource, and of what left the program", () => {
    const states = [recorded("a", 7), recorded("b", 7), recorded("gone", 9)];
    assert.deepEqual(told(states, [declared("a", 7), declared("b", 8)]), {
      managed: [7, 7, 9],
      unclaimed: [],
      former: [],
    });
  });

  it("of what it let go of itself, and of what others let go of and it declares, where nobody manages that", () => {
    const set = { type: setType, isUnclaimed: true };
    const states = [
      recorded("set", 7, set),
      recorded("set", 8, set),
      recorded("b", 8),
      recorded("set", 6, { type: setType }),
    ];
    assert.deepEqual(told(states, [declared("set", 6, setType), declared("b", 8)]), {
      managed: [6],
      unclaimed: [7],
      former: [],
    });
    assert.deepEqual(
      told(states, [declared("c", 7), declared("set", 6, setType), declared("b", 8)]),
      {
        managed: [],
        unclaimed: [7],
        former: [],
      },
    );
  });

  it("of the integration that it managed before, which an earlier run may have ended without creating it anew", () => {
    assert.deepEqual(told([recorded("a", 7)], [declared("a", 8)]), {
      managed: [],
      unclaimed: [],
      former: [7],
    });
  });
});
