/** Look-ups of integrations that no resource manages: one by its number or the shop's URL, or all of an account. */
import type { Client } from "../api/client";
import { SendcloudError } from "../errors";
import { described } from "../format";
import { equivalent } from "../settings/diff";
import { identityShape } from "../settings/schema";
import type { Integration } from "../settings/types";
import { isMap } from "../values";
import { inAccount } from "./messages";

/** What look-ups ask: an account's client, and its list, which all look-ups of a run share. */
export interface Catalogue {
  client(account: string | undefined): Promise<Client>;
  list(account: string | undefined): Promise<Integration[]>;
}

/** Arguments of `getIntegration` or `listIntegrations`, not checked yet. */
type Sought = { [Name in "id" | "type" | "shopUrl" | "account"]?: unknown };

/** Makes a catalogue that asks for each list once. */
export function createCatalogue(client: Catalogue["client"]): Catalogue {
  const lists = new Map<string | undefined, Promise<Integration[]>>();
  return {
    client,
    list(account) {
      const list = lists.get(account) ?? client(account).then((one) => one.list());
      lists.set(account, list);
      return list;
    },
  };
}

const argumentsOf = {
  getIntegration: ["id", "shopUrl", "account"],
  listIntegrations: ["type", "shopUrl", "account"],
} as const;

/** Refuses an argument that the function does not have: a misspelt filter would find too much. */
export function refuseOthers(of: keyof typeof argumentsOf, args: unknown): void {
  const names: readonly string[] = argumentsOf[of];
  if (!isMap(args))
    throw new SendcloudError(
      `${of} needs an object with ${names.join(", ")}, but ${described(args)} was given`,
    );
  const other = Object.keys(args).find((key) => !names.includes(key));
  if (other !== undefined)
    throw new SendcloudError(`${of} has no argument ${other}: it takes ${names.join(", ")}`);
  if (args.id !== undefined && args.shopUrl !== undefined)
    throw new SendcloudError(`${of} takes the id or the shopUrl, not both: leave one out`);
}

/** An argument that must be text. JavaScript may give another value: `null` would find shops without a URL. */
function textOf(of: keyof typeof argumentsOf, args: Sought, name: keyof Sought) {
  const value = args[name];
  if (value === undefined || typeof value === "string") return value;
  throw new SendcloudError(`${of}: ${name} must be text, but ${described(value)} was given`);
}

/** The one integration. Rejects where there is none, or several with the URL. */
export async function findIntegration(catalogue: Catalogue, sought: Sought): Promise<Integration> {
  refuseOthers("getIntegration", sought);
  const { id } = sought;
  const shopUrl = textOf("getIntegration", sought, "shopUrl");
  const account = textOf("getIntegration", sought, "account");
  if (id === undefined && shopUrl === undefined)
    throw new SendcloudError(
      "getIntegration needs the id of an integration, or the shopUrl of its shop",
    );
  if (id === undefined)
    return only(await findIntegrations(catalogue, { shopUrl, account }), account);
  const { data: number } = identityShape.integrationId.safeParse(id);
  if (number === undefined)
    throw new SendcloudError(
      `getIntegration: id must be the number of an integration, a whole number of at least 1, but ${described(id)} was given`,
    );
  const client = await catalogue.client(account);
  const integration = await client.get(number);
  if (integration !== undefined) return integration;
  throw new SendcloudError(
    `there is no integration ${number} ${inAccount(account)} (GET ${client.baseUrl}/integrations/${number}): check the id and the account's keys`,
  );
}

/** The integrations of an account, by number; those of a type, in any case, or with a URL. */
export async function findIntegrations(
  catalogue: Catalogue,
  sought: Sought,
): Promise<Integration[]> {
  refuseOthers("listIntegrations", sought);
  const type = textOf("listIntegrations", sought, "type")?.toLowerCase();
  const shopUrl = textOf("listIntegrations", sought, "shopUrl");
  const account = textOf("listIntegrations", sought, "account");
  return (await catalogue.list(account))
    .filter((integration) => type === undefined || integration.type?.toLowerCase() === type)
    .filter(
      ({ settings }) => shopUrl === undefined || equivalent("shopUrl", settings.shopUrl, shopUrl),
    );
}

function only(found: readonly Integration[], account: string | undefined): Integration {
  const [first] = found;
  if (first !== undefined && found.length === 1) return first;
  const where = inAccount(account);
  throw new SendcloudError(
    first === undefined
      ? `no integration ${where} has this shopUrl (GET /integrations): check the URL and the account's keys`
      : `${found.length} integrations ${where} have this shopUrl: ${found.map(({ id }) => id).join(", ")}. Look one of them up by its id`,
  );
}
