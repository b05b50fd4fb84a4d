/** The plugin's schema: what can be configured, in the stack or on an explicit provider. */
import { keyOf, type SourceName, sourceNames, variableOf } from "../provider/src/config/sources";

const described: Record<SourceName, string> = {
  publicKey: "Public key of the account that owns the integrations.",
  secretKey: "Its secret key.",
  clientId: "OAuth2 client, in place of the keys.",
  clientSecret: "Its secret.",
  accounts: "Further accounts by name, which resources choose with `account`.",
  baseUrl: "Base URL of the API, Sendcloud's own unless set; plain `http` is for loopback only.",
  tokenUrl: "Where OAuth2 clients get tokens, Sendcloud's own address unless set.",
  readsPerMinute: "Reads a minute, or `off`; what Sendcloud publishes unless set.",
  writesPerMinute: "Writes a minute, or `off`; what Sendcloud publishes unless set.",
  verifyWrites: "Whether every write is read back.",
  previewAdoption:
    "Whether the preview of a first adoption reads the shop, and shows what would change; on unless set.",
  silence: "Names of warnings that are not printed, or `all`.",
};

const secrets: readonly SourceName[] = ["secretKey", "clientSecret", "accounts"];
const flags: readonly SourceName[] = ["verifyWrites", "previewAdoption"];
const ofAnAccount = [
  "publicKey",
  "secretKey",
  "clientId",
  "clientSecret",
  "baseUrl",
  "tokenUrl",
] as const;

const accounts = {
  type: "object",
  additionalProperties: { $ref: "#/types/sendcloud:index:Account" },
};

/** The variables, and the type of an entry of `accounts`. No value has the environment as its default: the engine would write keys from there into the state. */
export function configuration(): { variables: Record<string, object>; accountType: object } {
  return {
    variables: specified(
      sourceNames,
      (name) => ` Also \`${keyOf(name)}\` and \`${variableOf(name)}\`.`,
    ),
    accountType: {
      type: "object",
      description: "The keys of one account, or its OAuth2 client.",
      properties: specified(ofAnAccount, () => ""),
    },
  };
}

function specified(
  names: readonly SourceName[],
  also: (name: SourceName) => string,
): Record<string, object> {
  const type = (name: SourceName): object =>
    name === "accounts" ? accounts : { type: flags.includes(name) ? "boolean" : "string" };
  return Object.fromEntries(
    names.map((name) => [
      name,
      {
        ...type(name),
        ...(secrets.includes(name) && { secret: true }),
        description: described[name] + also(name),
      },
    ]),
  );
}
