/** The types that programs are written against, and the names of all inputs. The compiler holds them equal to the schemas. */

// Spelled out, so that compiling a program needs no zod: it is slow to load, and under pnpm programs do not find it.

/** Which integration a resource manages. */
export interface Identity {
  /**
   * Number of the integration whose settings are managed, a whole number of at least 1: the Sendcloud panel shows it in
   * the address of the integration's page, and `GET /integrations` lists it. Changing it replaces the resource; no shop
   * is created or deleted.
   */
  integrationId: number;
}

/** What is chosen for the resource rather than for the shop. */
export interface Choices {
  /**
   * Name of the Sendcloud account that owns the integration, one of those in the configuration `sendcloud:accounts`; the
   * default account unless given. Changing it replaces the resource; no shop is created or deleted.
   */
  account: string;
  /**
   * What happens to settings when the resource is destroyed, or when they are removed from the program: `"retain"`, the
   * default, sends nothing; `"restore"` returns them to what they were when they were adopted, except those that somebody
   * else has changed since. A change takes effect once a `pulumi up` has stored it.
   */
  onDestroy: "retain" | "restore";
}

/**
 * The settings of an integration. Each is optional: a setting that is not declared is not managed and never sent.
 * {@link https://sendcloud.dev/api/v3/integrations/update-certain-parts-of-an-integration Update certain parts of an integration}
 * @example
 * ```ts
 * import { SendcloudIntegrationSettings, type Settings } from "pulumi-sendcloud";
 *
 * const standard: Partial<Settings> = { servicePointEnabled: true, servicePointCarriers: ["dhl", "postnl"], feedbackType: "delayed" };
 * new SendcloudIntegrationSettings("flowers", { ...standard, integrationId: 12345, shopName: "Flower shop" });
 * ```
 */
export interface Settings {
  /** Name of the shop, as the Sendcloud panel shows it. 1 to 250 characters, counted in Unicode code points. */
  shopName: string;
  /** URL of the shop that the integration connects to, `http` or `https`. */
  shopUrl: string;
  /** Whether buyers can choose a pick-up point at checkout. If it is `true`, `servicePointCarriers` must be declared too. */
  servicePointEnabled: boolean;
  /**
   * Codes of the carriers whose pick-up points are offered at checkout, such as `["dhl", "postnl"]`. Order has no meaning,
   * and duplicates are dropped. At least one is needed if `servicePointEnabled` is `true`.
   */
  servicePointCarriers: string[];
  /** Whether Sendcloud posts parcel status and integration events to the webhook. If it is `true`, `webhookUrl` must be declared too. */
  webhookActive: boolean;
  /** URL that Sendcloud posts to, `http` or `https`; `""` is no URL. A URL is needed if `webhookActive` is `true`. */
  webhookUrl: string;
  /**
   * When tracking feedback goes back to the shop: `"eager"` once the label is created, `"delayed"` once the carrier
   * scans the label, `"none"` never.
   */
  feedbackType: "eager" | "delayed" | "none";
}

/** Every name, with nothing declared. For programs, which load no library. The compiler holds the names equal to the types. */
export const undeclared: Readonly<
  Record<keyof Identity | keyof Settings | keyof Choices, undefined>
> = {
  integrationId: undefined,
  account: undefined,
  shopName: undefined,
  shopUrl: undefined,
  servicePointEnabled: undefined,
  servicePointCarriers: undefined,
  webhookActive: undefined,
  webhookUrl: undefined,
  feedbackType: undefined,
  onDestroy: undefined,
};

/** The name of a setting, as programs write it. */
export type SettingName = keyof Settings;

/**
 * Settings as Sendcloud has them. `null` and an empty list are "not set". A setting that is absent is not known: the answer
 * leaves it out, or spells it in a way that cannot be read. A feedback type may be newer than this list.
 */
export type LiveSettings = {
  [Name in SettingName]?:
    (Name extends "feedbackType" ? string : Settings[Name]) | null | undefined;
};

/** An integration as Sendcloud has it. Only its number is certain: a fact that Sendcloud does not give is `null`. Times are ISO 8601 where they can be read. */
export interface Integration {
  id: number;
  /** Kind of shop system, such as `"shopify"` or `"api"`. */
  type: string | null;
  /** When the integration was created, ISO 8601. */
  createdAt: string | null;
  /** When the integration was last changed, ISO 8601. */
  updatedAt: string | null;
  /** When Sendcloud last fetched orders of the shop; `null` where it never did. */
  lastFetchedAt: string | null;
  /** Since when Sendcloud fails to fetch orders or to send feedback; `null` where it does not. */
  startedFailingAt: string | null;
  settings: LiveSettings;
}
