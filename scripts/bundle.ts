/** `npm run bundle`: the plugin as one file that needs Node.js and nothing else, in archives that `pulumi plugin install` takes. */
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import manifest from "../provider/package.json";

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
    entryPoints: ["provider/dist/pulumi/plugin/main.js"],
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
  writeFileSync(join(folder, "THIRD-PARTY-LICENSES"), licences(Object.keys(metafile.inputs)));
}

/** The licences of the packages that these files are from, as each of them asks for. */
function licences(files: readonly string[]): string {
  const packages = files.flatMap(
    (file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file) ?? [],
  );
  return [...new Set(packages)]
    .sort()
    .map((path) => {
      const folder = join(root, path);
      const texts = readdirSync(folder).filter((file) =>
        /^(licen[cs]e|copying|notice)/i.test(file),
      );
      return [
        path.replace(/^.*node_modules\//, ""),
        ...texts.map((file) => readFileSync(join(folder, file), "utf8").trim()),
      ].join("\n\n");
    })
    .join(`\n\n${"-".repeat(80)}\n\n`);
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
