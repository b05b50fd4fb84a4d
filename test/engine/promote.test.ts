/** `pulumi-sendcloud promote` under the real engine: settings go from stack to stack. */
import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import type { ServerResponse } from "node:http";
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Emulator, startEmulator } from "pulumi-sendcloud/emulator";
import type { Engine } from "../../engine/acquire";
import { type Project, reaching } from "../../engine/project";
import { versions } from "../../engine/versions";
import { cli, type Ended } from "../support/cli";
import { requireEngine, root } from "../support/engine";
import { requireYamlEngine, yamlProgram, yamlProject } from "../support/yaml";

const command = [join(root, "provider/bin/pulumi-sendcloud.js"), "promote"];
const stacks = ["--from", "staging", "--to", "prod"];

/** A program whose shops have these settings in the configuration, as that of examples/promotion. */
function program(shops: readonly string[], settings: readonly string[], more: object = {}): string {
  const resources = shops.map((shop) => {
    const promoted = settings.map((name): [string, string] => [name, `\${shops.${shop}.${name}}`]);
    const integrationId = `\${environment.${shop}.integrationId}`;
    return [shop, { properties: { integrationId, ...Object.fromEntries(promoted) } }] as const;
  });
  const config = { shops: { type: "object" }, environment: { type: "object" } };
  return yamlProgram(Object.fromEntries(resources), { name: "promotion", config, ...more });
}

const manifest = program(
  ["flowers"],
  ["shopName", "servicePointEnabled", "servicePointCarriers", "webhookActive", "feedbackType"],
).replace('"properties":{', '"properties":{"webhookUrl":"${environment.flowers.webhookUrl}",');

