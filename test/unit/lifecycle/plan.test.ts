/** What a run would do. Pure. */
import assert from "node:assert/strict";
import { type Plan, plan, type Wanted } from "../../../provider/src/lifecycle/plan";
import { type Adoption, nothingAdopted, type State } from "../../../provider/src/lifecycle/state";

const name = { shopName: "a" };
const settings = { ...name, servicePointCarriers: ["dhl", "ups"] };
const reordered = { ...name, servicePointCarriers: ["ups", "dhl", "ups"] };
const renamed = { ...settings, shopName: "b" };
const more = { ...settings, feedbackType: "none" };
const ignored = ["shopName"] as const;
const all = [...ignored, "servicePointCarriers"] as const;
const carriers = { property: "servicePointCarriers", kind: "delete" } as const;

function changing(property: string, kind: "add" | "update" = "update"): Partial<Plan> {
  return { changes: true, differences: [{ property, kind }] };
}

describe("a plan", () => {
  const unsure: Partial<Adoption> = { unsure: ignored };
  const drifted: Partial<Adoption> = { applied: renamed };
  const sealed: Partial<Adoption> = { secrets: ignored };
  const cases: [string, Partial<Adoption>, Partial<Wanted>, expected: Partial<Plan>][] = [
    ["does nothing where all is recorded as declared", {}, {}, {}],
    ["takes carriers as a set", {}, { settings: reordered }, {}],
    ["changes a setting", {}, { settings: renamed }, changing("shopName")],
    ["adds a setting", {}, { settings: more }, changing("feedbackType", "add")],
    [
      "names a setting that is no longer declared",
      {},
      { settings: name },
      { changes: true, differences: [carriers], removed: ["servicePointCarriers"] },
    ],
    ["ignores what ignoreChanges names", {}, { settings: {}, ignored: all }, {}],
    ["sends what has no known result, ignored or not", unsure, { ignored }, changing("shopName")],
    ["records drift that the program now declares", drifted, {}, changing("shopName")],
    ["records a value that became a secret", {}, { secrets: ["shopName"] }, { changes: true }],
    ["does nothing for a value that is no secret any more", sealed, {}, {}],
    ["records another onDestroy", {}, { onDestroy: "restore" }, changing("onDestroy", "add")],
    [
      "replaces the resource for another integration, and removes nothing from the old one",
      {},
      { integrationId: 8, settings: name },
      {
        changes: true,
        replaces: ["integrationId"],
        differences: [{ property: "integrationId", kind: "update" }, carriers],
      },
    ],
    [
      "replaces the resource for another account",
      {},
      { account: "berlin" },
      { ...changing("account", "add"), replaces: ["account"] },
    ],
    ["compares a look-up with what is declared", nothingAdopted, { isDeclared: false }, {}],
  ];
  for (const [title, remembered, wanted, expected] of cases)
    it(title, () => {
      const adoption = { ...nothingAdopted, before: settings, applied: settings, ...remembered };
      const state: State = { integrationId: 7, settings, adoption, facts: {} };
      const chosen = { integrationId: 7, account: undefined, onDestroy: undefined };
      const declared = {
        ...chosen,
        settings,
        ignored: [],
        isDeclared: true,
        secrets: [],
        ...wanted,
      };
      const none = { changes: false, replaces: [], differences: [], removed: [] };
      assert.deepEqual(plan(state, declared), { ...none, ...expected });
    });
});
