/** `npm run bundle`: the plugin as one file that needs Node.js and nothing else, in archives that `pulumi plugin install` takes. */
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import manifest from "../provider/package.json";
import { licences } from "./licences";

const root = join(__dirname, "..");
const name = "pulumi-resource-sendcloud";

/** The platforms whose name Pulumi asks for where it downloads a plugin itself. What is in the archives is the same. */
const platforms = [
  "linux-amd64",
  "linux-arm64",
  "darwin-amd64",
  "darwin-arm64",
  "windows-amd64",
  "windows-arm64",
];

/** Writes the archives into a folder, and returns their names: first the one for every platform. */
export async function bundle(target: string): Promise<string[]> {
  const content = mkdtempSync(join(tmpdir(), "bundle-"));
  try {
    await fill(content);
    mkdirSync(target, { recursive: true });
    const archive = `${name}-v${manifest.version}`;
    const names = [archive, ...platforms.map((platform) => `${archive}-${platform}`)].map(
      (one) => `${one}.tar.gz`,
    );
    const [first = "", ...others] = names;
    execFileSync("tar", [
      "--create",
      "--gzip",
      "--file",
      resolve(target, first),
      "--directory",
      content,
      ...readdirSync(content),
    ]);
    for (const other of others) copyFileSync(join(target, first), join(target, other));
    return names;
  } finally {
    rmSync(content, { recursive: true, force: true });
  }
}

/** What an archive holds. A PulumiPlugin.yaml would make `pulumi plugin install` run npm. */
async function fill(folder: string): Promise<void> {
  const launcher = join(folder, name);
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ["provider/src/pulumi/plugin/main.ts"],
    outfile: launcher,
    bundle: true,
    platform: "node",
    target: "node20",
    minifySyntax: true,
    minifyWhitespace: true,
    banner: { js: "#!/usr/bin/env node" },
    metafile: true,
    logLevel: "error",
  });
  chmodSync(launcher, 0o755);
  copyFileSync(join(root, "provider/plugin", `${name}.cmd`), join(folder, `${name}.cmd`));
  copyFileSync(join(root, "LICENSE"), join(folder, "LICENSE"));
  writeFileSync(join(folder, "THIRD-PARTY-LICENSES"), licences(root, metafile));
}

if (require.main === module) {
  const target = join(root, "bundle");
  bundle(target).then(
    (names) => console.log(names.map((archive) => join(target, archive)).join("\n")),
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : String(error));
      process.exitCode = 1;
    },
  );
}
