/** The life of the two shops that the examples in languages with an SDK declare: previewed, adopted, found to drift, put right with nothing else changed, and restored. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Emulator, EmulatorOptions } from "pulumi-sendcloud/emulator";
import type { Project } from "../../engine/project";
import { root } from "./engine";
import { requestsFrom } from "./requests";

/** The shops before they are adopted. */
export const exampleSeed = [
  { id: 1, shop_name: "Before", webhook_url: null },
  { id: 2, webhook_url: "https://hooks.example/before", feedback_type: "none" },
] satisfies EmulatorOptions["seed"];

/** The files of an example, as they are in a project that has `node_modules` beside them. */
export function exampleFiles(language: string, names: readonly string[]): Record<string, string> {
  const read = (name: string): string =>
    readFileSync(join(root, "examples", language, name), "utf8");
  return Object.fromEntries(
    names.map((name) => [name, read(name).replace("../../node_modules", "node_modules")]),
  );
}

/** What an account has of an integration. */
export function held(emulator: Emulator, id: number): Record<string, unknown> {
  return { ...emulator.integration(id) };
}

/** What a command prints, and what it asks, in whatever order; it must succeed. */
export async function run(
  project: Project,
  emulator: Emulator,
  command: string,
): Promise<{ output: string; asked: string[] }> {
  const seen = emulator.requests.length;
  const { status, output } = await project.pulumi([...command.split(" "), "--color", "never"]);
  assert.equal(status, 0, output);
  const asked = requestsFrom(emulator, seen).map(({ method, path, body }) => [
    method,
    path,
    ...(body ? [JSON.stringify(body)] : []),
  ]);
  return { output, asked: asked.map(String).sort() };
}

const flowers = {
  shop_name: "Flower shop",
  webhook_active: true,
  webhook_url: "https://hooks.example/canary",
};
const books = {
  service_point_enabled: true,
  service_point_carriers: ["dhl", "postnl"],
  webhook_url: null,
  feedback_type: "delayed",
};

/** Lives through it in a project that holds the example's program. */
export async function liveThrough(project: Project, emulator: Emulator): Promise<void> {
  await project.configure({ flowersWebhookUrl: flowers.webhook_url }, { secret: true });
  const preview = await run(project, emulator, "preview --diff");
  assert.match(preview.output, /shopName\s*: "Flower shop"/);
  assert.deepEqual(preview.asked, ["GET,/integrations/1", "GET,/integrations/2"]);

  const up = await run(project, emulator, "up --yes --skip-preview");
  assert.match(up.output, /flowersAre: "\w+"/);
  assert.doesNotMatch(up.output, /canary/);
  assert.deepEqual(up.asked, [
    "GET,/integrations/1",
    "GET,/integrations/2",
    `PATCH,/integrations/1,${JSON.stringify(flowers)}`,
    `PATCH,/integrations/2,${JSON.stringify(books)}`,
  ]);
  assert.deepEqual(held(emulator, 1), { ...held(emulator, 1), ...flowers });
  assert.deepEqual(held(emulator, 2), { ...held(emulator, 2), ...books, webhook_url: "" });

  emulator.edit(1, { shop_name: "Panel" });
  const drift = await run(project, emulator, "refresh --diff --preview-only");
  assert.match(drift.output, /~ shopName: "Flower shop" => "Panel"/);
  assert.deepEqual(drift.asked, ["GET,/integrations/1", "GET,/integrations/2"]);

  const back = await run(project, emulator, "up --yes --skip-preview --refresh");
  assert.match(back.output, /~ 1 updated\n +2 unchanged/);
  assert.deepEqual(back.asked, [
    "GET,/integrations/1",
    "GET,/integrations/2",
    'PATCH,/integrations/1,{"shop_name":"Flower shop"}',
  ]);

  await run(project, emulator, "destroy --yes --skip-preview");
  assert.equal(held(emulator, 1).shop_name, "Before");
  assert.equal(
    held(emulator, 2).feedback_type,
    "delayed",
    "nothing is sent unless onDestroy says restore",
  );
}
