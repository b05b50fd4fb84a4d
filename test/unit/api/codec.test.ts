/** How the API spells an integration, against literal fixtures; and what is made of records that are odd. */
import assert from "node:assert/strict";
import {
  decodeIntegration,
  decodeIntegrations,
  encodeSettings,
} from "../../../provider/src/api/codec";

const wire = {
  shop_name: "Tulips",
  shop_url: "https://tulips.example",
  service_point_enabled: true,
  service_point_carriers: ["dhl", "postnl"],
  webhook_active: true,
  webhook_url: "https://hooks.example/tulips",
  feedback_type: "delayed",
};
const documented = {
  ...wire,
  id: 4711,
  type: "shopify",
  started_failing_at: null,
  last_fetched_at: "2026-02-03T04:05:06.000000Z",
  created_at: "2026-01-02T03:04:05.000000Z",
  updated_at: "2026-02-03T04:05:06.000000Z",
};

const settings = {
  shopName: "Tulips",
  shopUrl: "https://tulips.example",
  servicePointEnabled: true,
  servicePointCarriers: ["dhl", "postnl"],
  webhookActive: true,
  webhookUrl: "https://hooks.example/tulips",
  feedbackType: "delayed",
};
const integration = {
  id: 4711,
  type: "shopify",
  createdAt: "2026-01-02T03:04:05.000000Z",
  updatedAt: "2026-02-03T04:05:06.000000Z",
  lastFetchedAt: "2026-02-03T04:05:06.000000Z",
  startedFailingAt: null,
  settings,
};

const read = (record: object): ReturnType<typeof decodeIntegration> =>
  decodeIntegration({ data: { id: 7, ...record } });

describe("the wire", () => {
  it("reads an integration", () => assert.deepEqual(read(documented), integration));

  it("reads a list of integrations", () => {
    assert.deepEqual(decodeIntegrations({ data: [documented] }), [integration]);
    assert.equal(decodeIntegrations({ data: documented }), undefined);
  });

  it("writes every setting under the API's name", () =>
    assert.deepEqual(encodeSettings(settings), wire));

  it("writes only what is there, null as null, and URLs as RFC 3986 wants them", () => {
    const written = encodeSettings({ webhookUrl: null, shopName: undefined });
    assert.deepEqual(written, { webhook_url: null });
    const url = encodeSettings({ shopUrl: "https://blüte.example/ü" });
    assert.deepEqual(url, { shop_url: "https://xn--blte-1ra.example/%C3%BC" });
  });

  it("reads a feedback type of the future and fields it does not know", () => {
    const found = read({ ...documented, feedback_type: "hourly", colour: "red" });
    assert.deepEqual(found, { ...integration, settings: { ...settings, feedbackType: "hourly" } });
  });

  it("does not know a setting that the body lacks", () => {
    const found = read({ ...documented, webhook_url: undefined });
    assert.deepEqual(found?.settings, { ...settings, webhookUrl: undefined });
  });
});

type Value = string | number | boolean | null | undefined;

describe("a record", () => {
  it("needs no more than its number", () => {
    const nothing = Object.keys(settings).map((name) => [name, undefined] as const);
    const facts = { type: null, createdAt: null, updatedAt: null, lastFetchedAt: null };
    const found = {
      id: 7,
      ...facts,
      startedFailingAt: null,
      settings: Object.fromEntries(nothing),
    };
    assert.deepEqual(read({}), found);
  });

  const id = (value: unknown): Value => read({ id: value })?.id;
  const flag = (value: unknown): Value => read({ webhook_active: value })?.settings.webhookActive;
  const time = (value: unknown): Value => read({ started_failing_at: value })?.startedFailingAt;
  const recorded = "2022-03-03T17:22:47.137622+01:00";
  const odd: [is: Value, of: (value: unknown) => Value, ...says: unknown[]][] = [
    [7, id, "7", 7],
    [2 ** 40, id, 2 ** 40],
    [undefined, id, 0, -7, 7.5, "seven", "", null, [7]],
    [true, flag, true, "true", 1],
    [false, flag, false, "False", 0, "0"],
    [undefined, flag, "yes", 2, {}, []],
    [null, flag, null, ""],
    [recorded, time, recorded],
    ["01-02-2018 21:45:30", time, "01-02-2018 21:45:30"],
    [null, time, 1646324567, 0, "", false, {}],
  ];
  for (const [is, of, ...says] of odd) {
    it(`has the ${of.name} ${is} where it says ${JSON.stringify(says)}`, () => {
      for (const value of says) assert.equal(of(value), is);
    });
  }

  it('takes "" and null for not set, and no carriers for an empty list', () => {
    for (const none of ["", null]) {
      const texts = { shop_url: none, webhook_url: none, feedback_type: none };
      const found = read({ ...texts, service_point_carriers: none })?.settings;
      assert.deepEqual(
        [found?.shopUrl, found?.webhookUrl, found?.feedbackType],
        [null, null, null],
      );
      assert.deepEqual(found?.servicePointCarriers, []);
    }
  });

  for (const [field, value] of [
    ["shopName", { shop_name: 5 }],
    ["webhookUrl", { webhook_url: ["https://a.example"] }],
    ["servicePointCarriers", { service_point_carriers: "dhl" }],
    ["servicePointCarriers", { service_point_carriers: ["dhl", 5] }],
    ["feedbackType", { feedback_type: {} }],
  ] as const) {
    it(`does not know ${field} from ${JSON.stringify(value)}, and reads the others`, () => {
      const found = read({ webhook_active: true, ...value })?.settings;
      assert.equal(found?.[field], undefined);
      assert.equal(found?.webhookActive, true);
    });
  }
});
