/** What is made of an answer: of a write, of a record with odd values, and of a 404. Over real sockets. */
import assert from "node:assert/strict";
import { decodeIntegration } from "../../../provider/src/api/codec";
import type { Client } from "../../../provider/src/api/client";
import { ApiError, ResponseError } from "../../../provider/src/errors";
import { json, seven, startServer, type TestServer } from "./server";

describe("an answer", () => {
  let server: TestServer;
  let client: Client;
  before(async () => {
    server = await startServer();
    client = server.client();
  });
  after(() => server.close());

  const patched = (): ReturnType<Client["patch"]> =>
    client.patch(7, { shopName: "New", webhookActive: true });

  describe("to a write", () => {
    const refusals: [title: string, status: number, body: unknown, says: RegExp][] = [
      [
        "a 202 that names errors beside its data",
        202,
        { data: { id: 7 }, errors: [{ detail: "webhook_active: no" }] },
        /status 202: webhookActive: /,
      ],
      [
        "a 200 that names errors by field",
        200,
        { errors: { shop_name: ["Taken.", "Too short."] } },
        /status 200: shopName: Taken\.; shopName: Too short\./,
      ],
      [
        "a 201 with one error that is not in a list",
        201,
        { errors: { title: "Not so" } },
        /status 201: Not so \(PATCH .*; sent: shopName, webhookActive\)/,
      ],
      [
        "a 200 with an error as v2 writes it",
        200,
        { error: { code: 400, message: "Not so" } },
        /status 200: Not so/,
      ],
      ["a 200 that failed", 200, { status: "failed", message: "Not so" }, /status 200: Not so/],
    ];
    for (const [title, status, body, says] of refusals) {
      it(`is a refusal where it is ${title}`, async () => {
        server.answers(json(body, status));
        await assert.rejects(
          patched(),
          (error) =>
            error instanceof ApiError && error.status === status && says.test(error.message),
        );
        assert.equal(server.requests.length, 1);
      });
    }

    const records: [title: string, body: unknown][] = [
      ["in data", { data: seven }],
      ["in data, with an empty list of errors", { data: seven, errors: [] }],
    ];
    for (const [title, body] of records) {
      it(`tells the integration where it holds one ${title}`, async () => {
        server.answers(json(body));
        assert.equal((await patched())?.settings.shopName, "Seven");
      });
    }

    for (const [status, body] of [
      [204, ""],
      [200, " "],
    ] as const) {
      it(`tells nothing where it is a ${status} without a body`, async () => {
        server.answers(json(body, status));
        assert.equal(await patched(), undefined);
      });
    }

    for (const [title, body] of [
      ["a page of somebody else", "<html>Welcome</html>"],
      ["JSON of somebody else", { ok: true }],
      ["JSON with nothing in it", { data: {}, errors: [] }],
      ["a record as v2 writes it", { integration: seven }],
      ["another integration", { data: { id: 8 } }],
      ["a record without a number", { data: { shop_name: "New" } }],
    ] as const) {
      it(`is to be read back where it is ${title}`, async () => {
        server.answers(json(body));
        await assert.rejects(
          patched(),
          (error) =>
            error instanceof ResponseError &&
            /\(PATCH http.*Check sendcloud:baseUrl/.test(error.message),
        );
      });
    }
  });

  describe("with a record", () => {
    const read = (record: object): ReturnType<typeof decodeIntegration> =>
      decodeIntegration({ data: { id: 7, ...record } });

    it("needs no more than its number", () => {
      assert.deepEqual(read({}), {
        id: 7,
        type: null,
        createdAt: null,
        updatedAt: null,
        lastFetchedAt: null,
        startedFailingAt: null,
        settings: {
          shopName: undefined,
          shopUrl: undefined,
          servicePointEnabled: undefined,
          servicePointCarriers: undefined,
          webhookActive: undefined,
          webhookUrl: undefined,
          feedbackType: undefined,
        },
      });
    });

    for (const [value, id] of [
      ["7", 7],
      [7.0, 7],
      [2 ** 40, 2 ** 40],
      [0, undefined],
      [-7, undefined],
      [7.5, undefined],
      ["seven", undefined],
      ["", undefined],
      [null, undefined],
      [[7], undefined],
    ] as const) {
      it(`reads the number ${JSON.stringify(value)} as ${id ?? "none"}`, () =>
        assert.equal(read({ id: value })?.id, id));
    }

    it('takes "" and null for not set, and no carriers for an empty list', () => {
      for (const none of ["", null]) {
        const settings = read({
          shop_url: none,
          webhook_url: none,
          feedback_type: none,
          webhook_active: none,
          service_point_carriers: none,
        })?.settings;
        assert.deepEqual(
          [
            settings?.shopUrl,
            settings?.webhookUrl,
            settings?.feedbackType,
            settings?.webhookActive,
            settings?.servicePointCarriers,
          ],
          [null, null, null, null, []],
        );
      }
    });

    for (const [value, flag] of [
      [true, true],
      ["true", true],
      ["False", false],
      [1, true],
      [0, false],
      ["0", false],
      ["yes", undefined],
      [2, undefined],
      [{}, undefined],
      [[], undefined],
    ] as const) {
      it(`reads the flag ${JSON.stringify(value)} as ${flag ?? "not known"}`, () => {
        assert.equal(read({ webhook_active: value })?.settings.webhookActive, flag);
      });
    }

    for (const [field, value] of [
      ["shopName", { shop_name: 5 }],
      ["webhookUrl", { webhook_url: ["https://a.example"] }],
      ["servicePointCarriers", { service_point_carriers: "dhl" }],
      ["servicePointCarriers", { service_point_carriers: ["dhl", 5] }],
      ["feedbackType", { feedback_type: {} }],
    ] as const) {
      it(`does not know ${field} from ${JSON.stringify(value)}, and reads the others`, () => {
        const settings = read({ webhook_active: true, ...value })?.settings;
        assert.equal(settings?.[field], undefined);
        assert.equal(settings?.webhookActive, true);
      });
    }

    for (const [value, time] of [
      ["2022-03-03T17:22:47.137622+01:00", "2022-03-03T17:22:47.137622+01:00"],
      ["01-02-2018 21:45:30", "01-02-2018 21:45:30"],
      [1646324567, null],
      [0, null],
      ["", null],
      [false, null],
      [{}, null],
    ] as const) {
      it(`reads the time ${JSON.stringify(value)} as ${time}`, () =>
        assert.equal(read({ started_failing_at: value })?.startedFailingAt, time));
    }

    it("is read after a byte order mark", async () => {
      server.answers(json(`\ufeff${JSON.stringify({ data: seven })}`));
      assert.equal((await client.get(7))?.settings.shopName, "Seven");
    });

    for (const body of [
      { data: { shop_name: "Seven" } },
      { data: { id: "seven" } },
      { data: null },
      [],
      "7",
      7,
      null,
    ]) {
      it(`is missing in ${JSON.stringify(body)}: that is an error, not an integration`, async () => {
        server.answers(json(JSON.stringify(body)));
        await assert.rejects(
          client.get(7),
          (error) =>
            error instanceof ResponseError &&
            /data\.id is missing, not 7 \(GET http/.test(error.message),
        );
      });
    }
  });

  describe("with status 404", () => {
    for (const body of [
      { errors: [{ status: "404", code: "not_found", detail: "Not found." }] },
      { errors: { detail: "Not found." } },
      {
        error: {
          code: 404,
          request: "api/v2/integrations/8",
          message: "No Integration matches the given query.",
        },
      },
      { detail: "Not found." },
    ]) {
      it(`says that there is no such integration: ${JSON.stringify(body)}`, async () => {
        server.answers(json(body, 404));
        assert.equal(await client.get(8), undefined);
      });
    }

    for (const body of [
      "<html><title>404 Not Found</title></html>",
      "Not found",
      "",
      "{}",
      '{"status":404,"error":"Not Found"}',
      '{"errors":[]}',
    ]) {
      it(`says nothing about the integration where it is somebody else's: ${body === "" ? "nothing" : body}`, async () => {
        server.answers(json(body, 404));
        await assert.rejects(
          client.get(8),
          (error) => error instanceof ApiError && error.status === 404,
        );
      });
    }
  });
});
