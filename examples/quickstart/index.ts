/** One shop, driven by stack configuration: what is not configured is not managed. */
import * as pulumi from "@pulumi/pulumi";
import { SendcloudIntegrationSettings, type Settings } from "pulumi-sendcloud";

const config = new pulumi.Config();

const shop = new SendcloudIntegrationSettings("shop", {
  integrationId: config.requireNumber("integrationId"),
  shopName: config.get("shopName"),
  shopUrl: config.get("shopUrl"),
  servicePointEnabled: config.getBoolean("servicePointEnabled"),
  servicePointCarriers: config.getObject<string[]>("servicePointCarriers"),
  webhookActive: config.getBoolean("webhookActive"),
  webhookUrl: config.getSecret("webhookUrl"),
  feedbackType: config.get<Settings["feedbackType"]>("feedbackType"),
});

export const shopType = shop.type;
