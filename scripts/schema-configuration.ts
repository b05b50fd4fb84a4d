/** The plugin's schema: what can be configured, in the stack or on an explicit provider, and how it is spelled in programs. */
import { keyOf, type SourceName, sourceNames, variableOf } from "../provider/src/config/sources";

interface Value {
  type: "string" | "integer" | "boolean" | "accounts";
  secret?: true;
  what: string;
}

const values: Record<SourceName, Value> = {
  publicKey: { type: "string", what: "Public key of the account that owns the integrations." },
  secretKey: { type: "string", secret: true, what: "Its secret key." },
  clientId: { type: "string", what: "OAuth2 client, in place of the keys." },
  clientSecret: { type: "string", secret: true, what: "Its secret." },
  accounts: {
    type: "accounts",
    secret: true,
    what: "Further accounts by name, which resources choose with `account`.",
  },
  baseUrl: {
    type: "string",
    what: "Base URL of the API, Sendcloud's own unless set; plain `http` is for loopback only.",
  },
  tokenUrl: {
    type: "string",
    what: "Where OAuth2 clients get tokens, Sendcloud's own address unless set.",
  },
  readsPerMinute: {
    type: "string",
    what: "Reads a minute, or `off`; what Sendcloud publishes unless set.",
  },
  writesPerMinute: {
    type: "string",
    what: "Writes a minute, or `off`; what Sendcloud publishes unless set.",
  },
  verifyWrites: { type: "boolean", what: "Whether every write is read back." },
  previewAdoption: {
    type: "boolean",
    what: "Whether the preview of a first adoption reads the shop, and shows what would change.",
  },
  silence: { type: "string", what: "Warnings that are not told, by name, or `all`." },
};

const ofAnAccount = [
  "publicKey",
  "secretKey",
  "clientId",
  "clientSecret",
  "baseUrl",
  "tokenUrl",
] as const;

/** The variables, and the type of an entry of `accounts`. No value has the environment as its default: the engine would write keys from there into the state. */
export function configuration(): { variables: Record<string, object>; accountType: object } {
  const variables = Object.fromEntries(
    sourceNames.map((name) => [
      name,
      specified(name, ` Also \`${keyOf(name)}\` and \`${variableOf(name)}\`.`),
    ]),
  );
  const properties = Object.fromEntries(ofAnAccount.map((name) => [name, specified(name)]));
  return {
    variables,
    accountType: {
      type: "object",
      description: "The keys of one account, or its OAuth2 client.",
      properties,
    },
  };
}

function specified(name: SourceName, also = ""): object {
  const { type, secret, what } = values[name];
  const spelled =
    type === "accounts"
      ? { type: "object", additionalProperties: { $ref: "#/types/sendcloud:index:Account" } }
      : { type };
  return { ...spelled, ...(secret && { secret }), description: what + also };
}
