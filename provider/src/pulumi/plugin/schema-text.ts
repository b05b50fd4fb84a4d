/** Plugin: the schema, as languages and the engine ask for it. `npm run docs` makes it from the list of settings. */
import { version } from "../../config/sources";
// eslint-disable-next-line @typescript-eslint/no-require-imports -- esModuleInterop is off, which a default import needs: it would add a helper to every compiled file
import schema = require("./schema.json");

export function schemaText(): string {
  return JSON.stringify({ ...schema, version });
}
