/** A setting that every shop of the account gets: a resource for each, in a loop. */
import { listIntegrations, SendcloudIntegrationSettings } from "pulumi-sendcloud";

export = async () => {
  const found = await listIntegrations();
  for (const { id, type } of found)
    new SendcloudIntegrationSettings(`${type}-${id}`, { integrationId: id, feedbackType: "eager" });
  return { shops: found.length };
};
