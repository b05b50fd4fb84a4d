/** The schema that languages are served from, as Pulumi's own check sees it. */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Engine } from "../../engine/acquire";
import { inherited } from "../../engine/project";
import { requireEngine, root } from "../support/engine";
import { pluginFolder } from "../support/yaml";

describe("the schema", () => {
  let engine: Engine;
  let folder: string;
  let env: NodeJS.ProcessEnv;
  before(async function () {
    engine = await requireEngine(this);
    folder = mkdtempSync(join(tmpdir(), "schema-"));
    env = {
      ...inherited(),
      PULUMI_HOME: join(folder, "home"),
      PULUMI_SKIP_UPDATE_CHECK: "true",
      NO_COLOR: "1",
    };
  });
  after(() => folder && rmSync(folder, { recursive: true }));

  function checked(path: string): { status: number | null; said: string } {
    const { status, stdout, stderr } = spawnSync(
      join(engine.directory, "pulumi"),
      ["schema", "check", path],
      { env, encoding: "utf8" },
    );
    return { status, said: stdout + stderr };
  }

  it("passes `pulumi schema check`, as a file and as the plugin answers it", () => {
    assert.deepEqual(checked(join(root, "provider/src/pulumi/plugin/schema.json")), {
      status: 0,
      said: "",
    });
    const answer = join(folder, "schema.json");
    const plugin = join(pluginFolder, "pulumi-resource-sendcloud");
    writeFileSync(
      answer,
      execFileSync(join(engine.directory, "pulumi"), ["package", "get-schema", plugin], {
        env,
        stdio: "pipe",
      }),
    );
    assert.deepEqual(checked(answer), { status: 0, said: "" });
  });

  it("would not pass with a reference to a type that there is not", () => {
    const wrong = join(folder, "wrong.json");
    const inputProperties = { shop: { $ref: "#/types/sendcloud:index:Nothing" } };
    writeFileSync(
      wrong,
      JSON.stringify({
        name: "sendcloud",
        resources: { "sendcloud:index:Wrong": { inputProperties } },
      }),
    );
    assert.match(checked(wrong).said, /sendcloud:index:Nothing not found/);
  });
});
