#!/usr/bin/env bash
# require("zod") runs the messages of every language, and a bundler drops them only from ES modules.
#
# Expected: error messages are English unless a program configures another language, so English is what is loaded.
# Happens: the entry point re-exports all locales as one namespace. CommonJS runs each file of them at once: more than
#   half of the files that are loaded. A bundle of `require("zod")` keeps them too, ten times the size of the same
#   bundle from `import * as z from "zod"`. For a command that starts often, that is most of what zod costs.
# Versions: zod 4.6.7, esbuild 0.28.2, any Node.js.
# Source: v4/classic/external.cjs of zod, which requires ../locales/index.cjs.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --prefix "$folder" zod@4.6.7 esbuild@0.28.2 > /dev/null
echo 'const z = require("zod"); z.object({ name: z.string() }).parse({ name: "a" });' > required.cjs
echo 'import * as z from "zod"; z.object({ name: z.string() }).parse({ name: "a" });' > imported.mjs
for file in required.cjs imported.mjs; do
  npx --no-install esbuild "$file" --bundle --minify --platform=node --log-level=error --outfile="$file.bundle"
done
cat > main.cjs <<'JS'
const { statSync } = require("node:fs");
const z = require("zod");
const files = Object.keys(require.cache).filter((file) => file.includes("/zod/"));
const locales = files.filter((file) => /\/locales\/[a-z-]+\.cjs$/i.test(file) && !/index|types/.test(file));
const message = z.string().safeParse(1).error.issues[0].message;
const [required, imported] = ["required.cjs", "imported.mjs"].map((file) => statSync(`${file}.bundle`).size);
console.log(`${files.length} files are loaded, ${locales.length} of them languages; the message is: ${message}`);
console.log(`bundled: ${required} bytes as CommonJS, ${imported} bytes as ES modules`);
if (2 * locales.length < files.length || required < 4 * imported) process.exitCode = 1;
JS
node main.cjs
