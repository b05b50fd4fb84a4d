/** The example in Go over the plugin under the real engine. */
import { type Emulator, startEmulator } from "pulumi-sendcloud/emulator";
import { type Project, reaching } from "../../engine/project";
import { requireEngine } from "../support/engine";
import { exampleFiles, exampleSeed, liveThrough } from "../support/example-life";
import { findLanguage } from "../support/sdk-languages";
import { goProject } from "../support/sdk-projects";

describe("programs in Go", () => {
  let emulator: Emulator;
  let project: Project;
  before(async function () {
    const go = await findLanguage(await requireEngine(this), "go");
    if (!go) return this.skip();
    emulator = await startEmulator({ seed: exampleSeed });
    project = await goProject(go, {
      files: exampleFiles("go", ["Pulumi.yaml", "go.mod", "main.go"]),
      environment: reaching(emulator),
    });
  });
  after(async () => {
    for (const opened of [project, emulator]) await opened?.close();
  });

  it("the example is previewed, adopted, found to drift, put right, and restored", async function () {
    this.timeout(600_000);
    await liveThrough(project, emulator);
  });
});
