/** What makes a declaration doubtful though it breaks no rule. Pure. */
import { isLoopback, isPrivate, parsedUrl } from "../url";

/** Each warning, by the name that `sendcloud:silence` takes. */
export const warnings = {
  httpWebhook: "a webhook without https",
  privateWebhook: "a webhook that Sendcloud cannot reach",
  sharedWebhook: "one webhook URL for two environments",
  noFeedback: "no one is notified of parcel status",
  failing: "an integration that Sendcloud says is failing",
  carrierCode: "a carrier code unlike those that Sendcloud uses",
  doubtfulUrl: "a URL that Sendcloud would probably refuse",
  feedbackIgnored: "a feedback type that has no effect",
  ignoreChanges: "a path in the option ignoreChanges that names nothing",
} as const;

/** The name of a warning. */
export type WarningName = keyof typeof warnings;

/** The settings that doubts are about, as far as they are known. */
export interface Doubtful {
  webhookActive: unknown;
  webhookUrl: unknown;
  feedbackType: unknown;
}

/** A doubt: its name, and its message. */
export interface Doubt {
  name: WarningName;
  text: string;
}

/** Doubts about one declaration. `emulated` says that the API is an emulator on this machine, which reaches what this machine does. */
export function doubts(
  { webhookActive, webhookUrl, feedbackType }: Doubtful,
  emulated: boolean,
): Doubt[] {
  const found: Doubt[] = [];
  const webhook =
    typeof webhookUrl === "string" && webhookActive !== false ? parsedUrl(webhookUrl) : undefined;
  if (webhook) {
    const { protocol, hostname } = webhook;
    if (protocol === "http:" && !isLoopback(hostname)) {
      found.push({
        name: "httpWebhook",
        text: "webhookUrl is plain http: parcel data would travel unencrypted. Use https",
      });
    }
    if (isPrivate(hostname) && !emulated) {
      found.push({
        name: "privateWebhook",
        text: "webhookUrl names a host that only this machine or its network can reach: Sendcloud cannot post to it",
      });
    }
  }
  if (feedbackType === "none" && webhookActive !== true) {
    found.push({
      name: "noFeedback",
      text: 'feedbackType is "none" and no webhook is active: no one is notified of parcel status. Set webhookActive and webhookUrl, or another feedbackType',
    });
  }
  return found;
}

/** Doubts that need to know the kind of shop: its feedback is decided by a status mapping of its own. */
export function typeDoubts(
  type: string | undefined,
  { feedbackType }: { feedbackType?: unknown },
): Doubt[] {
  if (type !== "prestashop_v2" || feedbackType === undefined) return [];
  return [
    {
      name: "feedbackIgnored",
      text: "feedbackType has no effect on a prestashop_v2 shop, whose status mapping decides: leave it out (sendcloud:silence feedbackIgnored)",
    },
  ];
}

const environments: Record<string, readonly string[]> = {
  development: ["dev", "develop", "development", "local", "sandbox"],
  test: ["test", "testing", "qa", "uat"],
  staging: ["stage", "staging", "acc", "acceptance", "preprod"],
  production: ["prod", "production", "live"],
};

/** The environment that a name suggests, such as `production` for `shop-prod`; `undefined` where it suggests none. */
export function environmentIn(name: string): string | undefined {
  const words = name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/);
  return Object.keys(environments).find((environment) =>
    environments[environment]?.some((word) => words.includes(word)),
  );
}
