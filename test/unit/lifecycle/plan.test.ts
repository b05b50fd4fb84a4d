/** What a run would do. Pure. */
import assert from "node:assert/strict";
import { type Plan, plan, type Wanted } from "../../../provider/src/lifecycle/plan";
import { type Adoption, nothingAdopted, type State } from "../../../provider/src/lifecycle/state";

const settings = { shopName: "a", servicePointCarriers: ["dhl", "ups"] };

function state(changes: Partial<State> = {}, adoption: Partial<Adoption> = {}): State {
  const remembered = { ...nothingAdopted, before: settings, applied: settings, ...adoption };
  return { integrationId: 7, settings, adoption: remembered, facts: {}, ...changes };
}

function wants(changes: Partial<Wanted> = {}): Wanted {
  return {
    integrationId: 7,
    account: undefined,
    onDestroy: undefined,
    settings,
    ignored: [],
    isDeclared: true,
    secrets: [],
    ...changes,
  };
}

describe("a plan", () => {
  const none: Plan = { changes: false, replaces: [], differences: [], removed: [] };
  const changing = (kind: "add" | "delete" | "update", property: string): Partial<Plan> => ({
    changes: true,
    differences: [{ property, kind }],
  });
  const cases: [title: string, state: State, wanted: Wanted, expected: Partial<Plan>][] = [
    ["does nothing where all is recorded as declared", state(), wants(), {}],
    [
      "takes carriers as a set",
      state(),
      wants({ settings: { ...settings, servicePointCarriers: ["ups", "dhl", "ups"] } }),
      {},
    ],
    [
      "changes a setting",
      state(),
      wants({ settings: { ...settings, shopName: "b" } }),
      changing("update", "shopName"),
    ],
    [
      "adds a setting",
      state(),
      wants({ settings: { ...settings, feedbackType: "none" } }),
      changing("add", "feedbackType"),
    ],
    [
      "names a setting that is no longer declared",
      state(),
      wants({ settings: { shopName: "a" } }),
      { ...changing("delete", "servicePointCarriers"), removed: ["servicePointCarriers"] },
    ],
    [
      "ignores what ignoreChanges names",
      state(),
      wants({ settings: {}, ignored: ["shopName", "servicePointCarriers"] }),
      {},
    ],
    [
      "sends a setting whose last write has no known result, ignored or not",
      state({}, { unsure: ["shopName"] }),
      wants({ ignored: ["shopName"] }),
      changing("update", "shopName"),
    ],
    [
      "records drift that the program now declares",
      state({}, { applied: { ...settings, shopName: "b" } }),
      wants(),
      changing("update", "shopName"),
    ],
    [
      "records a value that became a secret",
      state(),
      wants({ secrets: ["shopName"] }),
      { changes: true },
    ],
    [
      "does nothing for a value that is no secret any more",
      state({}, { secrets: ["shopName"] }),
      wants(),
      {},
    ],
    [
      "records another onDestroy",
      state(),
      wants({ onDestroy: "restore" }),
      changing("add", "onDestroy"),
    ],
    [
      "replaces the resource for another integration, and removes nothing from the old one",
      state(),
      wants({ integrationId: 8, settings: { shopName: "a" } }),
      {
        changes: true,
        replaces: ["integrationId"],
        differences: [
          { property: "integrationId", kind: "update" },
          { property: "servicePointCarriers", kind: "delete" },
        ],
      },
    ],
    [
      "replaces the resource for another account",
      state(),
      wants({ account: "berlin" }),
      { ...changing("add", "account"), replaces: ["account"] },
    ],
    [
      "compares what a look-up found with what is declared",
      state({ isLookUp: true, adoption: nothingAdopted }),
      wants({ isDeclared: false }),
      {},
    ],
  ];
  for (const [title, recorded, wanted, expected] of cases)
    it(title, () => assert.deepEqual(plan(recorded, wanted), { ...none, ...expected }));
});
