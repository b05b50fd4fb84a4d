/** Which values a command that asks Sendcloud reads, for its help. */
import { keyOf, sourceNames, variableOf } from "../config/sources";

/** What only a run of Pulumi uses. */
const ofRuns = new Set(["verifyWrites", "previewAdoption", "silence"]);

const rows = sourceNames.filter((name) => !ofRuns.has(name)).map((name) => `  ${keyOf(name).padEnd(29)} ${variableOf(name)}`);

/** The configuration keys, each with its variable. */
export const keysHelp = `
Reads, from the stack's configuration or else from the environment, of which a pair of keys or an OAuth2 client is needed:
${rows.join("\n")}
`;
