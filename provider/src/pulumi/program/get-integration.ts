/** Program process: the functions that look integrations up, so that a program need not know their numbers. */
import * as pulumi from "@pulumi/pulumi";
import type { Integration, LiveSettings, Settings } from "../../settings/types";
import type { Properties } from "../../values";
import { clientOf, perProgram, programError } from "./context";

/** Settings as a program can declare them; `undefined` where one is not set, or not known. */
type SeenSettings = { [Name in Exclude<keyof Settings, "webhookUrl">]: Settings[Name] | undefined };

/**
 * An integration as Sendcloud holds it. A resource takes it as a whole, and declares its settings alone:
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
  /** URL that Sendcloud posts to; `""` where there is none, `undefined` where it is not known. A secret, since it may hold a token. */
  webhookUrl: pulumi.Output<string | undefined>;
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
  /** Kind of shop system, such as `"shopify"`, in any case. */
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
  return lookUp(async ({ catalogue, findIntegration }) =>
    details(await findIntegration(catalogue, args)),
  );
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
  return pulumi.output(args).apply(getIntegration);
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
  return lookUp(async ({ catalogue, findIntegrations }) =>
    (await findIntegrations(catalogue, args)).map(details),
  );
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
  return pulumi.output(args).apply(listIntegrations);
}

async function load() {
  const { createCatalogue, ...find } = await import("../../lifecycle/lookups.js");
  return { ...find, catalogue: createCatalogue(clientOf) };
}

type Loaded = Awaited<ReturnType<typeof load>>;

/** All look-ups of a program share their lists. */
const loaded = perProgram<{ once?: Promise<Loaded> }>(() => ({}));

/** Errors of a look-up become errors of the program, which Pulumi prints without a stack trace. */
async function lookUp<Result>(find: (loaded: Loaded) => Promise<Result>): Promise<Result> {
  try {
    return await find(await (loaded().once ??= load()));
  } catch (error) {
    expectLateHandlers();
    const { SendcloudError } = await import("../../errors.js");
    throw error instanceof SendcloudError ? programError(error.message) : error;
  }
}

/** The SDK awaits inputs late: Node.js would warn of it, though Pulumi has printed the error. */
function expectLateHandlers(): void {
  if (!process.listeners("rejectionHandled").includes(ignore))
    process.on("rejectionHandled", ignore);
}

function ignore(): void {}

function details({ settings, ...facts }: Integration): IntegrationDetails {
  const { webhookUrl, feedbackType } = settings;
  return {
    ...facts,
    shopName: settings.shopName ?? undefined,
    shopUrl: settings.shopUrl ?? undefined,
    servicePointEnabled: settings.servicePointEnabled ?? undefined,
    servicePointCarriers: settings.servicePointCarriers ?? undefined,
    webhookActive: settings.webhookActive ?? undefined,
    webhookUrl: pulumi.secret(webhookUrl === null ? "" : webhookUrl),
    feedbackType: isFeedbackType(feedbackType) ? feedbackType : undefined,
  };
}

/** A type that is newer than this version cannot be declared. */
function isFeedbackType(value: LiveSettings["feedbackType"]): value is Settings["feedbackType"] {
  return value === "eager" || value === "delayed" || value === "none";
}

const facts: Readonly<Record<Exclude<keyof Integration, "settings">, true>> = {
  id: true,
  type: true,
  createdAt: true,
  updatedAt: true,
  lastFetchedAt: true,
  startedFailingAt: true,
};

/** The inputs without a look-up's facts, which nobody can declare. A single fact stays: it is a mistake, and refused. */
export function withoutFacts(inputs: Properties): Properties {
  if (!Object.keys(facts).every((name) => name in inputs)) return inputs;
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !(name in facts)));
}
