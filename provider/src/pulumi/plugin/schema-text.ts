/** Plugin: the schema, as languages and the engine ask for it. `npm run docs` makes it from the list of settings. */
import { version } from "../../api/version";
import schema from "./schema.json";

export function schemaText(): string {
  return JSON.stringify({ ...schema, version });
}
