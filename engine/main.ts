/** `npm run engine`: gets an engine and prints where it is. */
import { acquireEngine } from "./acquire";

acquireEngine((line) => console.error(line)).then(
  ({ directory, version }) => console.log(`Pulumi ${version} in ${directory}`),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  },
);
