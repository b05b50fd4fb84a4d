/** Any life of a stack and its shops, thousands of them over gRPC, against the model of what Sendcloud must hold. */
import { join } from "node:path";
import * as fc from "fast-check";
import { startEmulator } from "pulumi-sendcloud/emulator";
import { circumstances } from "../support/circumstances";
import { effort, figure } from "../support/effort";
import { beginning, lives, seed } from "../support/life";
import { hasty, ProviderProcess } from "../support/provider-process";
import { setOfOne } from "../support/set-of-one";
import { directStack, resourceOfItsOwn } from "../support/stack";

const root = join(__dirname, "../..");

describe("whatever happens, in any order", () => {
  for (const { kind, name, spoken } of [
    { kind: "one", name: "a resource of its own", spoken: resourceOfItsOwn },
    { kind: "set", name: "a member of a set", spoken: setOfOne },
  ] as const) {
    it(`Sendcloud holds what the model says of ${name}, and the state says no more than that`, async function () {
      const { numRuns, timeout } = effort({
        short: { numRuns: 300, timeout: 600_000 },
        long: { numRuns: 10_000, timeout: 3_600_000 },
      });
      this.timeout(timeout);
      const emulator = await startEmulator({ seed });
      const provider = await ProviderProcess.start(
        root,
        { "sendcloud:baseUrl": emulator.url, "sendcloud:publicKey": emulator.publicKey },
        { SENDCLOUD_SECRET_KEY: emulator.secretKey },
        kind,
        { ...hasty(), readOneByOne: 0 },
      );
      let steps = 0;
      try {
        await fc.assert(
          fc.asyncProperty(circumstances, lives(20), async (behaviours, life) => {
            emulator.reset();
            emulator.behave(behaviours);
            const world = { emulator, behaviours, stack: directStack(spoken(provider)) };
            await fc.asyncModelRun(() => ({ model: beginning(world), real: world }), life);
            steps += [...life].length;
          }),
          { numRuns, unbiased: true },
        );
        figure(`Model, over gRPC, of ${name}`, `${numRuns} sequences of ${steps} edits, commands and faults: 0 differences`);
      } finally {
        await provider.stop();
        await emulator.close();
      }
    });
  }
});
