/** What earlier versions adopted when their states were recorded, as the plugin's programs declare it. */
import type { Programs } from "./recorded-program";
import { yamlProgram } from "./yaml";

const resourcesInYaml = {
  flowers: {
    properties: {
      integrationId: 7,
      shopName: "Flowers",
      webhookActive: true,
      webhookUrl: { "fn::secret": "https://hooks.example/new" },
      onDestroy: "restore",
    },
  },
  books: {
    properties: {
      integrationId: 8,
      servicePointEnabled: true,
      servicePointCarriers: ["postnl", "dhl"],
      feedbackType: "eager",
    },
  },
};

const setInYaml = {
  more: {
    type: "sendcloud:IntegrationSettingsSet",
    properties: {
      integrations: { toys: { integrationId: 9, shopName: "Toy shop" } },
      onDestroy: "restore",
    },
  },
};

export const inYaml: Programs = {
  single: yamlProgram(resourcesInYaml),
  set: yamlProgram({ ...resourcesInYaml, ...setInYaml }),
};
