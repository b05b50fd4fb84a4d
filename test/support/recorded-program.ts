/** What earlier versions adopted when their states were recorded, so that a test can declare the same. */
import type { EmulatorOptions } from "pulumi-sendcloud/emulator";

/** The shops before they were adopted. */
export const seed = [
  { id: 7, shop_name: "Old", webhook_url: "https://hooks.example/old" },
  { id: 8, shop_name: "Books", service_point_enabled: false, service_point_carriers: ["dhl"] },
  { id: 9, shop_name: "Toys" },
] satisfies EmulatorOptions["seed"];

const resources = `
const pulumi = require("@pulumi/pulumi");
const sendcloud = require("pulumi-sendcloud");
new sendcloud.SendcloudIntegrationSettings("flowers", {
  integrationId: 7,
  shopName: "Flowers",
  webhookActive: true,
  webhookUrl: pulumi.secret("https://hooks.example/new"),
  onDestroy: "restore",
});
new sendcloud.SendcloudIntegrationSettings("books", {
  integrationId: 8,
  servicePointEnabled: true,
  servicePointCarriers: ["postnl", "dhl"],
  feedbackType: "eager",
});
`;

/** What was recorded: a program of resources, and one of resources and a set. */
export interface Programs {
  single: string;
  set: string;
}

const withSet = `${resources}
new sendcloud.SendcloudIntegrationSettingsSet("more", {
  integrations: { toys: { integrationId: 9, shopName: "Toy shop" } },
  onDestroy: "restore",
});
`;

export const inJavaScript: Programs = { single: resources, set: withSet };
