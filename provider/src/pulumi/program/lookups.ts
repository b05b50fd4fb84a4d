/** Program process: look-ups of integrations, for programs that find a shop by its URL rather than by a number copied from the panel. */
import * as pulumi from "@pulumi/pulumi";
import type { Integration, LiveSettings, Settings } from "../../settings/types";
import { clientOf, perProgram, programError } from "./context";
import { toldWhenUsed } from "./told-when-used";

/** What look-ups need is loaded with the first one. All look-ups of a program see the same lists, however many they are. */
const look = perProgram(() => {
  let loaded: Promise<Looking> | undefined;
  return { up: () => (loaded ??= load()) };
});

type Looking = Awaited<ReturnType<typeof load>>;

async function load() {
  const { createCatalogue, findIntegration, findIntegrations } =
    await import("../../lifecycle/lookups.js");
  return { catalogue: createCatalogue(clientOf), findIntegration, findIntegrations };
}

/** Settings as Sendcloud holds them, and as a program can declare them: `undefined` where one is not set, or not known. */
type SeenSettings = { [Name in Exclude<keyof Settings, "webhookUrl">]: Settings[Name] | undefined };

/**
 * An integration as Sendcloud holds it. It may be spread into what a resource declares, which leaves the facts out:
 * `{ ...found, integrationId: found.id, shopName: "New" }`.
 * @example
 * ```ts
 * import { type IntegrationDetails, listIntegrations } from "pulumi-sendcloud";
 *
 * const isFailing = ({ startedFailingAt }: IntegrationDetails): boolean => startedFailingAt !== null;
 * export const failing = listIntegrations().then((all) => all.filter(isFailing).map(({ shopName }) => shopName));
 * ```
 */
export interface IntegrationDetails extends SeenSettings, Omit<Integration, "settings"> {
  /** URL that Sendcloud posts to; `null` where there is none. A secret, since it may hold a token. */
  webhookUrl: pulumi.Output<string | null>;
}

/** Which account to ask: one of `sendcloud:accounts`, or the default account. */
interface Asked {
  account?: string | undefined;
}

/**
 * Which integration is looked up: by its number, or by the shop's URL, which must lead to exactly one.
 * @example
 * ```ts
 * import { getIntegration, type GetIntegrationArgs } from "pulumi-sendcloud";
 *
 * const byUrl: GetIntegrationArgs = { shopUrl: "https://flowers.example", account: "berlin" };
 * export const found = getIntegration(byUrl);
 * ```
 */
export type GetIntegrationArgs = Asked &
  ({ id: number; shopUrl?: undefined } | { shopUrl: string; id?: undefined });

/**
 * Which integrations are listed; all of the account unless something is given.
 * @example
 * ```ts
 * import { listIntegrations, type ListIntegrationsArgs } from "pulumi-sendcloud";
 *
 * const shopify: ListIntegrationsArgs = { type: "shopify" };
 * export const shops = listIntegrations(shopify);
 * ```
 */
export interface ListIntegrationsArgs extends Asked {
  /** Kind of shop system, such as `"shopify"`. */
  type?: string | undefined;
  /** URL of the shop; a slash at its end or the case of its host makes no difference. */
  shopUrl?: string | undefined;
}

/** Like another type, but each property may be an output. */
type Inputs<Args> = Args extends unknown
  ? { [Name in keyof Args]: pulumi.Input<Args[Name]> }
  : never;

/**
 * Looks an integration up, at preview too. Rejects where there is none, or several with the URL.
 * {@link https://sendcloud.dev/api/v3/integrations/retrieve-an-integration Retrieve an integration}
 * @example
 * ```ts
 * import { getIntegration, SendcloudIntegrationSettings } from "pulumi-sendcloud";
 *
 * const flowers = getIntegration({ shopUrl: "https://flowers.example" });
 * new SendcloudIntegrationSettings("flowers", { integrationId: flowers.then(({ id }) => id), shopName: "Flower shop" });
 * ```
 */
export function getIntegration(args: GetIntegrationArgs): Promise<IntegrationDetails> {
  return plainly(async () => {
    const { catalogue, findIntegration } = await look().up();
    return details(await findIntegration(catalogue, args));
  });
}

/**
 * {@link getIntegration}, of outputs.
 * @example
 * ```ts
 * import * as pulumi from "@pulumi/pulumi";
 * import { getIntegrationOutput } from "pulumi-sendcloud";
 *
 * const shopUrl = new pulumi.Config().requireSecret("shopUrl");
 * export const name = getIntegrationOutput({ shopUrl }).shopName;
 * ```
 */
export function getIntegrationOutput(
  args: Inputs<GetIntegrationArgs>,
): pulumi.Output<IntegrationDetails> {
  return toldWhenUsed(pulumi.output(args).apply(getIntegration));
}

/**
 * Lists integrations by number, at preview too; all pages.
 * {@link https://sendcloud.dev/api/v3/integrations/retrieve-a-list-of-integrations Retrieve a list of integrations}
 * @example
 * ```ts
 * import { listIntegrations } from "pulumi-sendcloud";
 *
 * export const names = listIntegrations({ type: "shopify" }).then((shops) => shops.map(({ shopName }) => shopName));
 * ```
 */
export function listIntegrations(args: ListIntegrationsArgs = {}): Promise<IntegrationDetails[]> {
  return plainly(async () => {
    const { catalogue, findIntegrations } = await look().up();
    return (await findIntegrations(catalogue, args)).map(details);
  });
}

/**
 * {@link listIntegrations}, of outputs.
 * @example
 * ```ts
 * import * as pulumi from "@pulumi/pulumi";
 * import { listIntegrationsOutput } from "pulumi-sendcloud";
 *
 * const type = pulumi.output("shopify");
 * export const ids = listIntegrationsOutput({ type }).apply((shops) => shops.map(({ id }) => id));
 * ```
 */
export function listIntegrationsOutput(
  args: Inputs<ListIntegrationsArgs> = {},
): pulumi.Output<IntegrationDetails[]> {
  return toldWhenUsed(pulumi.output(args).apply(listIntegrations));
}

function details({ settings, ...facts }: Integration): IntegrationDetails {
  const {
    shopName,
    shopUrl,
    servicePointEnabled,
    servicePointCarriers,
    webhookActive,
    webhookUrl,
    feedbackType,
  } = settings;
  return {
    ...facts,
    shopName: shopName ?? undefined,
    shopUrl: shopUrl ?? undefined,
    servicePointEnabled: servicePointEnabled ?? undefined,
    servicePointCarriers: servicePointCarriers ?? undefined,
    webhookActive: webhookActive ?? undefined,
    webhookUrl: pulumi.secret(webhookUrl ?? null),
    feedbackType: isFeedbackType(feedbackType) ? feedbackType : undefined,
  };
}

const feedbackTypes: Readonly<Record<Settings["feedbackType"], true>> = {
  eager: true,
  delayed: true,
  none: true,
};

/** One that is newer than this version cannot be declared. */
function isFeedbackType(value: LiveSettings["feedbackType"]): value is Settings["feedbackType"] {
  return typeof value === "string" && Object.hasOwn(feedbackTypes, value);
}

/** Errors of the API become errors of the program, which Pulumi prints without a stack. */
async function plainly<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const { SendcloudError } = await import("../../errors.js");
    throw error instanceof SendcloudError ? programError(error.message) : error;
  }
}
