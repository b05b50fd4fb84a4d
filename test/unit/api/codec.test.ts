/** How the API spells an integration, against literal fixtures. */
import assert from "node:assert/strict";
import {
  decodeIntegration,
  decodeIntegrations,
  encodeSettings,
} from "../../../provider/src/api/codec";

const documented = {
  data: {
    id: 4711,
    shop_name: "Tulips",
    shop_url: "https://tulips.example",
    type: "shopify",
    started_failing_at: null,
    last_fetched_at: "2026-02-03T04:05:06.000000Z",
    created_at: "2026-01-02T03:04:05.000000Z",
    updated_at: "2026-02-03T04:05:06.000000Z",
    service_point_enabled: true,
    service_point_carriers: ["dhl", "postnl"],
    webhook_active: true,
    webhook_url: "https://hooks.example/tulips",
    feedback_type: "delayed",
  },
};

const settings = {
  shopName: "Tulips",
  shopUrl: "https://tulips.example",
  servicePointEnabled: true,
  servicePointCarriers: ["dhl", "postnl"],
  webhookActive: true,
  webhookUrl: "https://hooks.example/tulips",
  feedbackType: "delayed",
} as const;

const integration = {
  id: 4711,
  type: "shopify",
  createdAt: "2026-01-02T03:04:05.000000Z",
  updatedAt: "2026-02-03T04:05:06.000000Z",
  lastFetchedAt: "2026-02-03T04:05:06.000000Z",
  startedFailingAt: null,
  settings,
};

describe("the wire", () => {
  it("reads an integration", () => {
    assert.deepEqual(decodeIntegration(documented), integration);
  });

  it("reads a list of integrations", () => {
    assert.deepEqual(decodeIntegrations({ data: [documented.data] }), [integration]);
    assert.equal(decodeIntegrations(documented), undefined);
  });

  it("writes every setting under the API's name", () => {
    assert.deepEqual(encodeSettings({ ...settings, servicePointCarriers: ["dhl", "postnl"] }), {
      shop_name: "Tulips",
      shop_url: "https://tulips.example",
      service_point_enabled: true,
      service_point_carriers: ["dhl", "postnl"],
      webhook_active: true,
      webhook_url: "https://hooks.example/tulips",
      feedback_type: "delayed",
    });
  });

  it("writes only what is there, and null as null", () => {
    assert.deepEqual(encodeSettings({ webhookUrl: null, shopName: undefined }), {
      webhook_url: null,
    });
  });

  it("reads settings that were never set, a feedback type of the future and fields it does not know", () => {
    const read = decodeIntegration({
      data: { ...documented.data, shop_url: null, feedback_type: "hourly", colour: "red" },
    });
    assert.equal(read?.settings.shopUrl, null);
    assert.equal(read.settings.feedbackType, "hourly");
  });

  it("does not know a setting that the body lacks", () => {
    const { webhook_url, ...rest } = documented.data;
    assert.deepEqual(decodeIntegration({ data: rest })?.settings, {
      ...settings,
      webhookUrl: undefined,
    });
  });
});
