/** Rules that reviews of shop settings keep repeating. */
import type { ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";

const settings = "pulumi-nodejs:dynamic/sendcloud:IntegrationSettings";

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
    const { type, urn, props } = args;
    const url: unknown = props.webhookUrl;
    if (type !== settings || !isProduction(urn) || typeof url !== "string" || !/^https?:/i.test(url)) return;
    const { protocol, hostname } = new URL(url);
    const { allowedHosts } = args.getConfig<{ allowedHosts: string[] }>();
    if (protocol !== "https:") report(`webhookUrl is not https: use https://${hostname}`);
    if (!allowedHosts.includes(hostname)) report(`webhookUrl goes to ${hostname}, which is not on the list of allowedHosts`);
  },
};

/** Whether somebody has said why: for the stack, or for the resource. */
export function hasReason(name: string, stackTags: ReadonlyMap<string, string>, reasons: Readonly<Record<string, string>>): boolean {
  return Boolean(stackTags.get("reason") ?? reasons[name]);
}

/** Service points are not switched off in production without somebody's reason. */
export const reasonForServicePoints: ResourceValidationPolicy = {
  name: "service-points-need-a-reason",
  description: "In production, service points are off only with a reason: the stack's tag reason, or an entry for the resource in reasons.",
  enforcementLevel: "mandatory",
  configSchema: {
    properties: { reasons: { type: "object", additionalProperties: { type: "string" }, default: {} } },
  },
  validateResource(args, report) {
    const { type, urn, name, props, stackTags } = args;
    if (type !== settings || !isProduction(urn) || props.servicePointEnabled !== false) return;
    const { reasons } = args.getConfig<{ reasons: Record<string, string> }>();
    if (!hasReason(name, stackTags, reasons))
      report(`${name} switches service points off: say why, in the stack's tag reason or under reasons.${name}`);
  },
};

/** No two integrations post to the same webhook. */
export const webhooksOfTheirOwn: StackValidationPolicy = {
  name: "webhooks-of-their-own",
  description: "No two integrations share a webhook URL.",
  enforcementLevel: "mandatory",
  validateStack({ resources }, report) {
    const users = new Map<string, string[]>();
    for (const { type, name, props } of resources) {
      const url: unknown = type === settings ? props.webhookUrl : undefined;
      if (typeof url === "string") users.set(url, [...(users.get(url) ?? []), name]);
    }
    for (const names of users.values()) {
      if (names.length > 1) report(`${names.sort().join(", ")} share a webhook URL: give each its own`);
    }
  },
};
