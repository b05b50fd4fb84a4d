/** What can be set on an integration: the one list of settings, and the rules that join two of them. The entry point "pulumi-sendcloud/settings". */
import * as z from "zod";
import { described } from "../format";
import { readCodes, readFlag, readText } from "./live";
import type { Choices, Identity, LiveSettings, SettingName, Settings } from "./types";
import { parsedUrl } from "../url";

/** Schemas of exactly these types. */
type Schemas<Values> = { [Name in keyof Values]: z.ZodType<Values[Name]> };

const leaveOut = (input: unknown): string => (input === null ? ": to stop managing the setting, leave it out" : "");

const flag = z.boolean({
  error: ({ input }) => {
    const unquote = input === "true" || input === "false" ? ": write it without quotes, or read it with config.getBoolean" : "";
    return `must be true or false, but ${described(input)} was given${unquote}${leaveOut(input)}`;
  },
});

const text = z.string({ error: ({ input }) => `must be text, but ${described(input)} was given${leaveOut(input)}` });

const httpUrl = text.refine(isHttpUrl, {
  error:
    "must be a complete http or https URL without spaces, such as https://shop.example/path (what was given is not shown: a URL may hold a token)",
});

function isHttpUrl(value: string): boolean {
  return /^https?:\/\/[^/?#]/i.test(value) && !/[\s\p{Cc}\\]/u.test(value) && parsedUrl(value) !== undefined;
}

/** When tracking feedback goes back to the shop: each allowed value with its meaning. */
export const feedbackTypes = {
  eager: "the shop hears of a parcel once its label is created",
  delayed: "the shop hears of a parcel once the carrier scans its label",
  none: "the shop hears nothing",
} as const;

const feedbackType = z.enum(["eager", "delayed", "none"], {
  error: ({ input }) => {
    const allowed = Object.entries(feedbackTypes).map(([name, meaning]) => `"${name}" (${meaning})`);
    const given = typeof input === "string" ? "" : `, but ${described(input)} was given${leaveOut(input)}`;
    return `must be one of ${allowed.join(", ")}${given}`;
  },
});

/** Which integration is meant. */
export const identityShape = {
  integrationId: z
    .number({
      error: ({ input }) => {
        const read = typeof input === "string" ? ": write it without quotes, or read it with config.requireNumber" : "";
        return `must be the integration's number, but ${described(input)} was given${read}`;
      },
    })
    .refine((id) => Number.isSafeInteger(id) && id >= 1, { error: "must be a whole number of at least 1" }),
} satisfies Schemas<Identity>;

/** What is said of the resource rather than of the shop. */
export const choiceShape = {
  account: z
    .string({ error: ({ input }) => `must be the name of an account in sendcloud:accounts, but ${described(input)} was given` })
    .refine((name) => name !== "", { error: "must not be empty: leave it out for the default account" }),
  onDestroy: z.enum(["retain", "restore"], {
    error: ({ input }) =>
      `must be "retain" (nothing is sent) or "restore" (the settings return to what they were), but ${described(input)} was given`,
  }),
} satisfies Schemas<Choices>;

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
      .refine((name) => name.length > 0, { error: "must not be empty: Sendcloud wants 1 to 250 characters" })
      .refine((name) => name === name.trim(), {
        error: ({ input }) =>
          String(input).trim() === ""
            ? "holds nothing but blanks: Sendcloud wants 1 to 250 characters"
            : "has blanks at its beginning or end, which Sendcloud may drop: write it without them",
      })
      .refine((name) => codePoints(name) <= 250, {
        error: ({ input }) => `must have at most 250 characters, but has ${codePoints(String(input))}: shorten it`,
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
        'is true, but servicePointCarriers names no carrier: checkout would have no pick-up points to offer. Declare at least one, such as servicePointCarriers: ["dhl"], or set servicePointEnabled to false',
    },
  },
  servicePointCarriers: {
    wireName: "service_point_carriers",
    input: z.array(
      z
        .string({ error: ({ input }) => `must be a list of carrier codes, but it holds ${described(input)}` })
        .refine((code) => code !== "", { error: "holds an empty carrier code: remove it" }),
      {
        error: ({ input }) => `must be a list of carrier codes such as ["dhl"], but ${described(input)} was given${leaveOut(input)}`,
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
  webhookUrl: { wireName: "webhook_url", input: httpUrl.nullable(), live: z.unknown().transform(readText) },
  feedbackType: { wireName: "feedback_type", input: feedbackType, live: z.unknown().transform(readText) },
} as const satisfies { [Name in SettingName]: Row<Name> };

type Column<Key extends "wireName" | "input" | "live"> = { [Name in SettingName]: (typeof table)[Name][Key] };

function column<Key extends "wireName" | "input" | "live">(key: Key): Column<Key>;
function column(key: "wireName" | "input" | "live"): Record<string, unknown> {
  return Object.fromEntries(Object.entries(table).map(([name, row]) => [name, row[key]]));
}

/** The settings of an integration, each with its rules. */
export const settingShape = column("input");

/** The API's name of each setting. */
export const wireNames = column("wireName");

/** What Sendcloud may answer for each setting. */
export const liveShape = column("live");

function codePoints(value: string): number {
  return [...value].length;
}

/** The settings as one resource declares them: any subset. */
export const declaredSettings = z.strictObject(settingShape).partial();

/** Any subset of the settings, by name. */
export type DeclaredSettings = z.infer<typeof declaredSettings>;

/** The names of all settings, in the order of the reference. */
export const settingNames = declaredSettings.keyof().options;

/** Whether a property holds a URL: it is never shown beyond its host, since it may hold a token. */
export function isUrlSetting(name: string): boolean {
  return /url$/i.test(name);
}

/**
 * The flags that need another setting: Sendcloud refuses to turn the flag on without it. It does not say whether it looks
 * at the request alone or at what is stored as well, so a request that turns the flag on carries both.
 */
export const couplings = settingNames.flatMap((flag) => {
  const row: Row<typeof flag> = table[flag];
  return row.needs === undefined ? [] : [{ flag, needs: row.needs.name, reason: row.needs.reason }];
});
