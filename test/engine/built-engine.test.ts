/** What the engine that we build leaves out, it says. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { buildMark } from "../../engine/acquire";
import { createProject, type Project } from "../../engine/project";
import { requireEngine } from "../support/engine";

describe("the engine that is built from Go modules", function () {
  this.timeout(120_000);
  let project: Project;
  before(async function () {
    const engine = await requireEngine(this);
    if (!existsSync(join(engine.directory, buildMark))) this.skip();
    const files = { "Pulumi.yaml": "name: shops\nruntime: nodejs\n" };
    project = await createProject({ engine, files });
  });
  after(() => project?.close());

  async function refuses(...args: string[]): Promise<void> {
    const { status, output } = await project.pulumi(args);
    assert.notEqual(status, 0, output);
    assert.match(output, /this engine has no cloud state, no cloud keys and no cloud API/);
  }

  for (const state of ["s3://bucket", "gs://bucket", "azblob://container?storage_account=x"]) {
    it(`says that it has no cloud state: ${state}`, () => refuses("login", state));
  }

  for (const keys of ["awskms://alias/x", "gcpkms://x", "azurekeyvault://x", "hashivault://x"]) {
    it(`says that it has no cloud keys: ${keys}`, () =>
      refuses("stack", "init", "other", "--secrets-provider", keys));
  }
});
