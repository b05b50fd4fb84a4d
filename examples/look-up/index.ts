/** One shop that is found by its URL, and a setting that every shop of a kind gets, however many there are. */
import * as pulumi from "@pulumi/pulumi";
import { getIntegration, listIntegrations, SendcloudIntegrationSettings } from "pulumi-sendcloud";

const config = new pulumi.Config();

export = async () => {
  const flowers = await getIntegration({ shopUrl: config.require("shopUrl") });
  const own = new SendcloudIntegrationSettings("flowers", {
    integrationId: flowers.id,
    shopName: "Flower shop",
  });

  const others = (await listIntegrations({ type: "woocommerce" })).filter(
    ({ id }) => id !== flowers.id,
  );
  for (const { id } of others)
    new SendcloudIntegrationSettings(`woocommerce-${id}`, {
      integrationId: id,
      feedbackType: "delayed",
    });

  return { flowers: own.integrationId, others: others.length };
};
