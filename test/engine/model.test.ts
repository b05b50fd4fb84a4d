/** Any life of a stack and its shops under the real engine, against the model of what Sendcloud must hold. */
import * as fc from "fast-check";
import { startEmulator } from "pulumi-sendcloud/emulator";
import { reaching } from "../../engine/project";
import { circumstances } from "../support/circumstances";
import { edges } from "../support/edges";
import { effort, figure } from "../support/effort";
import { engineEdges, engineStack } from "../support/engine-stack";
import { beginning, lives, seed } from "../support/life";
import { behave } from "../support/likeness";
import { requireYamlEngine } from "../support/yaml";

describe("whatever happens, in any order, under the real engine", () => {
  // In `npm test` the dynamic edge is played over gRPC alone: above it is the same engine.
  for (const edge of effort<readonly (typeof edges)[number][]>({ short: ["plugin"], long: edges }))
    it(`Sendcloud holds what the model says, and the state says no more than that (${edge})`, async function () {
      const engine = await requireYamlEngine(this);
      const { numRuns, timeout } = effort({
        short: { numRuns: 6, timeout: 600_000 },
        long: { numRuns: 40, timeout: 3_600_000 },
      });
      this.timeout(timeout);
      const emulator = await startEmulator({ seed });
      const project = await engineEdges[edge].project(engine, {});
      let steps = 0;
      try {
        await fc.assert(
          fc.asyncProperty(circumstances, lives(12), async (behaviours, life) => {
            emulator.reset();
            project.reset(reaching(emulator));
            const arm = behave(emulator, behaviours);
            const world = { emulator, behaviours, arm, stack: engineStack(project, edge) };
            await fc.asyncModelRun(() => ({ model: beginning(world), real: world }), life);
            steps += [...life].length;
          }),
          // A counterexample is shrunk over gRPC, where a step takes milliseconds.
          { numRuns, endOnFailure: true, unbiased: true },
        );
        figure(
          `Model, under the engine${edge === "plugin" ? ", over the plugin" : ""}`,
          `${numRuns} sequences of ${steps} edits, commands and faults: 0 differences`,
        );
      } finally {
        await project.close();
        await emulator.close();
      }
    });
});
