/** Part of `npm run build`: the parts of zod and undici that are used, each as one file of the package, with their licences. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { licences } from "./licences";

const root = join(__dirname, "..");

const { metafile } = buildSync({
  absWorkingDir: root,
  entryPoints: ["provider/src/zod-parts.ts", "provider/src/api/undici-parts.ts"],
  outdir: "provider/dist",
  outbase: "provider/src",
  bundle: true,
  platform: "node",
  target: "node20",
  metafile: true,
  logLevel: "error",
});
writeFileSync(join(root, "provider/dist/THIRD-PARTY-LICENSES"), licences(root, metafile));
