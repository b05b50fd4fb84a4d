/** What all commands share: a version, help, a reader that leaves, and a Pulumi CLI that does not work. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import * as z from "zod";
import { cli, type Ended } from "../support/cli";
import { root } from "../support/engine";

const command = join(root, "provider/bin/pulumi-sendcloud.js");

describe("the command line", () => {
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), "command-line-"))));
  after(() => rmSync(folder, { recursive: true }));

  const run = (args: string[], environment: NodeJS.ProcessEnv = process.env): Promise<Ended> =>
    cli({ directory: folder, environment }, args);

  /** Runs a command whose output nobody reads: the reader leaves before it begins. */
  async function unread(args: string[]): Promise<{ status: number | null; said: string }> {
    const child = spawn(process.execPath, [command, ...args], {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout.destroy();
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
    return new Promise((resolve) => child.once("close", (status) => resolve({ status, said })));
  }

  it("tells its version", async () => {
    const { version } = z
      .object({ version: z.string() })
      .parse(JSON.parse(readFileSync(join(root, "provider/package.json"), "utf8")));
    for (const args of [["--version"], ["-V"], ["import", "--version"]]) {
      assert.deepEqual(await run(args), { status: 0, stdout: `${version}\n`, stderr: "" });
    }
  });

  it("names in its help the keys that a command reads", async () => {
    const { stdout } = await run(["import", "--help"]);
    for (const key of [
      "sendcloud:publicKey",
      "SENDCLOUD_SECRET_KEY",
      "sendcloud:accounts",
      "SENDCLOUD_BASE_URL",
    ])
      assert.ok(stdout.includes(key), key);
  });

  it("ends quietly where nobody reads, with the status that it would have had", async () => {
    const urn = "urn:pulumi:prod::shops::pulumi-nodejs:dynamic/sendcloud:IntegrationSettings::shop";
    const state = (servicePointEnabled: boolean): object => ({
      type: "pulumi-nodejs:dynamic/sendcloud:IntegrationSettings",
      inputs: { integrationId: 1, servicePointEnabled },
      outputs: { integrationId: 1, servicePointEnabled },
    });
    writeFileSync(
      join(folder, "risk.json"),
      JSON.stringify({
        steps: [{ op: "update", urn, oldState: state(true), newState: state(false) }],
      }),
    );
    assert.deepEqual(await unread(["review", "risk.json", "--fail-on", "risk"]), {
      status: 2,
      said: "",
    });
    assert.deepEqual(await unread(["review", "risk.json"]), { status: 0, said: "" });
    assert.deepEqual(await unread(["import", "--help"]), { status: 0, said: "" });
  });

  it("stops an emulator whose requests nobody reads", async () => {
    const child = spawn(process.execPath, [command, "emulate"], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    const ended = new Promise((resolve) => child.once("close", resolve));
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
    const url = await new Promise<string>((resolve) => {
      let told = "";
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        told += text;
        const found = /SENDCLOUD_BASE_URL=(\S+)/.exec(told)?.[1];
        if (found !== undefined) resolve(found);
      });
    });
    child.stdout.destroy();
    await fetch(`${url}/integrations`).catch(() => undefined);
    assert.deepEqual([await ended, said], [0, ""]);
  });

  it("says where output is lost", async function () {
    if (process.platform !== "linux") this.skip();
    const child = spawn(process.execPath, [command, "review", "risk.json"], {
      cwd: folder,
      stdio: ["ignore", openSync("/dev/full", "w"), "pipe"],
    });
    let said = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => (said += text));
    const status = await new Promise((resolve) => child.once("close", resolve));
    assert.equal(status, 1);
    assert.match(said, /^error: the output cannot be written: ENOSPC[^\n]*\n$/);
  });

  for (const [title, script, message] of [
    [
      "is missing",
      undefined,
      /the Pulumi CLI does not run: the Pulumi CLI is not installed, or not on the PATH$/,
    ],
    [
      "is old",
      "echo v2.25.0",
      /the Pulumi CLI does not run: the Pulumi CLI is v2\.25\.0, and [\d.a-z-]+ or newer is needed: update it$/,
    ],
    [
      "is another program",
      "echo hello",
      /the `pulumi` on the PATH is not the Pulumi CLI: `pulumi version` does not print a version$/,
    ],
    ["fails", "echo 'error: boom' >&2; exit 3", /the Pulumi CLI does not run: boom$/],
    ["fails without a word", "exit 3", /the Pulumi CLI ended without saying why$/],
    [
      "does not know an option",
      '[ "$1" = version ] && echo v3.10.0 && exit; echo "error: unknown flag: --show-name" >&2; exit 1',
      /the stack cannot be used: unknown flag: --show-name$/,
    ],
  ] as const) {
    it(`says in one line what is wrong where the Pulumi CLI ${title}`, async function () {
      if (process.platform === "win32") this.skip();
      const bin = mkdtempSync(join(folder, "bin-"));
      if (script !== undefined) {
        writeFileSync(join(bin, "pulumi"), `#!/bin/sh\n${script}\n`);
        chmodSync(join(bin, "pulumi"), 0o755);
      }
      const environment = { ...process.env, PATH: `${bin}:${dirname(process.execPath)}:/bin` };
      const { status, stdout, stderr } = await run(["import"], environment);
      assert.deepEqual([status, stdout], [1, ""]);
      assert.match(stderr, /^error: [^\n]*\n$/);
      assert.match(stderr.trim(), message);
    });
  }
});
