/** What an error says: the words of the answer in each form that is known, never a secret, and advice that fits. Over real sockets. */
import assert from "node:assert/strict";
import type { Configuration } from "../../../provider/src/config/config";
import { createRateLimiter } from "../../../provider/src/api/rate-limit";
import { createRetry, defaultRetryPolicy } from "../../../provider/src/api/retry";
import type { NoResponse } from "../../../provider/src/api/transport";
import { ConnectionError } from "../../../provider/src/errors";
import { redact } from "../../../provider/src/format";
import type { DeclaredSettings } from "../../../provider/src/settings/schema";
import { type Answer, from, hastyClock, json, startServer, type TestServer } from "./server";

describe("an error", () => {
  let server: TestServer;
  before(async () => {
    server = await startServer();
  });
  after(() => server.close());

  const declared: DeclaredSettings = {
    shopName: "New",
    webhookUrl: "https://hooks.example/parcels?token=x",
  };

  /** What a refused write says. */
  async function said(
    answer: Answer,
    settings = declared,
    configuration: Partial<Configuration> = {},
  ): Promise<string> {
    server.answers(answer);
    const error: unknown = await server
      .client(configuration)
      .patch(7, settings)
      .then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
    assert.ok(error instanceof Error, "the call should fail");
    return error.message;
  }

  it("repeats no value of a setting that the program holds secret", async () => {
    server.answers(
      json({ errors: [{ detail: "'Canary & Sons' is taken, as are canary-1 and dhl" }] }, 400),
    );
    const secret = { shopName: "Canary & Sons", servicePointCarriers: ["dhl", "canary-1"] };
    await assert.rejects(
      server.client({}).patch(7, secret, ["Canary & Sons", "dhl", "canary-1"]),
      (error: Error) => {
        assert.doesNotMatch(error.message, /canary|dhl/i);
        assert.match(error.message, /is taken/);
        return true;
      },
    );
  });

  describe("keeps the words of", () => {
    const forms: [title: string, body: unknown, words: string][] = [
      [
        "v3",
        { errors: [{ status: "400", code: "invalid", title: "Invalid", detail: "Not valid." }] },
        "Not valid.",
      ],
      [
        "v3, with the code null and a number as its status",
        { errors: [{ status: 400, code: null, title: "Invalid" }] },
        "Invalid",
      ],
      [
        "v3, of several errors, one without a reason",
        { errors: [{ title: "Invalid", source: { pointer: "shop_name" } }, { code: "null" }, {}] },
        "shopName: Invalid; null; no reason given",
      ],
      [
        "one error of v3 that is not in a list",
        { errors: { detail: "feedback type is wrong" } },
        "feedbackType: feedback type is wrong",
      ],
      [
        "v3, with the field as a pointer",
        { errors: [{ detail: "No.", source: { pointer: "/data/attributes/webhook_url" } }] },
        "webhookUrl: No.",
      ],
      [
        "v3, with the field in the body",
        { errors: [{ detail: "No.", source: { pointer: "body/shop_name" } }] },
        "shopName: No.",
      ],
      [
        "v3, with a pointer to the whole",
        { errors: [{ detail: "No.", source: { pointer: "/data" } }] },
        "/data: No.",
      ],
      [
        "v3, with the field as a parameter",
        { errors: [{ detail: "No.", source: { parameter: "page_size" } }] },
        "page_size: No.",
      ],
      [
        "v3, with a field that is none of ours",
        { errors: [{ detail: "No.", source: { pointer: "/data/attributes/colour" } }] },
        "/data/attributes/colour: No.",
      ],
      [
        "v2",
        { error: { code: 400, request: "api/v2/integrations/7", message: "Not so." } },
        "Not so.",
      ],
      ["a detail", { detail: "Not so." }, "Not so."],
      ["a message", { message: "Not so." }, "Not so."],
      ["what failed", { status: "failed", message: "Not so." }, "Not so."],
      ["a status alone that says failed", { status: "failed" }, "failed"],
      [
        "lists of texts by field",
        { errors: { shop_name: ["Taken.", "Too short."], webhook_url: "No." } },
        "shopName: Taken.; shopName: Too short.; webhookUrl: No.",
      ],
      [
        "lists of texts by field, at the top",
        { service_point_carriers: ["Unknown."], non_field_errors: ["Not so."] },
        "servicePointCarriers: Unknown.; non_field_errors: Not so.",
      ],
      [
        "texts by the place in a list",
        { errors: { service_point_carriers: { 1: ["Unknown."] } } },
        "servicePointCarriers: Unknown.",
      ],
      [
        "errors of no field",
        { errors: { non_field_errors: ["Not so."] } },
        "non_field_errors: Not so.",
      ],
      ["texts in a list", { errors: ["One.", "Two.", "One."] }, "One.; Two."],
      ["a text", { errors: "Not so." }, "Not so."],
      ["a JSON text", '"Not so."', "Not so."],
      [
        "OAuth2",
        { error: "insufficient_scope", error_description: "Needs more." },
        "insufficient_scope: Needs more.",
      ],
      ["plain text", "Not so.\n", "Not so."],
      [
        "a page, by its title",
        "<html><head><title>400 Bad\n Request</title><style>x</style></head><body><h1>No</h1></body>",
        "400 Bad Request No",
      ],
      [
        "a page that names a setting",
        "<html><head><title></title><style>a{}</style></head><body><h1>webhook_url: No.</h1></body>",
        "webhookUrl: webhook_url: No.",
      ],
      [
        "XML",
        "<?xml version='1.0'?><error><code>5</code><message>Not so.</message></error>",
        "5 Not so.",
      ],
      ["nothing", "", "the response gives no reason"],
      ["an empty object", "{}", "the response gives no reason"],
      ["a null", "null", "the response gives no reason"],
    ];
    for (const [title, body, words] of forms) {
      it(title, async () => {
        const message = await said(json(body, 400));
        assert.ok(
          message.startsWith(`Sendcloud refused with status 400: ${words} (PATCH http`),
          message,
        );
      });
    }
  });

  it("that names no setting says which were sent", async () => {
    assert.match(
      await said(json({ errors: [{ detail: "No." }] }, 400)),
      /\(PATCH http[^ ]*\/integrations\/7; sent: shopName, webhookUrl\)\. Correct/,
    );
    assert.doesNotMatch(
      await said(json({ errors: [{ detail: "No.", source: { pointer: "/shop_name" } }] }, 400)),
      /sent:/,
    );
  });

  it("is cut to a length that people read", async () => {
    const message = await said(
      json(
        {
          errors: Array.from({ length: 100 }, (_, index) => ({
            detail: `${"🌷".repeat(20)} ${index}`,
          })),
        },
        400,
      ),
    );
    const [, words = ""] = /status 400: (.*) \(PATCH/s.exec(message) ?? [];
    assert.equal([...words].length, 501);
    assert.ok(words.endsWith("…") && !/\p{Cs}/u.test(words));
  });

  for (const [name, character, text] of [
    ["a turn of direction", "\u202e", "\\u202e"],
    ["an isolate", "\u2066", "\\u2066"],
    ["a mark of direction", "\u200f", "\\u200f"],
    ["no width", "\u200b", "\\u200b"],
    ["a soft hyphen", "\u00ad", "\\u00ad"],
    ["a byte order mark", "\ufeff", "\\ufeff"],
    ["a tag", "\u{e0041}", "\\u{e0041}"],
    ["an escape", "\u001b", "\\u001b"],
    ["a bell", "\u0007", "\\u0007"],
    ["a line separator", "\u2028", "\\u2028"],
  ] as const) {
    it(`shows ${name} as text`, async () => {
      assert.match(
        await said(json({ detail: `a${character}b` }, 400)),
        new RegExp(`: a${text.replace(/[\\{}]/g, "\\$&")}b \\(`),
      );
    });
  }
  it("is one line", async () =>
    assert.match(await said(json({ detail: "a\r\n\tb" }, 400)), /: a b \(/));

  describe("shows no more of a URL than its host", () => {
    const canary =
      "https://user-canary:word-canary@hooks.example/parcels/canary-1?token=canary-2&b=canary%203#canary-4";
    const repeated: [title: string, words: string][] = [
      ["as it was sent", canary],
      ["without a scheme", "hooks.example/parcels/canary-1?token=canary-2"],
      ["without a scheme, with a port", "localhost:8080/parcels?t=canary"],
      ["without a scheme, and not sent by us", "other.example/canary?x=canary"],
      ["percent-encoded", encodeURIComponent(canary)],
      ["percent-encoded in small letters", encodeURIComponent(canary).toLowerCase()],
      ["percent-encoded twice", encodeURIComponent(encodeURIComponent(canary))],
      ["percent-encoded, and not sent by us", "https%3A%2F%2Fother.example%2Fcanary%3Fx%3Dcanary"],
      ["escaped as JSON does", canary.replaceAll("/", "\\/")],
      ["escaped as HTML does", canary.replaceAll("&", "&amp;").replaceAll("/", "&#x2F;")],
      ["in other letters", canary.toUpperCase()],
      ["as a path and query", "/parcels/canary-1?token=canary-2&b=canary%203"],
      ["as a path", "the path /parcels/canary-1 is wrong"],
      ["as an encoded path", "%2Fparcels%2Fcanary-1"],
      ["as a query", "token=canary-2&b=canary%203"],
      ["as a decoded query", "token=canary-2&b=canary 3"],
      ["as one value of the query", "the token canary-2"],
      ["as user and password", "user-canary:word-canary"],
      ["as a password", "word-canary is weak"],
      ["as a user", "who is user-canary?"],
      ["as a fragment", "#canary-4"],
      ["as a path without its first slash", "parcels/canary-1"],
      ["in quotes that are percent-encoded", "%22https%3A%2F%2Fother.example%2Fcanary%22"],
      ["without a scheme but its slashes, and not sent by us", "//other.example/canary"],
      [
        "with an address in place of a name",
        "10.0.0.1/canary and [::1]:80/canary and https://[::1]/canary",
      ],
      ["as user and password before a host, and not sent by us", "canary:canary@other.example"],
      [
        "escaped as JSON does with all its punctuation",
        "https:\\u002f\\u002fother.example\\u002fcanary\\u003fx\\u003dcanary",
      ],
      ["escaped as HTML does, and not sent by us", "https:&#x2F;&#x2F;other.example&#47;canary"],
      [
        "in another spelling of its scheme",
        "HTTPS://other.example/canary ftp://canary@other.example/canary",
      ],
    ];
    for (const [title, words] of repeated) {
      it(title, async () => {
        const message = await said(json({ errors: [{ detail: `No: ${words}` }] }, 400), {
          webhookUrl: canary,
        });
        assert.doesNotMatch(message, /canary/i);
      });
      it(`${title}, in plain text`, async () =>
        assert.doesNotMatch(
          await said(json(`No: ${words}`, 400), { webhookUrl: canary }),
          /canary/i,
        ));
    }

    it("and keeps the host, which tells what is meant", async () => {
      assert.match(
        await said(json({ detail: "hooks.example/parcels?token=x is no URL" }, 400)),
        /400: hooks\.example\/… is no URL \(/,
      );
      assert.match(
        await said(
          json({ detail: "http%3A%2F%2Fother.example%2Fx and http://third.example" }, 400),
        ),
        /: http:\/\/other\.example\/… and http:\/\/third\.example \(/,
      );
    });

    it("nor a key in any form", () => {
      const secret = "a+b/c=&d";
      for (const form of [
        secret,
        encodeURIComponent(secret),
        "a+b\\/c=\\u0026d",
        "a&#43;b&#47;c=&amp;d",
      ]) {
        assert.equal(redact(`key ${form}.`, [secret]), "key [secret].");
      }
    });
  });

  describe("says what to do about", () => {
    const client = { kind: "client", clientId: "id", clientSecret: "canary" } as const;
    const oauth = (): Partial<Configuration> => ({
      credentials: { ...client, tokenUrl: `${server.origin}/token` },
    });
    const v2 = (): Partial<Configuration> => ({ baseUrl: `${server.origin}/api/v2` });
    const cases: [
      title: string,
      status: number,
      advice: RegExp,
      configuration?: () => Partial<Configuration>,
    ][] = [
      [
        "keys that are refused",
        401,
        /keys|credentials are wrong or were revoked, or the integration wants OAuth2 \("Use OAuth2 authentication"/,
      ],
      ["what the account may not do", 403, /the account may lack the feature/],
      ["what the OAuth2 client may not do", 403, /needs the scope write:integration/, oauth],
      ["a 404 of API v2", 404, /Check sendcloud:baseUrl: it does not end with \/api\/v3/, v2],
      ["a 405 of API v2", 405, /Check sendcloud:baseUrl: it does not end with \/api\/v3/, v2],
      ["a 405", 405, /Check sendcloud:baseUrl/],
      ["a time-out of the service", 408, /run again later/],
    ];
    for (const [title, status, advice, configuration] of cases) {
      it(title, async () => {
        const answer: Answer = (response, request) =>
          request.method === "POST"
            ? json({ access_token: "t" })(response, request)
            : json("", status)(response, request);
        assert.match(await said(answer, declared, configuration?.()), advice);
      });
    }

    it("keys that the environment holds, whose variables are named once", async () => {
      for (const status of [401, 403]) {
        const told = await said(json("", status), declared, {
          from: { ...from, credentials: "SENDCLOUD_PUBLIC_KEY and SENDCLOUD_SECRET_KEY" },
        });
        assert.equal(told.split("SENDCLOUD_PUBLIC_KEY").length, 2, told);
      }
    });

    it("a 404 at a base URL without /api/v3, unless the API answers there", async () => {
      const notFound = json({ errors: [{ detail: "Not found." }] }, 404);
      const client = server.client({ baseUrl: server.origin });
      server.answers(notFound);
      await assert.rejects(
        client.get(7),
        /Check sendcloud:baseUrl: it does not end with \/api\/v3/,
      );
      const gateway = server.client({ baseUrl: `${server.origin}/gateway` });
      server.answers((response, request) =>
        (request.url.endsWith("/metadata") ? json({ data: { user_id: 1 } }) : notFound)(
          response,
          request,
        ),
      );
      assert.equal(await gateway.get(7), undefined);
    });

    it("what an OAuth2 client may not read", async () => {
      server.answers((response, request) =>
        (request.method === "POST" ? json({ access_token: "t" }) : json("", 403))(
          response,
          request,
        ),
      );
      await assert.rejects(server.client(oauth()).get(7), /needs the scope read:integration/);
    });

    for (const [code, message] of [
      ["DEPTH_ZERO_SELF_SIGNED_CERT", "self-signed certificate"],
      ["SELF_SIGNED_CERT_IN_CHAIN", "self-signed certificate in certificate chain"],
      ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "unable to verify the first certificate"],
      ["UNABLE_TO_GET_ISSUER_CERT_LOCALLY", "unable to get local issuer certificate"],
      ["CERT_HAS_EXPIRED", "certificate has expired"],
      ["ERR_TLS_CERT_ALTNAME_INVALID", "Hostname/IP does not match certificate's altnames"],
    ] as const) {
      it(`a certificate: ${message}`, async () => {
        const clock = hastyClock();
        let sent = 0;
        const send = (): Promise<NoResponse> => {
          sent++;
          return Promise.resolve({ error: new Error(message), code, sent: false });
        };
        const retry = createRetry(
          send,
          createRateLimiter({ from }, clock),
          clock,
          () => {},
          defaultRetryPolicy,
          { secrets: [], from },
        );
        const request = { method: "GET", url: "https://x.example/7", headers: {} } as const;
        await assert.rejects(retry("read", request, { began: clock.now() }), (error) => {
          assert.ok(error instanceof ConnectionError && !error.mayHaveArrived);
          assert.match(
            error.message,
            /\(GET https:\/\/x\.example\/7\)\. The certificate is not trusted here: .*NODE_EXTRA_CA_CERTS/,
          );
          return true;
        });
        assert.equal(sent, 1);
      });
    }
  });
});
