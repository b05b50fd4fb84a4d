/** Programs that declare a set, and the requests of its members. */

/** The imports of a program: `One` is a resource of its own, `Set` a set. */
export const imports = `const { SendcloudIntegrationSettings: One, SendcloudIntegrationSettingsSet: Set } = require("pulumi-sendcloud");
const pulumi = require("@pulumi/pulumi");\n`;

/** A program that declares one set, and keeps it as `shops`. */
export function declaringSet(members: Record<string, object>, rest: object = {}): string {
  return `${imports}const shops = new Set("shops", ${JSON.stringify({ integrations: members, ...rest })});`;
}

export function get(id: number): unknown[] {
  return ["GET", `/integrations/${id}`];
}

export function patch(id: number, body: object): unknown[] {
  return ["PATCH", `/integrations/${id}`, body];
}

/** The integrations that members are of. */
export const seed = [
  { id: 7, shop_name: "Old", type: "shopify" },
  { id: 8, shop_name: "Roses" },
  { id: 9, shop_name: "Herbs" },
];
