/** The command that runs an emulator. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** How a command that cannot start ends, and what it says. */
async function refused(command: string, args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [command, "emulate", ...args], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  assert.deepEqual(await once(child, "close"), [1, null]);
  assert.equal(said.trim().split("\n").length, 1);
  return said;
}

describe("pulumi-sendcloud emulate", () => {
  const command = join(__dirname, "../../provider/bin/pulumi-sendcloud.js");
  let folder: string;
  before(() => (folder = mkdtempSync(join(tmpdir(), "seed-"))));
  after(() => rmSync(folder, { recursive: true }));

  it("serves a seed file until it is interrupted, and says how to use it", async () => {
    const seed = join(folder, "seed.json");
    writeFileSync(seed, JSON.stringify([{ id: 33, shop_name: "Seeded" }]));
    const child = spawn(process.execPath, [command, "emulate", "--seed", seed], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const ended = once(child, "exit");
    let said = "";
    for await (const line of createInterface(child.stdout)) {
      said += `${line}\n`;
      if (line.startsWith("Ctrl-C")) break;
    }
    const url = /SENDCLOUD_BASE_URL=(\S+)/.exec(said)?.[1] ?? "";
    const authorization = `Basic ${Buffer.from("emulator-public:emulator-secret").toString("base64")}`;
    const response = await fetch(`${url}/integrations/33`, { headers: { authorization } });
    assert.match(await response.text(), /Seeded/);
    child.kill("SIGINT");
    assert.deepEqual(await ended, [0, null]);
  });

  it("refuses a port that is in use in one line", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const address = other.address();
    assert.ok(typeof address === "object" && address !== null);
    const said = await refused(command, ["--port", String(address.port)]);
    assert.equal(said, `error: port ${address.port} is in use: choose another with --port\n`);
    other.close();
  });

  for (const [title, args, message] of [
    ["a port that is none", ["--port", "high"], /must be a number from 0 to 65535/],
    [
      "a seed file that is not there",
      ["--seed", "nowhere.json"],
      /cannot use the seed file nowhere\.json: ENOENT/,
    ],
  ] as const) {
    it(`refuses ${title} in one line`, async () =>
      assert.match(await refused(command, args), message));
  }
});
