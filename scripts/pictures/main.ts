/** `npm run pictures`: the picture of the demo, from a real run. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { demoPicture } from "./demo";

demoPicture().then(
  (picture) => writeFileSync(join(__dirname, "../../docs/demo.svg"), picture),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  },
);
