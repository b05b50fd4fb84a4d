/** What can be set on an integration: the one list of settings, and the rules that join two of them. The entry point "pulumi-sendcloud/settings". */
import * as z from "zod";
import { described } from "../format";
import { readCodes, readFlag, readText } from "./live";
import type { LiveSettings, SettingName, Settings } from "./types";
import { feedbackType, flag, httpUrl, inQuotes, leaveOut, notDate, quoteDate, text } from "./kinds";

export { choiceShape, identityShape } from "./identity";
export { feedbackTypes } from "./kinds";

/** What is known of one setting. */
interface Row<Name extends SettingName> {
  /** The API's name. */
  wireName: string;
  /** What may be declared, with its rules. */
  input: z.ZodType<Settings[Name]>;
  /** What Sendcloud may answer. */
  live: z.ZodType<LiveSettings[Name]>;
  /** Of a flag, the setting without which Sendcloud refuses to turn it on. */
  needs?: { name: SettingName; reason: string };
}

/** The settings of an integration: the one list, from which names, schemas and wire names derive. */
const table = {
  shopName: {
    wireName: "shop_name",
    input: text
      .refine((name) => name.length > 0, {
        error: "must not be empty: Sendcloud wants 1 to 250 characters",
      })
      .refine((name) => name === name.trim(), {
        error: ({ input }) =>
          String(input).trim() === ""
            ? "holds nothing but blanks: Sendcloud wants 1 to 250 characters"
            : "has blanks at its beginning or end, which Sendcloud may drop: write it without them",
      })
      .refine(notDate, { error: quoteDate })
      .refine((name) => codePoints(name) <= 250, {
        error: ({ input }) =>
          `must have at most 250 characters, but has ${codePoints(String(input))}: shorten it`,
      }),
    live: z.unknown().transform(readText),
  },
  shopUrl: { wireName: "shop_url", input: httpUrl, live: z.unknown().transform(readText) },
  servicePointEnabled: {
    wireName: "service_point_enabled",
    input: flag,
    live: z.unknown().transform(readFlag),
    needs: {
      name: "servicePointCarriers",
      reason:
        'is true, but servicePointCarriers names no carrier, or is not declared: checkout would have no pick-up points to offer. Declare at least one, such as servicePointCarriers: ["dhl"], or set servicePointEnabled to false',
    },
  },
  servicePointCarriers: {
    wireName: "service_point_carriers",
    input: z.array(
      z
        .string({
          error: ({ input }) =>
            `must be a list of carrier codes, but it holds ${described(input)}${inQuotes(input)}`,
        })
        .refine((code) => code !== "", { error: "holds an empty carrier code: remove it" })
        .refine(notDate, { error: `holds what ${quoteDate}` }),
      {
        error: ({ input }) =>
          `must be a list of carrier codes such as ["dhl"], but ${described(input)} was given${leaveOut(input)}`,
      },
    ),
    live: z.unknown().transform(readCodes),
  },
  webhookActive: {
    wireName: "webhook_active",
    input: flag,
    live: z.unknown().transform(readFlag),
    needs: {
      name: "webhookUrl",
      reason:
        "is true, but no webhookUrl is declared: Sendcloud would have nowhere to post to. Declare webhookUrl, or set webhookActive to false",
    },
  },
  webhookUrl: {
    wireName: "webhook_url",
    input: httpUrl.nullable(),
    live: z.unknown().transform(readText),
  },
  feedbackType: {
    wireName: "feedback_type",
    input: feedbackType,
    live: z.unknown().transform(readText),
  },
} as const satisfies { [Name in SettingName]: Row<Name> };

type Column<Key extends "wireName" | "input" | "live"> = {
  [Name in SettingName]: (typeof table)[Name][Key];
};

function column<Key extends "wireName" | "input" | "live">(key: Key): Column<Key>;
function column(key: "wireName" | "input" | "live"): Record<string, unknown> {
  return Object.fromEntries(Object.entries(table).map(([name, row]) => [name, row[key]]));
}

/**
 * The settings of an integration, each with its rules.
 * @example
 * ```ts
 * import { settingShape } from "pulumi-sendcloud/settings";
 *
 * settingShape.feedbackType.parse("delayed");
 * ```
 */
export const settingShape = column("input");

/**
 * The API's name of each setting.
 * @example
 * ```ts
 * import { wireNames } from "pulumi-sendcloud/settings";
 *
 * console.log(wireNames.shopName); // shop_name
 * ```
 */
export const wireNames = column("wireName");

/**
 * What Sendcloud may answer for each setting.
 * @example
 * ```ts
 * import { liveShape } from "pulumi-sendcloud/settings";
 *
 * liveShape.shopName.parse("Flower shop");
 * ```
 */
export const liveShape = column("live");

function codePoints(value: string): number {
  return [...value].length;
}

/**
 * The settings as one resource declares them: any subset.
 * @example
 * ```ts
 * import * as pulumi from "@pulumi/pulumi";
 * import { SendcloudIntegrationSettings } from "pulumi-sendcloud";
 * import { declaredSettings } from "pulumi-sendcloud/settings";
 *
 * const settings = declaredSettings.parse(new pulumi.Config().requireObject("flowers"));
 * new SendcloudIntegrationSettings("flowers", { ...settings, integrationId: 12345 });
 * ```
 */
export const declaredSettings = z.strictObject(settingShape).partial();

/**
 * Any subset of the settings, by name.
 * @example
 * ```ts
 * import type { DeclaredSettings } from "pulumi-sendcloud/settings";
 *
 * const standard: DeclaredSettings = { feedbackType: "delayed" };
 * ```
 */
export type DeclaredSettings = z.infer<typeof declaredSettings>;

/**
 * The names of all settings, in the order of the reference.
 * @example
 * ```ts
 * import { settingNames } from "pulumi-sendcloud/settings";
 *
 * console.log(settingNames.join(", "));
 * ```
 */
export const settingNames = declaredSettings.keyof().options;

/**
 * Whether a property holds a URL: it is never shown beyond its host, since it may hold a token.
 * @example
 * ```ts
 * import { isUrlSetting } from "pulumi-sendcloud/settings";
 *
 * isUrlSetting("webhookUrl"); // true
 * ```
 */
export function isUrlSetting(name: string): boolean {
  return /url$/i.test(name);
}

/**
 * The flags that need another setting: Sendcloud refuses to turn the flag on without it. It does not say whether it looks
 * at the request alone or at what is stored as well, so a request that turns the flag on carries both.
 * @example
 * ```ts
 * import { couplings } from "pulumi-sendcloud/settings";
 *
 * for (const { flag, needs } of couplings) console.log(`${flag} needs ${needs}`);
 * ```
 */
export const couplings = settingNames.flatMap((flag) => {
  const row: Row<typeof flag> = table[flag];
  return row.needs === undefined ? [] : [{ flag, needs: row.needs.name, reason: row.needs.reason }];
});
