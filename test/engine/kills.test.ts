/** The engine, the provider process or the program killed at any moment of an up of many integrations: what was lost, and what was written twice. */
import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import * as fc from "fast-check";
import { startEmulator } from "pulumi-sendcloud/emulator";
import { type Project, reaching } from "../../engine/project";
import { effort, figure } from "../support/effort";
import { requireEngine, scriptProject } from "../support/engine";
import { recorded } from "../support/state";
import { type Row, sentence } from "../support/story";
import { requireYamlEngine, yamlProgram, yamlProject, type YamlResource } from "../support/yaml";

const { count, rounds, timeout } = effort({
  short: { count: 20, rounds: 3, timeout: 600_000 },
  long: { count: 50, rounds: 40, timeout: 3_600_000 },
});
const ids = Array.from({ length: count }, (_, index) => index + 1);

const engineItself = /^\S*\/pulumi(\.exe)? /;

/** The two edges: what they run, and the command lines of what may die. */
const edges = [
  {
    title: "the dynamic resource",
    figure: "Kills",
    requireEngine,
    project: scriptProject,
    program: { file: "index.js", text: inJavaScript },
    victims: { engine: engineItself, provider: /dynamic-provider/, program: /\/cmd\/run\// },
  },
  {
    title: "the plugin",
    figure: "Kills, over the plugin",
    requireEngine: requireYamlEngine,
    project: yamlProject,
    program: { file: "Pulumi.yaml", text: inYaml },
    victims: {
      engine: engineItself,
      provider: /pulumi-resource-sendcloud/,
      program: /pulumi-language-yaml/,
    },
  },
] as const;

/** What docs/behaviour.md says of runs that are killed. */
const row: Row = {
  when: "the engine, the provider process or the program is killed in the middle of an up",
  then: "the next up completes the work, nothing is lost, and nothing that the state has recorded is written twice",
};

/** Who dies, in turn. */
const victims = ["engine", "provider", "program"] as const;

/** A moment: once Sendcloud has received so many writes. */
const moment = fc.record({
  writes: fc.integer({ min: 1, max: count }),
  applied: fc.boolean(),
});

describe("processes killed at any moment", () => {
  for (const edge of edges)
    it(`${sentence(row)} (${edge.title})`, async function () {
      const engine = await edge.requireEngine(this);
      this.timeout(timeout);
      const emulator = await startEmulator({ seed: ids.map((id) => ({ id })) });
      const project = await edge.project(engine, { environment: reaching(emulator) });
      const figures = { writes: 0, twice: 0, inFlight: 0, cutOff: 0 };
      let round = 0;
      try {
        await fc.assert(
          fc.asyncProperty(moment, async ({ writes, applied }) => {
            const victim = victims[round % victims.length] ?? "engine";
            const name = `Round ${++round}`;
            project.write(edge.program.file, edge.program.text(name));
            const seen = emulator.requests.length;
            const patched = (): number[] =>
              emulator.requests
                .slice(seen)
                .filter(({ method }) => method === "PATCH")
                .map(({ path }) => Number(path.split("/").at(-1)));
            const holders = (): number[] =>
              ids.filter((id) => emulator.integration(id)?.shop_name === name);

            let left: number[] = [];
            emulator.intercept(({ method }) => {
              if (method !== "PATCH" || patched().length !== writes) return false;
              left = project.processes(edge.victims.provider);
              assert.equal(project.kill(edge.victims[victim]), 1, victim);
              return applied ? "lose" : false;
            });
            const killed = await project.pulumi(["up", "--yes", "--skip-preview"]);
            assert.notEqual(killed.status, 0, killed.output);
            emulator.intercept();
            await ended(left);
            if (victim === "engine") figures.cutOff += await recover(project);
            const before = patched();
            const known = await recordedAs(project, name);
            for (const id of known)
              assert.ok(
                holders().includes(id),
                `the state says of ${id} what Sendcloud does not hold`,
              );

            await succeed(project, "up --yes --skip-preview");
            assert.deepEqual(holders(), ids);
            assert.deepEqual(await recordedAs(project, name), ids);
            const again = patched().slice(before.length);
            assert.deepEqual(
              again.filter((id) => known.includes(id)),
              [],
            );
            assert.equal(new Set(again).size, again.length);
            figures.writes += patched().length;
            figures.twice += again.filter((id) => before.includes(id)).length;
            figures.inFlight = Math.max(
              figures.inFlight,
              again.filter((id) => before.includes(id)).length,
            );
          }),
          { numRuns: rounds, endOnFailure: true },
        );
        figure(
          edge.figure,
          `${round} kills in ups of ${count} integrations, under the launchers of Pulumi's release: 0 lost; of ${figures.writes} writes ${figures.twice} were repeated, all of them unanswered or unrecorded when the process died (at most ${figures.inFlight} at a time); ${figures.cutOff} times the file backend's state was cut off, and its backup taken`,
        );
      } finally {
        await project.close();
        await emulator.close();
      }
    });
});

function inYaml(name: string): string {
  const shop = (id: number): YamlResource => ({
    properties: { integrationId: id, shopName: name },
  });
  return yamlProgram(Object.fromEntries(ids.map((id) => [`shop${id}`, shop(id)])));
}

function inJavaScript(name: string): string {
  return `const { SendcloudIntegrationSettings } = require("pulumi-sendcloud");
for (let id = 1; id <= ${count}; id++)
  new SendcloudIntegrationSettings("shop" + id, { integrationId: id, shopName: ${JSON.stringify(name)} });`;
}

async function succeed(project: Project, args: string): Promise<void> {
  const { status, output } = await project.pulumi(args.split(" "));
  assert.equal(status, 0, output);
}

/** What an operator does after the engine died. Returns 1 where it died while it wrote the state: Pulumi's file backend then has a backup beside it. */
async function recover(project: Project): Promise<number> {
  const state = join(project.directory, "../state/.pulumi/stacks/shops/dev.json");
  const cutOff = (await project.pulumi(["stack", "export"])).output.includes(
    "failed to load checkpoint",
  );
  if (cutOff)
    for (const file of ["", ".attrs"]) copyFileSync(`${state}.bak${file}`, `${state}${file}`);
  await succeed(project, "cancel --yes");
  return cutOff ? 1 : 0;
}

/** The integrations of which the state says that their name is this. */
async function recordedAs(project: Project, name: string): Promise<number[]> {
  return Object.values(await recorded({ project }))
    .flatMap(({ integrationId, shopName }) => (shopName === name ? Number(integrationId) : []))
    .sort((one, other) => one - other);
}

/** Waits for processes that nobody is the parent of any more. */
async function ended(pids: readonly number[]): Promise<void> {
  const isAlive = (pid: number): boolean => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };
  while (pids.some(isAlive)) await pause(20);
}
