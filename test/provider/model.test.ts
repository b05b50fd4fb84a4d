/** Any life of a stack and its shops, thousands of them over gRPC, against the model of what Sendcloud must hold. */
import * as fc from "fast-check";
import { startEmulator } from "pulumi-sendcloud/emulator";
import { circumstances } from "../support/circumstances";
import { effort, figure } from "../support/effort";
import { beginning, lives, seed } from "../support/life";
import { behave } from "../support/likeness";
import { start } from "../support/edges";
import { hasty } from "../support/provider-process";
import { keys } from "../support/scene";
import { playedStack } from "../support/played-engine";

describe("whatever happens, in any order", () => {
  for (const { name, edge } of [
    { name: "a dynamic resource", edge: "dynamic" },
    { name: "a resource of the plugin", edge: "plugin" },
  ] as const) {
    it(`Sendcloud holds what the model says of ${name}, and the state says no more than that`, async function () {
      const { numRuns, timeout } = effort({
        short: { numRuns: 200, timeout: 600_000 },
        long: { numRuns: 10_000, timeout: 3_600_000 },
      });
      this.timeout(timeout);
      const emulator = await startEmulator({ seed });
      const provider = await start(edge, { options: { ...hasty(), readOneByOne: 0 } });
      let steps = 0;
      try {
        await fc.assert(
          fc.asyncProperty(circumstances, lives(20), async (behaviours, life) => {
            emulator.reset();
            const arm = behave(emulator, behaviours);
            const world = {
              emulator,
              behaviours,
              arm,
              stack: playedStack(provider, keys(emulator)),
            };
            await fc.asyncModelRun(() => ({ model: beginning(world), real: world }), life);
            steps += [...life].length;
          }),
          { numRuns, unbiased: true },
        );
        figure(
          `Model, over gRPC, of ${name}`,
          `${numRuns} sequences of ${steps} edits, commands and faults: 0 differences`,
        );
      } finally {
        await provider.stop();
        await emulator.close();
      }
    });
  }
});
