/** Two shops of one company: parcel status goes to a webhook, and one of them offers pick-up points at checkout. */
import * as pulumi from "@pulumi/pulumi";
import { SendcloudIntegrationSettings } from "pulumi-sendcloud";

const config = new pulumi.Config();

const flowers = new SendcloudIntegrationSettings("flowers", {
  integrationId: 1,
  shopName: "Flower shop",
  webhookActive: true,
  webhookUrl: config.get("flowersWebhookUrl"),
});

const books = new SendcloudIntegrationSettings("books", {
  integrationId: 2,
  servicePointEnabled: true,
  servicePointCarriers: ["postnl", "dhl"],
  feedbackType: "delayed",
});

export const shops = [flowers.shopName, books.type];
