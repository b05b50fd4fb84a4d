/** Rules that reviews of shop settings keep repeating. */
import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";

/** The types: that of TypeScript's dynamic resources, and that of the plugin, which every language has. */
const ours = /^(?:pulumi-nodejs:dynamic\/sendcloud|sendcloud:index):IntegrationSettings$/;

/** Whether a resource manages the settings of an integration. */
export function isShop({ type }: { type: string }): boolean {
  return ours.test(type);
}

/** The stack in a resource's URN is one of production. */
function isProduction(urn: string): boolean {
  const [, , stack = ""] = urn.split(":");
  return /(^|[^a-z])(prod|production|live)([^a-z]|$)/i.test(stack);
}

/** In production a webhook has https, and a host of the team's own. */
export const productionWebhooks: ResourceValidationPolicy = {
  name: "production-webhooks",
  description: "Webhooks of production use https, and a host on the list of allowedHosts.",
  enforcementLevel: "mandatory",
  configSchema: {
    properties: { allowedHosts: { type: "array", items: { type: "string" }, default: [] } },
  },
  validateResource(args, report) {
    if (!isShop(args) || !isProduction(args.urn)) return;
    const { name, props } = args;
    const url: unknown = props.webhookUrl;
    if (typeof url !== "string" || !/^https?:/i.test(url)) return;
    const { protocol, hostname } = new URL(url);
    const { allowedHosts } = args.getConfig<{ allowedHosts: string[] }>();
    if (protocol !== "https:") report(`${name}: webhookUrl is not https: use https://${hostname}`);
    if (!allowedHosts.includes(hostname))
      report(`${name}: webhookUrl goes to ${hostname}, which is not on the list of allowedHosts`);
  },
};

/** Whether somebody has said why: for the stack, or for the shop. */
export function hasReason(
  name: string,
  stackTags: ReadonlyMap<string, string>,
  reasons: Readonly<Record<string, string>>,
): boolean {
  return Boolean(stackTags.get("reason") || (Object.hasOwn(reasons, name) && reasons[name]));
}

/** Service points are not switched off in production without somebody's reason. */
export const reasonForServicePoints: ResourceValidationPolicy = {
  name: "service-points-need-a-reason",
  description:
    "In production, service points are off only with a reason: the stack's tag reason, or an entry in reasons for the resource.",
  enforcementLevel: "mandatory",
  configSchema: {
    properties: {
      reasons: { type: "object", additionalProperties: { type: "string" }, default: {} },
    },
  },
  validateResource(args, report) {
    if (!isShop(args) || !isProduction(args.urn)) return;
    const { name, props } = args;
    if (props.servicePointEnabled !== false) return;
    const { reasons } = args.getConfig<{ reasons: Record<string, string> }>();
    if (!hasReason(name, args.stackTags, reasons))
      report(
        `${name} switches service points off: say why, in the stack's tag reason or under reasons, at ${JSON.stringify(name)}`,
      );
  },
};

/** No two integrations post to the same webhook. */
export const webhooksOfTheirOwn: StackValidationPolicy = {
  name: "webhooks-of-their-own",
  description: "No two integrations share a webhook URL.",
  enforcementLevel: "mandatory",
  validateStack({ resources }, report) {
    const users = new Map<string, string[]>();
    for (const { name, props } of resources.filter(isShop)) {
      const url: unknown = props.webhookUrl;
      // Empty text says that there is no webhook.
      if (typeof url === "string" && url !== "") users.set(url, [...(users.get(url) ?? []), name]);
    }
    for (const names of users.values()) {
      if (names.length > 1)
        report(`${names.sort().join(", ")} share a webhook URL: give each its own`);
    }
  },
};

/** Somebody learns where a parcel is: the shop, or the webhook. */
export const parcelNews: ResourceValidationPolicy = {
  name: "parcel-news-reaches-somebody",
  description: "Where feedbackType is none, a webhook is active.",
  enforcementLevel: "advisory",
  validateResource(args, report) {
    const { name, props } = args;
    if (isShop(args) && props.feedbackType === "none" && props.webhookActive !== true)
      report(`${name}: feedbackType is none and no webhook is active: nobody gets parcel status`);
  },
};
