/** Any life of a stack and its shops under the real engine, against the model of what Sendcloud must hold. */
import * as fc from "fast-check";
import { startEmulator } from "pulumi-sendcloud/emulator";
import { reaching } from "../../engine/project";
import { circumstances } from "../support/circumstances";
import { effort, figure } from "../support/effort";
import { requireEngine, scriptProject } from "../support/engine";
import { engineStack } from "../support/engine-stack";
import { beginning, lives, seed } from "../support/life";
import { behave } from "../support/likeness";

describe("whatever happens, in any order, under the real engine", () => {
  it("Sendcloud holds what the model says, and the state says no more than that", async function () {
    const engine = await requireEngine(this);
    const { numRuns, timeout } = effort({
      short: { numRuns: 10, timeout: 600_000 },
      long: { numRuns: 40, timeout: 3_600_000 },
    });
    this.timeout(timeout);
    const emulator = await startEmulator({ seed });
    let steps = 0;
    try {
      await fc.assert(
        fc.asyncProperty(circumstances, lives(12), async (behaviours, life) => {
          emulator.reset();
          const arm = behave(emulator, behaviours);
          const project = await scriptProject(engine, { environment: reaching(emulator) });
          try {
            const world = { emulator, behaviours, arm, stack: engineStack(project) };
            await fc.asyncModelRun(() => ({ model: beginning(world), real: world }), life);
            steps += [...life].length;
          } finally {
            await project.close();
          }
        }),
        // A counterexample is shrunk over gRPC, where a step takes milliseconds.
        { numRuns, endOnFailure: true, unbiased: true },
      );
      figure(
        "Model, under the engine",
        `${numRuns} sequences of ${steps} edits, commands and faults: 0 differences`,
      );
    } finally {
      await emulator.close();
    }
  });
});
