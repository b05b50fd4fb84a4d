/** A large set over the plugin that ends half way: what was done is recorded, and the next up goes on. */
import assert from "node:assert/strict";
import { type Emulator, startEmulator } from "pulumi-sendcloud/emulator";
import * as z from "zod";
import type { Engine } from "../../engine/acquire";
import { type Project, reaching } from "../../engine/project";
import { recorded } from "../support/state";
import { requireYamlEngine, yamlProgram, yamlProject } from "../support/yaml";

const membersIn = z.object({ integrations: z.record(z.string(), z.unknown()) });

describe("a set over the plugin", () => {
  let engine: Engine;
  before(async function () {
    engine = await requireYamlEngine(this);
  });

  /** A project that declares so many members, and an emulator that has all of them but these. */
  async function within(
    count: number,
    missing: readonly number[],
    work: (project: Project, emulator: Emulator) => Promise<void>,
  ) {
    const ids = Array.from({ length: count }, (_, index) => index + 1);
    const emulator = await startEmulator({
      seed: ids.filter((id) => !missing.includes(id)).map((id) => ({ id })),
    });
    const project = await yamlProject(engine, { environment: reaching(emulator) });
    try {
      const integrations = Object.fromEntries(
        ids.map((id) => [`shop${id}`, { integrationId: id, shopName: `Shop ${id}` }]),
      );
      project.write(
        "Pulumi.yaml",
        yamlProgram({
          shops: { type: "sendcloud:IntegrationSettingsSet", properties: { integrations } },
        }),
      );
      await work(project, emulator);
    } finally {
      await project.close();
      await emulator.close();
    }
  }

  async function members(project: Project): Promise<number> {
    const { shops } = await recorded({ project });
    return shops === undefined ? 0 : Object.keys(membersIn.parse(shops).integrations).length;
  }

  it("records thousands of members where one fails", async function () {
    this.timeout(300_000);
    await within(2_000, [1], async (project) => {
      const { status, output } = await project.pulumi(["up", "--yes", "--skip-preview"]);
      assert.notEqual(status, 0, output.slice(-2_000));
      assert.match(output, /1 member of the set failed/);
      assert.equal(await members(project), 1_999);
    });
  });

  it("ends soon after it is interrupted, records what was done, and sends the rest in the next up", async function () {
    this.timeout(300_000);
    await within(40, [], async (project, emulator) => {
      const written = (): number =>
        emulator.requests.filter(({ method }) => method === "PATCH").length;
      const held: (() => void)[] = [];
      let isCancelling = false;
      const full = new Promise<void>((resolve) => {
        emulator.intercept(({ method, path, body }, response) => {
          if (method !== "PATCH" || typeof body !== "object" || isCancelling) return false;
          held.push(() => {
            emulator.edit(Number(path.split("/").at(-1)), { ...body });
            response.writeHead(204).end();
          });
          if (held.length === 8) resolve();
          return true;
        });
      });
      const run = project.pulumi(["up", "--yes", "--skip-preview"], {
        show: (text) => {
          if (isCancelling || !/cancel/i.test(text)) return;
          // What is on its way is answered now; the plugin may be told a moment later.
          isCancelling = true;
          held.forEach((respond) => respond());
        },
      });
      await full;
      project.interrupt();
      const { status, output } = await run;
      assert.notEqual(status, 0);
      assert.match(output, /the command was cancelled before PATCH/);
      const done = written();
      assert.ok(done >= 8 && done < 40, output);
      assert.equal(await members(project), done);
      emulator.intercept();
      const next = await project.pulumi(["up", "--yes", "--skip-preview"]);
      assert.equal(next.status, 0, next.output);
      assert.deepEqual([written(), await members(project)], [40, 40]);
    });
  });
});
