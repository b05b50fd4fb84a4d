/** `npm run engine`: gets an engine and prints where it is; `-- floor`, `-- newest` or `-- 3.200.0` asks for one. */
import { acquireEngine } from "./acquire";

acquireEngine((line) => console.error(line), { asked: process.argv[2] }).then(
  ({ directory, version }) => console.log(`Pulumi ${version} in ${directory}`),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  },
);
