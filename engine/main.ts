/** `npm run engine`: gets an engine and prints where it is, and the line for the `PATH`; `-- floor`, `-- newest` or `-- 3.200.0` asks for one. `-- pin newest MODULE@VERSION` changes what it is built from. */
import { acquireEngine } from "./acquire";
import { goPin } from "./go";

async function main([asked, sources, module]: readonly string[]): Promise<void> {
  if (asked === "pin" && sources && module) return goPin(sources, module);
  const { directory, version } = await acquireEngine((line) => console.error(line), { asked });
  console.log(`Pulumi ${version} in ${directory}\nexport PATH="${directory}:$PATH"`);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
