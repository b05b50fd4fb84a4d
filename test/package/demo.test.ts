/** The README's first command. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { requireEngine, root } from "../support/engine";
import { requireYamlEngine } from "../support/yaml";

describe("npm run demo", function () {
  this.timeout(300_000);
  let temporary: string;
  before(async function () {
    await requireEngine(this);
    temporary = mkdtempSync(join(tmpdir(), "demo-"));
  });
  after(() => rmSync(temporary, { recursive: true, force: true }));

  /** Runs the demo; interrupts it once it has printed the text, where one is given. */
  async function demo(
    language?: "yaml",
    interruptAt?: string,
  ): Promise<{ status: number | null; said: string }> {
    const child = spawn(
      process.execPath,
      ["-r", "ts-node/register", "demo/main.ts", ...(language === undefined ? [] : [language])],
      {
        cwd: root,
        env: { ...process.env, TMPDIR: temporary },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    let said = "";
    let interrupted = false;
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        said += text;
        if (interruptAt !== undefined && !interrupted && said.includes(interruptAt))
          interrupted = child.kill("SIGINT");
      });
    }
    const status = await new Promise<number | null>((resolve) => child.once("close", resolve));
    return { status, said };
  }

  const leftOver = (): string[] =>
    readdirSync(temporary).filter((name) => name.startsWith("pulumi-sendcloud-"));

  it("tells the whole story, and ends with the requests that each step made", async () => {
    const { status, said } = await demo();
    assert.equal(status, 0, said);
    assert.match(said, /resource 'flowers': property webhookActive value \{true\} has a problem/);
    assert.match(said, /~ webhookActive: false => true/);
    const table = said.slice(said.indexOf("== The API requests"));
    assert.match(table, /4\. pulumi up.*\n\s+no request/);
    assert.match(
      table,
      /PATCH \/integrations\/2 \{"service_point_enabled":true,"service_point_carriers":\["dhl","postnl"\],"feedback_type":"delayed"\}/,
    );
    assert.match(table, /8\. pulumi destroy.*\n\s+no request/);
    assert.match(table, /Both shops still exist after destroy: Flower shop, Book shop\./);
    assert.deepEqual(leftOver(), []);
  });

  it("tells it in YAML too, over the plugin, with the same requests", async function () {
    await requireYamlEngine(this);
    const { status, said } = await demo("yaml");
    assert.equal(status, 0, said);
    assert.match(
      said,
      /sendcloud:index:IntegrationSettings resource 'flowers': property webhookActive value \{true\} has a problem/,
    );
    assert.match(said, /~ webhookActive: false => true/);
    assert.match(said, /Both shops still exist after destroy: Flower shop, Book shop\./);
    assert.deepEqual(leftOver(), []);
  });

  it("cleans up when it is interrupted", async () => {
    const { status, said } = await demo("yaml", "== 3.");
    assert.equal(status, 130, said);
    assert.match(said, /Interrupted: everything temporary is removed\./);
    assert.deepEqual(leftOver(), []);
  });
});
