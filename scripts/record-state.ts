/**
 * `npx ts-node scripts/record-state.ts COMMIT NAME`: packs the package as it was at a commit, lets it adopt shops under the real
 * engine, and keeps the state that it wrote in test/states/, so that tests can upgrade from it.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmulator } from "pulumi-sendcloud/emulator";
import { acquireEngine } from "../engine/acquire";
import { createProject, reaching } from "../engine/project";
import { inJavaScript, seed } from "../test/support/recorded-program";

const root = join(__dirname, "..");

async function main([commit = "HEAD", name = commit]: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "recorded-"));
  const engine = await acquireEngine((line) => console.log(line));
  const emulator = await startEmulator({ seed });
  try {
    const nodeModules = installed(folder, commit);
    const files = {
      "package.json": "{}",
      "Pulumi.yaml": "name: shops\nruntime: nodejs\n",
      "index.js": hasSets(nodeModules) ? inJavaScript.set : inJavaScript.single,
    };
    const project = await createProject({
      engine,
      nodeModules,
      files,
      environment: reaching(emulator),
    });
    try {
      const { status, output } = await project.pulumi(["up", "--yes", "--skip-preview"]);
      if (status !== 0) throw new Error(output);
      const { stdout } = await project.pulumi(["stack", "export"]);
      writeFileSync(join(root, "test/states", `${name}.json`), withoutPlaces(stdout));
    } finally {
      await project.close();
    }
  } finally {
    await emulator.close();
    rmSync(folder, { recursive: true });
  }
}

/** The state without the places in programs that resources come from: they name folders of this machine. */
function withoutPlaces(state: string): string {
  const kept: unknown = JSON.parse(state, (key, value: unknown) =>
    /^(sourcePosition|stackTrace)$/.test(key) ? undefined : value,
  );
  return JSON.stringify(kept, null, 2);
}

/** The package of the commit, built, packed and unpacked beside today's dependencies. */
function installed(folder: string, commit: string): string {
  const clone = join(folder, "clone");
  const run = (command: string, args: string[], cwd = clone): void =>
    void execFileSync(command, args, { cwd, stdio: "inherit" });
  run("git", ["clone", "--quiet", "--no-checkout", root, clone], root);
  run("git", ["checkout", "--quiet", commit]);
  symlinkSync(join(root, "node_modules"), join(clone, "node_modules"));
  run(join(root, "node_modules/.bin/tsc"), ["--project", "provider"]);
  run(
    "npm",
    ["pack", "--silent", "--ignore-scripts", "--pack-destination", folder],
    join(clone, "provider"),
  );
  const own = join(folder, "node_modules/pulumi-sendcloud");
  mkdirSync(own, { recursive: true });
  const tarball = readdirSync(folder).find((file) => file.endsWith(".tgz")) ?? "";
  run("tar", ["-xzf", join(folder, tarball), "--strip-components=1", "-C", own]);
  for (const other of readdirSync(join(root, "node_modules"))) {
    if (!other.startsWith(".") && other !== "pulumi-sendcloud")
      symlinkSync(join(root, "node_modules", other), join(folder, "node_modules", other));
  }
  return join(folder, "node_modules");
}

/** Whether that package has sets already. */
function hasSets(nodeModules: string): boolean {
  return readdirSync(join(nodeModules, "pulumi-sendcloud/dist"), {
    recursive: true,
    encoding: "utf8",
  }).some((file) => file.endsWith("set-provider.js"));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
