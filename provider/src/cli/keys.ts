/** For the help of the commands that ask Sendcloud: the configuration that they read. */
import { keyOf, sourceNames, variableOf } from "../config/sources";

/** Values that only a run of Pulumi uses. */
const ofRuns = new Set(["verifyWrites", "previewAdoption", "silence"]);

const rows = sourceNames
  .filter((name) => !ofRuns.has(name))
  .map((name) => `  ${keyOf(name).padEnd(29)} ${variableOf(name)}`);

/** The configuration keys, each with its variable. */
export const keysHelp = `
Needs publicKey and secretKey, or clientId and clientSecret, or accounts. Each value is read from the stack's
configuration, or where it is not set there, from the environment:
${rows.join("\n")}
`;
