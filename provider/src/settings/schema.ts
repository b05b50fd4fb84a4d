/** What can be declared: the one table of settings, and what derives from it. The entry point "pulumi-sendcloud/settings". */
import * as z from "../zod-parts";
import * as inputs from "./input-values";
import type { Choices, Identity, LiveSettings, SettingName, Settings } from "./types";

export { feedbackTypes } from "./input-values";

interface Row<Name extends SettingName> {
  /** The API's name. */
  wireName: string;
  /** What may be declared, with its rules. */
  input: z.ZodType<Settings[Name]>;
  /** What Sendcloud may answer, read leniently: one odd value must not cost the others. */
  live: z.ZodType<LiveSettings[Name]>;
  /** Of a flag, the setting without which Sendcloud refuses to turn it on. */
  needs?: { name: SettingName; reason: string };
}

const liveText = z.unknown().transform((value) => {
  if (value === null || value === "") return null;
  return typeof value === "string" ? value : undefined;
});

const liveFlag = z.unknown().transform((value) => {
  if (value === null || value === "") return null;
  const isWord = typeof value === "string" || typeof value === "number";
  const word = isWord ? String(value).trim().toLowerCase() : value;
  if (word === true || word === "true" || word === "1") return true;
  return word === false || word === "false" || word === "0" ? false : undefined;
});

const liveCodes = z.unknown().transform((value): string[] | undefined => {
  if (value === null || value === "") return [];
  const isCodes = Array.isArray(value) && value.every((code) => typeof code === "string");
  return isCodes ? value : undefined;
});

/** The settings of an integration: names, schemas and wire names derive from this table. */
const table = {
  shopName: { wireName: "shop_name", input: inputs.shopName, live: liveText },
  shopUrl: { wireName: "shop_url", input: inputs.httpUrl, live: liveText },
  servicePointEnabled: {
    wireName: "service_point_enabled",
    input: inputs.flag,
    live: liveFlag,
    needs: {
      name: "servicePointCarriers",
      reason:
        'checkout would have no pick-up points to offer. Declare at least one carrier, such as servicePointCarriers: ["dhl"], or set servicePointEnabled to false',
    },
  },
  servicePointCarriers: {
    wireName: "service_point_carriers",
    input: inputs.carrierCodes,
    live: liveCodes,
  },
  webhookActive: {
    wireName: "webhook_active",
    input: inputs.flag,
    live: liveFlag,
    needs: {
      name: "webhookUrl",
      reason:
        "Sendcloud would have nowhere to post to. Declare webhookUrl, or set webhookActive to false",
    },
  },
  webhookUrl: { wireName: "webhook_url", input: inputs.httpUrlOrNone, live: liveText },
  feedbackType: { wireName: "feedback_type", input: inputs.feedbackType, live: liveText },
} as const satisfies { [Name in SettingName]: Row<Name> };

type Key = "wireName" | "input" | "live";

function column<Of extends Key>(key: Of): { [Name in SettingName]: (typeof table)[Name][Of] };
function column(key: Key): Record<string, unknown> {
  return Object.fromEntries(Object.entries(table).map(([name, row]) => [name, row[key]]));
}

/** The settings of an integration, each with its rules. */
export const settingShape = column("input");

/** The API's name of each setting. @internal */
export const wireNames = column("wireName");

/** What Sendcloud may answer for each setting. @internal */
export const liveShape = column("live");

/** The settings as one resource declares them: any subset. */
export const declaredSettings = z.strictObject(settingShape).partial();

/** Any subset of the settings, by name. */
export type DeclaredSettings = z.infer<typeof declaredSettings>;

/** The names of all settings, in the order of the reference. */
export const settingNames = declaredSettings.keyof().options;

/** Schemas of exactly these types. */
type Schemas<Values> = { [Name in keyof Values]: z.ZodType<Values[Name]> };

/** Which integration a resource manages. */
export const identityShape = { integrationId: inputs.integrationId } satisfies Schemas<Identity>;

/** What is chosen for the resource rather than for the shop. */
export const choiceShape = {
  account: inputs.account,
  onDestroy: inputs.onDestroy,
} satisfies Schemas<Choices>;

/** Whether a property holds a URL: only its host is ever shown, since the rest may be a token. @internal */
export function isUrlSetting(name: string): boolean {
  return /url$/i.test(name);
}

/** Whether a setting takes any text, so that its value may be a secret. Of a URL only the host is shown anyway. @internal */
export function isFreeText(name: SettingName): boolean {
  return !isUrlSetting(name) && settingShape[name].safeParse("any text").success;
}

/**
 * The flags that need another setting: Sendcloud refuses to turn the flag on without it. Sendcloud does not say whether it
 * looks at the request alone, so a request that turns the flag on carries both.
 * @internal
 */
export const couplings = settingNames.flatMap((flag) => {
  const row: Row<typeof flag> = table[flag];
  return row.needs === undefined ? [] : [{ flag, needs: row.needs.name, reason: row.needs.reason }];
});
