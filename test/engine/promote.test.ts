/** `pulumi-sendcloud promote` under the real engine: settings go from stack to stack. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import type { ServerResponse } from "node:http";
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { type Emulator, startEmulator } from "pulumi-sendcloud/emulator";
import type { Engine } from "../../engine/acquire";
import { createProject, type Project, reaching } from "../../engine/project";
import { cli, type Ended } from "../support/cli";
import { requireEngine, root } from "../support/engine";

describe("pulumi-sendcloud promote, under the real engine", () => {
  let engine: Engine;
  let emulator: Emulator;
  let project: Project;
  const promote = (...args: string[]): Promise<Ended> =>
    cli(project, ["promote", "--from", "staging", "--to", "prod", ...args]);
  const file = (stack: string): string => join(project.directory, `Pulumi.${stack}.yaml`);
  const configuration = (stack: string): string => readFileSync(file(stack), "utf8");
  const writes = (): unknown[] =>
    emulator.requests
      .filter(({ method }) => method !== "GET")
      .map(({ path, body }) => [path, body]);

  before(async function () {
    engine = await requireEngine(this);
  });
  beforeEach(async () => {
    emulator = await startEmulator({ seed: [{ id: 1 }, { id: 2 }, { id: 3 }] });
    const example = join(root, "examples", "promotion");
    project = await createProject({
      engine,
      copy: readdirSync(example).map((name) => join(example, name)),
      files: { "package.json": "{}" },
      nodeModules: join(root, "node_modules"),
      environment: reaching(emulator),
    });
    for (const stack of ["staging", "prod"]) {
      assert.equal((await project.pulumi(["stack", "init", stack])).status, 0);
      const { status, output } = await project.pulumi([
        "up",
        "--yes",
        "--skip-preview",
        "--stack",
        stack,
      ]);
      assert.equal(status, 0, output);
    }
  });
  afterEach(async () => {
    await project.close();
    await emulator.close();
  });

  it("shows what would change and the preview, and changes nothing, with --dry-run", async () => {
    const [before, seen] = [configuration("prod"), emulator.requests.length];
    await project.pulumi(["stack", "select", "dev"]);
    const { status, stdout, stderr } = await promote("--dry-run");
    assert.equal(status, 0, stderr);
    assert.match(stdout, /promotion:shops\.flowers\.servicePointEnabled +false +true/);
    assert.match(
      stdout,
      /~ +pulumi-nodejs:dynamic\/sendcloud:IntegrationSettings flowers +update.*\[diff: ~servicePointEnabled\]/,
    );
    assert.match(stdout, /dry run: nothing was changed/);
    assert.equal(configuration("prod"), before);
    assert.equal(emulator.requests.length, seen);
    assert.equal((await project.pulumi(["stack", "--show-name"])).stdout.trim(), "dev");
  });

  it("writes the configuration, applies it and checks it; then there is nothing to promote", async () => {
    const seen = writes().length;
    const { status, stdout, stderr } = await promote("--yes");
    assert.equal(status, 0, `${stdout}${stderr}`);
    assert.match(stdout, /promoted to prod: flowers; no drift/);
    assert.deepEqual(writes().slice(seen), [
      [
        "/integrations/3",
        { service_point_enabled: true, service_point_carriers: ["dhl", "postnl"] },
      ],
    ]);
    assert.match(
      configuration("prod"),
      /# Of prod alone, and never promoted\.\n +promotion:environment:\n +flowers:\n +integrationId: 3/,
    );
    assert.match(configuration("prod"), /servicePointEnabled: true/);
    const again = await promote("--yes");
    assert.deepEqual(
      [again.status, again.stdout],
      [0, "nothing to promote: prod has what staging has\n"],
    );
  });

  it("puts the configuration back where up fails, and says what was applied", async () => {
    const before = configuration("prod");
    emulator.intercept(({ method }, response) => {
      if (method === "PATCH") response.writeHead(400).end('{"errors":[{"detail":"not today"}]}');
      return method === "PATCH";
    });
    const { status, stdout, stderr } = await promote("--yes");
    assert.equal(status, 1);
    assert.match(stdout, /refused with status 400: not today/);
    assert.match(
      stderr,
      /^error: the promotion failed: Pulumi\.prod\.yaml is as it was; nothing had been applied\. The cause: .*refused with status 400: not today.*\n$/,
    );
    assert.equal(configuration("prod"), before);
  });

  it("says what was applied where up fails half way", async () => {
    const two = (
      stack: string,
      books: string,
      integrationId: number,
    ): string => `${/^encryptionsalt:.*$/m.exec(configuration(stack))?.[0] ?? ""}
config:
  promotion:shops:
    books: { shopName: ${books} }
    flowers: { shopName: ${books} }
  promotion:environment:
    books: { integrationId: 1 }
    flowers: { integrationId: ${integrationId} }
`;
    writeFileSync(file("prod"), two("prod", "Books", 3));
    writeFileSync(file("staging"), two("staging", "More books", 2));
    const { status: ready, output } = await project.pulumi([
      "up",
      "--yes",
      "--skip-preview",
      "--stack",
      "prod",
    ]);
    assert.equal(ready, 0, output);
    const before = configuration("prod");
    const first = new Promise<void>((resolve) => {
      emulator.intercept(({ method, path }, response) => {
        if (method === "PATCH" && path === "/integrations/1") response.once("close", resolve);
        if (method !== "PATCH" || path !== "/integrations/3") return false;
        void first.then(() => response.writeHead(400).end('{"errors":[{"detail":"not today"}]}'));
        return true;
      });
    });
    const { status, stderr } = await promote("--yes");
    assert.equal(status, 1);
    assert.match(
      stderr,
      /Pulumi\.prod\.yaml is as it was; books had been applied already, and the next up of prod puts it back/,
    );
    assert.equal(emulator.integration(1)?.shop_name, "More books");
    assert.equal(configuration("prod"), before);
  });

  it("changes nothing where the target's preview fails", async () => {
    writeFileSync(
      file("staging"),
      configuration("staging").replace("feedbackType: delayed", "feedbackType: sometimes"),
    );
    const before = configuration("prod");
    const { status, stdout, stderr } = await promote("--yes");
    assert.equal(status, 1);
    assert.match(stdout, /promotion:shops in the configuration of prod is wrong:/);
    assert.match(
      stderr,
      /^error: nothing was promoted: the preview of prod failed: promotion:shops in the configuration of prod is wrong: .*feedbackType\n$/,
    );
    assert.equal(configuration("prod"), before);
  });

  it("never promotes a URL of the source's hosts, and asks only on a terminal", async () => {
    writeFileSync(
      file("staging"),
      configuration("staging").replace(
        "webhookActive: true",
        "webhookActive: true\n      webhookUrl: https://staging.hooks.example/other",
      ),
    );
    const refused = await promote("--yes");
    assert.equal(refused.status, 1);
    assert.match(
      refused.stderr,
      /nothing was promoted:\n {2}promotion:shops\.flowers\.webhookUrl is https:\/\/staging\.hooks\.example\/…, a host of staging/,
    );
    const unasked = await promote();
    assert.equal(unasked.status, 1);
    assert.match(unasked.stderr, /there is no terminal to ask on: pass --yes, or --dry-run/);
  });

  it("ends with status 2 where a refresh finds drift after it", async () => {
    emulator.intercept(({ method }) => {
      if (method === "PATCH") setImmediate(() => emulator.edit(3, { shop_name: "Panel" }));
      return false;
    });
    const { status, stdout } = await promote("--yes");
    assert.equal(status, 2, stdout);
    assert.match(stdout, /promoted, but prod has drifted since/);
  });

  it("refuses the number of an integration in a list, with its place: production keeps its own", async () => {
    const list = (number: number): string =>
      `\n  promotion:shops: [{ integrationId: ${number}, shopName: L }]\n`;
    writeFileSync(
      file("staging"),
      configuration("staging").replace(/\n {2}promotion:shops:\n(?: {4}.*\n)*/, list(7)),
    );
    writeFileSync(
      file("prod"),
      configuration("prod").replace(/\n {2}promotion:shops:\n(?: {4}.*\n)*/, list(3)),
    );
    const before = configuration("prod");
    const { status, stdout, stderr } = await promote("--yes");
    assert.deepEqual([status, stdout], [1, ""]);
    assert.match(
      stderr,
      /nothing was promoted:\n {2}promotion:shops\[0\]\.integrationId is of one environment, and is never promoted/,
    );
    assert.equal(configuration("prod"), before);
  });

  it("changes only the lines that change, as Pulumi reads them: line ends, comments, folded text, and text that looks like a number", async () => {
    const change = (text: string): string =>
      text
        .replace("shopName: Flower shop", 'shopName: "1_000" # a name')
        .replace("feedbackType: delayed", "feedbackType: none");
    writeFileSync(
      file("staging"),
      change(
        configuration("staging").replace("servicePointEnabled: true", "servicePointEnabled: false"),
      ),
    );
    const written =
      `\ufeff${configuration("prod").replace("shopName: Flower shop", "shopName: >- # folded\n        Flower\n        shop").trimEnd()}`.replaceAll(
        "\n",
        "\r\n",
      );
    writeFileSync(file("prod"), written);
    const { status, stdout, stderr } = await promote("--yes");
    assert.equal(status, 0, `${stdout}${stderr}`);
    assert.equal(
      configuration("prod"),
      written
        .replace(">- # folded\r\n        Flower\r\n        shop", '"1_000" # folded')
        .replace("feedbackType: delayed", "feedbackType: none"),
    );
    assert.equal(emulator.integration(3)?.shop_name, "1_000");
  });

  it("shows of URLs the host alone, inside objects too", async () => {
    const notes = (token: string): string =>
      `\n  promotion:notes:\n    list: [{ u: "https://shared.example/${token}" }]\n    text: '{"u":"https://shared.example/${token}"}'\n  promotion:shops:`;
    for (const stack of ["staging", "prod"])
      writeFileSync(
        file(stack),
        configuration(stack).replace("\n  promotion:shops:", notes(`t0ken-${stack}`)),
      );
    const { status, stdout, stderr } = await promote("--dry-run", "--key", "notes");
    assert.equal(status, 0, stderr);
    assert.match(
      stdout,
      /promotion:notes\.list\[0\]\.u +https:\/\/shared\.example\/… +https:\/\/shared\.example\/…/,
    );
    assert.doesNotMatch(stdout, /t0ken/);
  });

  it("works from a subfolder, with stackConfigDir, and leaves no stack selected where none was", async () => {
    mkdirSync(join(project.directory, "stacks"));
    mkdirSync(join(project.directory, "src", "deep"), { recursive: true });
    for (const stack of ["dev", "staging", "prod"])
      renameSync(file(stack), join(project.directory, "stacks", `Pulumi.${stack}.yaml`));
    appendFileSync(join(project.directory, "Pulumi.yaml"), "stackConfigDir: stacks\n");
    await project.pulumi(["stack", "unselect"]);
    const below = { ...project, directory: join(project.directory, "src", "deep") };
    const promoted = await cli(below, ["promote", "--from", "staging", "--to", "prod", "--yes"]);
    assert.equal(promoted.status, 0, `${promoted.stdout}${promoted.stderr}`);
    assert.match(
      readFileSync(join(project.directory, "stacks", "Pulumi.prod.yaml"), "utf8"),
      /servicePointEnabled: true/,
    );
    assert.equal(
      (await cli(below, ["import", "--all", "--stack", "prod", "--out", "new.ts"])).status,
      0,
    );
    assert.notEqual(
      (await project.pulumi(["stack", "--show-name"])).status,
      0,
      "no stack is selected",
    );
  });

  it("says in a line where configuration comes from that is the project's", async () => {
    const staging = configuration("staging");
    const shops = /\n {2}promotion:shops:\n(?: {4}.*\n)*/.exec(staging)?.[0] ?? "";
    writeFileSync(file("staging"), staging.replace(shops, "\n"));
    const value = shops
      .replace("  promotion:shops:\n", "  shops:\n    value:\n")
      .replace(/^ {4}(?! *value)/gm, "      ");
    appendFileSync(join(project.directory, "Pulumi.yaml"), `config:${value}`);
    const refused = await promote("--yes");
    assert.deepEqual(
      [refused.status, refused.stderr],
      [
        1,
        "error: nothing was promoted:\n  promotion:shops of staging comes from Pulumi.yaml, for all stacks: what is promoted stands in the configuration file of staging\n",
      ],
    );
    const back = await cli(project, ["promote", "--from", "prod", "--to", "staging", "--yes"]);
    assert.match(
      back.stderr,
      /promotion:shops of staging comes from Pulumi\.yaml, for all stacks: give staging one of its own first/,
    );
    assert.equal(configuration("staging"), staging.replace(shops, "\n"));
  });

  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`puts the configuration back on ${signal}, and leaves no stack selected where none was`, async () => {
      await project.pulumi(["stack", "unselect"]);
      const before = configuration("prod");
      const held: ServerResponse[] = [];
      const args = [
        join(root, "provider/bin/pulumi-sendcloud.js"),
        "promote",
        "--from",
        "staging",
        "--to",
        "prod",
        "--yes",
      ];
      // A group of its own, as a shell gives it: Ctrl-C interrupts all that is in it.
      const child = spawn(process.execPath, args, {
        cwd: project.directory,
        env: project.environment,
        detached: true,
      });
      emulator.intercept(({ method }, response) => {
        if (method !== "PATCH") return false;
        if (held.push(response) === 1)
          process.kill(signal === "SIGINT" ? -(child.pid ?? 0) : (child.pid ?? 0), signal);
        return true;
      });
      let printed = "";
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding("utf8").on("data", (text: string) => {
          printed += text;
          // Pulumi has heard it: what is on its way may end now.
          if (/\^C received|cancel/i.test(printed))
            for (const response of held.splice(0)) response.writeHead(400).end("{}");
        });
      }
      const status = await new Promise((resolve) => child.once("close", resolve));
      assert.equal(status, 1, printed);
      assert.match(printed, /error: the promotion failed: Pulumi\.prod\.yaml is as it was/);
      assert.equal(configuration("prod"), before);
      assert.notEqual(
        (await project.pulumi(["stack", "--show-name"])).status,
        0,
        "no stack is selected",
      );
    });
  }
});