describe("pulumi-sendcloud promote, under the real engine", () => {
  let engine: Engine;
  let emulator: Emulator;
  let project: Project;
  const initial: Record<string, string> = {};
  const promote = (...args: string[]): Promise<Ended> =>
    cli(project, ["promote", ...stacks, ...args]);
  const path = (stack: string): string => join(project.directory, `Pulumi.${stack}.yaml`);
  const configuration = (stack: string): string => readFileSync(path(stack), "utf8");
  const change = (stack: string, part: string, by: string): void =>
    writeFileSync(path(stack), configuration(stack).replace(part, by));

  before(async function () {
    engine = await requireYamlEngine(this);
    emulator = await startEmulator({ seed: [{ id: 1 }, { id: 2 }, { id: 3 }] });
    project = await exampleIn(engine, emulator);
    for (const stack of ["staging", "prod"]) {
      assert.equal((await project.pulumi(["stack", "init", stack])).status, 0);
      const secret = ["config", "set", "--secret", "token", `t0ken-${stack}`];
      assert.equal((await project.pulumi([...secret, "--stack", stack])).status, 0);
      initial[stack] = configuration(stack);
    }
    await up(project, "prod");
    assert.equal((await project.pulumi(["stack", "unselect"])).status, 0);
  });
  afterEach(() => {
    emulator.intercept();
    project.write("Pulumi.yaml", manifest);
    for (const [stack, text] of Object.entries(initial)) writeFileSync(path(stack), text);
  });
  after(async () => {
    await project.close();
    await emulator.close();
  });

  it("shows what would change and the preview, and changes nothing, with --dry-run", async () => {
    const seen = emulator.requests.length;
    const { status, stdout, stderr } = await promote("--dry-run");
    assert.equal(status, 0, stderr);
    assert.match(stdout, /^promotion:shops\.flowers\.servicePointEnabled +false +true$/m);
    assert.match(
      stdout,
      /~ +sendcloud:index:IntegrationSettings flowers +update.*\[diff: ~servicePointEnabled\]/,
    );
    assert.match(stdout, /dry run: nothing was changed/);
    assert.equal(configuration("prod"), initial.prod);
    assert.equal(emulator.requests.length, seen);
  });

  it("applies the configuration, writes it and checks it; secrets are on no command line", async () => {
    change("staging", "shopName: Flower shop", 'shopName: "1_000"');
    change("prod", "shopName: Flower shop", "shopName: Flower shop # a name");
    change("prod", "feedbackType: delayed", "feedbackType: delayed\n    books:\n      shopName: B");
    const before = configuration("prod");
    const seen = emulator.requests.length;
    const { directory, log } = spied(engine, project);
    const environment = {
      ...project.environment,
      PATH: `${directory}${delimiter}${project.environment.PATH ?? ""}`,
    };
    const { status, stdout, stderr } = await cli({ directory: project.directory, environment }, [
      "promote",
      ...stacks,
      "--yes",
    ]);
    assert.equal(status, 0, `${stdout}${stderr}`);
    assert.match(stdout, /^promotion:shops\.books\.shopName +B +\(removed\)$/m);
    assert.match(stdout, /promoted to prod; no drift/);
    const writes = emulator.requests.slice(seen).filter(({ method }) => method !== "GET");
    assert.deepEqual(
      writes.map(({ path: place, body }) => [place, body]),
      [
        [
          "/integrations/3",
          {
            shop_name: "1_000",
            service_point_enabled: true,
            service_point_carriers: ["dhl", "postnl"],
          },
        ],
      ],
    );
    assert.equal(
      configuration("prod"),
      before
        .replace("shopName: Flower shop # a name", 'shopName: "1_000" # a name')
        .replace("servicePointEnabled: false", "servicePointEnabled: true")
        .replace("\n    books:\n      shopName: B", ""),
    );
    assert.match(readFileSync(log, "utf8"), /set-all[^]*1_000[^]*--skip-preview/);
    assert.doesNotMatch(`${readFileSync(log, "utf8")}${stdout}${stderr}`, /t0ken/);
    assert.deepEqual(await promote("--yes"), {
      status: 0,
      stdout: "nothing to promote: prod has what staging has\n",
      stderr: "",
    });
  });

  it("leaves the file as it was where up fails half way, and the next up undoes it", async () => {
    const two = (stack: string, books: string, id: number): string =>
      `${/^encryptionsalt:.*$/m.exec(configuration(stack))?.[0] ?? ""}
config:
  promotion:shops:
    books: { shopName: ${books} }
    flowers: { shopName: ${books} }
  promotion:environment:
    books: { integrationId: 1 }
    flowers: { integrationId: ${id} }
`;
    project.write("Pulumi.yaml", program(["books", "flowers"], ["shopName"]));
    writeFileSync(path("prod"), two("prod", "Books", 3));
    writeFileSync(path("staging"), two("staging", "More books", 2));
    await up(project, "prod");
    const before = configuration("prod");
    const first = new Promise<void>((resolve) => {
      emulator.intercept(({ method, path: place }, response) => {
        if (method === "PATCH" && place === "/integrations/1") response.once("close", resolve);
        if (method !== "PATCH" || place !== "/integrations/3") return false;
        void first.then(() => response.writeHead(400).end('{"errors":[{"detail":"not today"}]}'));
        return true;
      });
    });
    const { status, stdout, stderr } = await promote("--yes");
    assert.equal(status, 1);
    assert.match(stdout, /refused with status 400: not today/);
    assert.equal(
      stderr,
      "error: Pulumi.prod.yaml is as it was: `pulumi up` did not succeed, see above. What it has changed, the next `pulumi up` of prod undoes\n",
    );
    assert.equal(emulator.integration(1)?.shop_name, "More books");
    assert.equal(configuration("prod"), before);
    emulator.intercept();
    await up(project, "prod");
    assert.equal(emulator.integration(1)?.shop_name, "Books");
  });

  it("changes nothing where the target's preview fails", async () => {
    change("staging", "feedbackType: delayed", "feedbackType: sometimes");
    for (const args of [["--yes"], ["--dry-run"]]) {
      const { status, stdout, stderr } = await promote(...args);
      assert.equal(status, 1);
      assert.match(
        stdout,
        /property feedbackType value \{sometimes\} has a problem: must be one of/,
      );
      assert.match(stderr, /^error: .*see above.*\n$/);
      assert.equal(configuration("prod"), initial.prod);
    }
  });

  it("refuses what belongs to one environment, an unknown stack, and to ask without a terminal", async () => {
    for (const [line, expected] of [
      [
        "webhookUrl: https://staging.hooks.example/other",
        "names staging.hooks.example, a host of staging",
      ],
      ["integrationId: 2", "belongs to staging alone"],
    ] as const) {
      change("staging", "webhookActive: true", `webhookActive: true\n      ${line}`);
      const refused = await promote("--yes");
      assert.deepEqual(refused, {
        status: 1,
        stdout: "",
        stderr: `error: nothing was promoted:\n  promotion:shops.flowers.${line.split(":")[0] ?? ""} ${expected}: move it to a key that is not promoted\n`,
      });
      assert.equal(configuration("prod"), initial.prod);
      writeFileSync(path("staging"), initial.staging ?? "");
    }
    const secret = await promote("--yes", "--key", "token");
    assert.match(secret.stderr, /^ {2}promotion:token has a secret of staging: /m);
    assert.doesNotMatch(secret.stderr, /t0ken/);
    const unknown = await cli(project, ["promote", "--from", "nope", "--to", "prod", "--yes"]);
    assert.match(
      unknown.stderr,
      /^error: the configuration of nope cannot be read: no stack named/,
    );
    const unasked = await promote();
    assert.equal(
      unasked.stderr,
      "error: there is no terminal to ask on: pass --yes or --dry-run\n",
    );
  });

  it("asks on a terminal: no leaves the file as it was, yes promotes", async function () {
    if (process.platform !== "linux") return this.skip();
    change("staging", "shopName: Flower shop", "shopName: Asked");
    const no = await answering("\r", project);
    assert.equal(no.status, 1, no.stdout);
    assert.match(no.stdout, /confirmation declined[^]*error: Pulumi\.prod\.yaml is as it was/);
    assert.equal(configuration("prod"), initial.prod);
    const yes = await answering("\u001b[A\r", project);
    assert.equal(yes.status, 0, yes.stdout);
    assert.match(yes.stdout, /promoted to prod; no drift/);
    assert.match(configuration("prod"), /shopName: Asked/);
    assert.equal(emulator.integration(3)?.shop_name, "Asked");
  });

  it("ends with status 2 where the refresh finds drift", async () => {
    change("staging", "shopName: Flower shop", "shopName: Drifting");
    emulator.intercept(({ method }) => {
      if (method === "PATCH") setImmediate(() => emulator.edit(3, { shop_name: "Panel" }));
      return false;
    });
    const { status, stdout } = await promote("--yes");
    assert.equal(status, 2, stdout);
    assert.match(stdout, /promoted, but prod has drifted since/);
    assert.match(configuration("prod"), /shopName: Drifting/);
  });

  it("works from a subfolder, with stackConfigDir, with values of Pulumi.yaml, and selects no stack", async () => {
    const files = join(project.directory, "stacks");
    const below = { ...project, directory: join(project.directory, "src", "deep") };
    for (const folder of [files, below.directory]) mkdirSync(folder, { recursive: true });
    const shops = /\n {2}promotion:shops:\n(?: {4}.*\n)*/;
    change("staging", shops.exec(configuration("staging"))?.[0] ?? "", "\n");
    for (const stack of ["staging", "prod"])
      renameSync(path(stack), join(files, `Pulumi.${stack}.yaml`));
    const value = { flowers: { shopName: "Of all" } };
    project.write(
      "Pulumi.yaml",
      program(["flowers"], ["shopName"], {
        stackConfigDir: "stacks",
        config: { shops: { type: "object", value }, environment: { type: "object" } },
      }),
    );
    const promoted = await cli(below, ["promote", ...stacks, "--yes"]);
    assert.equal(promoted.status, 0, `${promoted.stdout}${promoted.stderr}`);
    assert.match(
      readFileSync(join(files, "Pulumi.prod.yaml"), "utf8"),
      /promotion:shops:\n {4}flowers:\n {6}shopName: Of all\n {2}# Of prod alone/,
    );
    const selected = await project.pulumi(["stack", "--show-name"]);
    assert.notEqual(selected.status, 0, "no stack is selected");
  });

  for (const signal of ["SIGINT", "SIGTERM"] as const)
    it(`leaves the file as it was on ${signal}`, async () => {
      change("staging", "shopName: Flower shop", `shopName: ${signal}`);
      const held: ServerResponse[] = [];
      // A group of its own, as a shell gives it: Ctrl-C interrupts all that is in it.
      const child = spawn(process.execPath, [...command, ...stacks, "--yes"], {
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
      const { status, stdout } = await ended(child, (printed) => {
        // Pulumi knows of the signal: what is on its way may end now.
        if (/\^C received|cancel/i.test(printed))
          for (const response of held.splice(0)) response.writeHead(400).end("{}");
      });
      assert.equal(status, 1, stdout);
      assert.match(stdout, /error: Pulumi\.prod\.yaml is as it was/);
      assert.equal(configuration("prod"), initial.prod);
    });
});

describe("pulumi-sendcloud promote, under the oldest supported engine", () => {
  it("says which Pulumi CLI it needs, and changes nothing", async function () {
    const engine = await requireEngine(this, versions.floor);
    const emulator = await startEmulator();
    const project = await exampleIn(engine, emulator);
    try {
      for (const stack of ["staging", "prod"])
        assert.equal((await project.pulumi(["stack", "init", stack])).status, 0);
      const before = readFileSync(join(project.directory, "Pulumi.prod.yaml"), "utf8");
      const { status, stderr } = await cli(project, ["promote", ...stacks, "--yes"]);
      assert.equal(status, 1);
      assert.equal(
        stderr,
        "error: nothing was promoted: `pulumi config set-all --json` came with the Pulumi CLI 3.202.0: update it\n",
      );
      assert.equal(readFileSync(join(project.directory, "Pulumi.prod.yaml"), "utf8"), before);
    } finally {
      await project.close();
      await emulator.close();
    }
  });
});

/** The configuration of the example's stacks, in a project of its own. */
function exampleIn(engine: Engine, emulator: Emulator): Promise<Project> {
  const example = join(root, "examples", "promotion");
  return yamlProject(engine, {
    copy: ["staging", "prod"].map((stack) => join(example, `Pulumi.${stack}.yaml`)),
    files: { "Pulumi.yaml": manifest },
    environment: reaching(emulator),
  });
}

async function up(project: Project, stack: string): Promise<void> {
  const { status, output } = await project.pulumi([
    "up",
    "--yes",
    "--skip-preview",
    "--stack",
    stack,
  ]);
  assert.equal(status, 0, output);
}

/** A `pulumi` that writes its arguments to a file first. */
function spied(engine: Engine, project: Project): { directory: string; log: string } {
  const directory = join(project.directory, "spy");
  const [script, log] = [join(directory, "pulumi"), join(directory, "arguments.txt")];
  mkdirSync(directory);
  writeFileSync(
    script,
    `#!/bin/sh\nprintf '%s\\n' "$@" >> '${log}'\nexec '${join(engine.directory, "pulumi")}' "$@"\n`,
  );
  chmodSync(script, 0o755);
  return { directory, log };
}

/** Runs the command on a terminal of its own, and answers Pulumi's question. */
function answering(answer: string, { directory, environment }: Project): Promise<Ended> {
  const line = [process.execPath, ...command, ...stacks].map((word) => `'${word}'`).join(" ");
  // Pulumi does not ask in a workflow.
  const { CI: _ci, GITHUB_ACTIONS: _actions, ...env } = environment;
  const child = spawn("script", ["--quiet", "--return", "--command", line, "/dev/null"], {
    cwd: directory,
    env,
  });
  let isAnswered = false;
  return ended(child, (printed) => {
    if (!isAnswered && /Do you want to perform this update[^]*details/.test(printed))
      isAnswered = child.stdin.write(answer);
  });
}

/** What a process printed, and how it ended. */
function ended(child: ChildProcess, see: (printed: string) => void): Promise<Ended> {
  const printed: Ended = { status: null, stdout: "", stderr: "" };
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text: string) => see((printed.stdout += text)));
  return new Promise((resolve) => child.once("close", (status) => resolve({ ...printed, status })));
}
