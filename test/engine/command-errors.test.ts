/** What the commands say where Pulumi itself does not let them, under the real engine. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Project } from "../../engine/project";
import { cli } from "../support/cli";
import { requireEngine, scriptProject } from "../support/engine";

describe("a command that Pulumi does not let run, under the real engine", () => {
  let project: Project;
  before(async function () {
    project = await scriptProject(await requireEngine(this), {});
    await project.configure({ token: "x" }, { secret: true });
  });
  after(() => project.close());

  async function tells(message: RegExp, environment: NodeJS.ProcessEnv = {}): Promise<void> {
    for (const args of [["import", "--all"]]) {
      const { status, stdout, stderr } = await cli(
        { ...project, environment: { ...project.environment, ...environment } },
        args,
      );
      assert.deepEqual([status, stdout], [1, ""], stderr);
      assert.match(stderr, /^error: [^\n]*\n$/);
      assert.match(stderr, message);
    }
  }

  it("says that nobody is logged in", () =>
    tells(/you are not logged in to Pulumi: run `pulumi login`/, {
      PULUMI_BACKEND_URL: "",
      PULUMI_ACCESS_TOKEN: "",
    }));

  it("says that a passphrase is wrong, or missing", async () => {
    await tells(/the passphrase is not the stack's: set PULUMI_CONFIG_PASSPHRASE/, {
      PULUMI_CONFIG_PASSPHRASE: "wrong",
    });
    await tells(/the stack's passphrase is not set: set PULUMI_CONFIG_PASSPHRASE/, {
      PULUMI_CONFIG_PASSPHRASE: undefined,
    });
  });

  it("says which backend is not there", () =>
    tells(/the stack cannot be used: .*nowhere/, {
      PULUMI_BACKEND_URL: `file://${join(project.directory, "nowhere")}`,
    }));

  for (const [file, broken] of [
    ["Pulumi.dev.yaml", "config: [}"],
    ["Pulumi.dev.yaml", "config:\n  - a\n"],
    ["Pulumi.yaml", "name: ["],
    ["Pulumi.yaml", "runtime: nodejs"],
  ] as const) {
    it(`says what is wrong with ${file}: ${broken.replaceAll("\n", " ")}`, async () => {
      const before = readFileSync(join(project.directory, file), "utf8");
      project.write(file, broken);
      await tells(
        file === "Pulumi.yaml"
          ? /the stack cannot be used: /
          : /the configuration of stack dev cannot be read: invalid YAML file: /,
      );
      project.write(file, before);
    });
  }
});
