/** One program for dev, staging and prod: every shop has settings that are promoted, and some that are of one environment. */
import * as pulumi from "@pulumi/pulumi";
import { SendcloudIntegrationSettings } from "pulumi-sendcloud";
import { declaredSettings } from "pulumi-sendcloud/settings";
import * as z from "zod";

const ofOneEnvironment = { shopUrl: true, webhookUrl: true } as const;

/** The same rules as the resource's, so that a wrong value is told by its place in the configuration. */
const promoted = z.record(z.string(), declaredSettings.omit(ofOneEnvironment));
const environment = z.record(
  z.string(),
  declaredSettings.pick(ofOneEnvironment).extend({ integrationId: z.int().min(1) }),
);

const config = new pulumi.Config();

function configured<Schema extends z.ZodType>(key: string, schema: Schema): z.infer<Schema> {
  const { data, error } = schema.safeParse(config.requireObject(key));
  if (error)
    throw new pulumi.RunError(
      `${config.name}:${key} in the configuration of ${pulumi.getStack()} is wrong:\n${z.prettifyError(error)}`,
    );
  return data;
}

const environments = configured("environment", environment);

for (const [shop, settings] of Object.entries(configured("shops", promoted))) {
  const own = environments[shop];
  if (own === undefined)
    throw new pulumi.RunError(
      `${config.name}:environment has no ${shop} in the configuration of ${pulumi.getStack()}`,
    );
  new SendcloudIntegrationSettings(shop, { ...settings, ...own });
}
