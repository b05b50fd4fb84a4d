/** What an error says: the words of the answer in each form that is known, never a secret, and advice that fits. */
import assert from "node:assert/strict";
import { apiError, type Asked } from "../../../provider/src/api/refusals";
import { redact } from "../../../provider/src/format";
import { from, keys } from "./server";

const v3 = "https://x.example/api/v3";
const sent = { shopName: "New", webhookUrl: "https://hooks.example/parcels?token=x" };

interface Case extends Partial<Asked> {
  status?: number;
  method?: "GET" | "PATCH" | "POST";
}

/** What the error says of a response. */
function said(body: unknown, { status = 400, method = "PATCH", ...asked }: Case = {}): string {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const request = `${method} ${v3}/integrations/7`;
  const all = { baseUrl: v3, credentials: keys, from, secrets: [], sent, ...asked };
  return apiError({ status, text, request, links: [] }, all).message;
}

describe("an error", () => {
  const at = (pointer: string): object => ({ errors: [{ detail: "No.", source: { pointer } }] });
  const needsUrl = "Webhook URL required when enable webhook is set to true";
  const style = "<style>a{}</style>";
  const forms: [body: unknown, words: string][] = [
    [{ errors: [{ code: "invalid", title: "Invalid", detail: "Not valid." }] }, "Not valid."],
    [{ errors: [{ status: 400, code: null, title: "Invalid" }] }, "Invalid"],
    [{ errors: [{ title: "No.", source: { pointer: "shop_name" } }] }, "shopName: No."],
    [{ errors: [{ title: "No." }, { code: "null" }, {}] }, "No.; null; no reason given"],
    [{ errors: { detail: "feedback type is wrong" } }, "feedbackType: feedback type is wrong"],
    [{ errors: [{ detail: needsUrl }] }, `webhookUrl: ${needsUrl}`],
    [at("/data/attributes/webhook_url"), "webhookUrl: No."],
    [at("body/shop_name"), "shopName: No."],
    [at("/data"), "/data: No."],
    [at("/data/attributes/colour"), "/data/attributes/colour: No."],
    [{ errors: [{ detail: "No.", source: { parameter: "page_size" } }] }, "page_size: No."],
    [{ error: { code: 400, request: "api/v2/integrations/7", message: "Not so." } }, "Not so."],
    [{ detail: "Not so." }, "Not so."],
    [{ message: "Not so." }, "Not so."],
    [{ status: "failed", message: "Not so." }, "Not so."],
    [{ status: "failed" }, "failed"],
    [{ errors: { shop_name: ["A.", "B."] } }, "shopName: A.; shopName: B."],
    [{ errors: { shop_url: "A.", webhook_url: "B." } }, "shopUrl: A.; webhookUrl: B."],
    [{ shop_url: ["A."], non_field_errors: ["B."] }, "shopUrl: A.; non_field_errors: B."],
    [{ errors: { service_point_carriers: { 1: ["A."] } } }, "servicePointCarriers: A."],
    [{ errors: { non_field_errors: ["Not so."] } }, "non_field_errors: Not so."],
    [{ errors: ["One.", "Two.", "One."] }, "One.; Two."],
    [{ errors: "Not so." }, "Not so."],
    ['"Not so."', "Not so."],
    [{ error: "bad_scope", error_description: "Needs more." }, "bad_scope: Needs more."],
    ["Not so.\n", "Not so."],
    [`<html><title>400 Bad\n Request</title>${style}<body><h1>No</h1>`, "400 Bad Request No"],
    [`<html>${style}<body><h1>webhook_url: No.</h1></body>`, "webhookUrl: webhook_url: No."],
    ["<?xml version='1.0'?><error><code>5</code><message>No.</message></error>", "5 No."],
    ["", "the response gives no reason"],
    ["{}", "the response gives no reason"],
    ["null", "the response gives no reason"],
    [{ detail: "a\r\n\tb" }, "a b"],
  ];
  for (const [body, words] of forms) {
    it(`says "${words}" where the answer is ${JSON.stringify(body)}`, () => {
      const message = said(body);
      assert.ok(message.startsWith(`Sendcloud refused with status 400: ${words} (PATCH `), message);
    });
  }

  it("that names no setting says which were sent", () => {
    assert.match(said({ detail: "No." }), /\/7; sent: shopName, webhookUrl\)\. Correct/);
    assert.doesNotMatch(said(at("/shop_name")), /sent:/);
  });

  it("is cut to a length that people read", () => {
    const errors = Array.from({ length: 100 }, (_, at) => ({ detail: `${"🌷".repeat(20)} ${at}` }));
    const [, words = ""] = /status 400: (.*) \(PATCH/s.exec(said({ errors })) ?? [];
    assert.equal([...words].length, 501);
    assert.ok(words.endsWith("…") && !/\p{Cs}/u.test(words));
  });

  // Turns and marks of direction, no width, hyphens, byte order marks, tags, escapes, bells, line separators.
  const unseen = ["\u202e", "\u2066", "\u200f", "\u200b", "\u00ad", "\ufeff", "\u001b", "\u0007"];
  for (const character of [...unseen, "\u2028", "\u{e0041}"]) {
    const code = (character.codePointAt(0) ?? 0).toString(16).padStart(4, "0");
    const text = code.length > 4 ? `\\u{${code}}` : `\\u${code}`;
    it(`shows ${text} as text`, () =>
      assert.ok(said({ detail: `a${character}b` }).includes(`: a${text}b (`)));
  }
});

describe("an error shows no more of a URL than its host", () => {
  const canary =
    "https://user-canary:word-canary@hooks.example/parcels/canary-1?token=canary-2&b=canary%203#canary-4";
  const encoded = encodeURIComponent(canary);
  for (const words of [
    canary,
    canary.toUpperCase(),
    encoded,
    encoded.toLowerCase(),
    encodeURIComponent(encoded),
    canary.replaceAll("/", "\\/"),
    canary.replaceAll("&", "&amp;").replaceAll("/", "&#x2F;"),
    "hooks.example/parcels/canary-1?token=canary-2",
    "/parcels/canary-1?token=canary-2&b=canary%203",
    "the path /parcels/canary-1 is wrong",
    "parcels/canary-1",
    "%2Fparcels%2Fcanary-1",
    "token=canary-2&b=canary%203",
    "token=canary-2&b=canary 3",
    "the token canary-2",
    "user-canary:word-canary",
    "word-canary is weak",
    "who is user-canary?",
    "#canary-4",
    "localhost:8080/parcels?t=canary",
    "other.example/canary?x=canary",
    "//other.example/canary",
    "HTTPS://other.example/canary ftp://canary@other.example/canary",
    "10.0.0.1/canary and [::1]:80/canary and https://[::1]/canary",
    "canary:canary@other.example",
    "https%3A%2F%2Fother.example%2Fcanary%3Fx%3Dcanary",
    "%22https%3A%2F%2Fother.example%2Fcanary%22",
    "https:\\u002f\\u002fother.example\\u002fcanary\\u003fx\\u003dcanary",
    "https:&#x2F;&#x2F;other.example&#47;canary",
  ]) {
    it(`where the answer says ${words}, as JSON and as plain text`, () => {
      for (const body of [{ errors: [{ detail: `No: ${words}` }] }, `No: ${words}`])
        assert.doesNotMatch(said(body, { sent: { webhookUrl: canary } }), /canary/i);
    });
  }

  for (const [detail, words] of [
    ["hooks.example/parcels?token=x is no URL", "hooks.example/… is no URL ("],
    ["http%3A%2F%2Fother.example%2Fx is wrong", "http://other.example/… is wrong ("],
    ["not http://third.example", "not http://third.example ("],
  ] as const) {
    it(`but keeps the host, which tells what is meant: ${detail}`, () =>
      assert.ok(said({ detail }).includes(`400: ${words}`)));
  }

  it("nor a key in any form", () => {
    const secret = "a+b/c=&d";
    const escaped = ["a+b\\/c=\\u0026d", "a&#43;b&#47;c=&amp;d"];
    for (const form of [secret, encodeURIComponent(secret), ...escaped])
      assert.equal(redact(`key ${form}.`, [secret]), "key [secret].");
  });
});

describe("an error says what to do about", () => {
  const tokenUrl = "https://x.example/token";
  const client = { kind: "client", clientId: "id", clientSecret: "canary", tokenUrl } as const;
  const oauth: Case = { credentials: client };
  const v2: Case = { baseUrl: "https://x.example/api/v2" };
  const rotated = /run `pulumi up --refresh=false`, or pass --run-program/;
  const revoked =
    /credentials are wrong or were revoked, or the integration wants OAuth2 \("Use OAuth2 authentication".*Check sendcloud:publicKey and sendcloud:secretKey: /;
  const ofItsOwn = /problem of its own: run again later/;
  const noV3 = /Check sendcloud:baseUrl: it does not end with \/api\/v3/;
  const cases: [status: number, advice: RegExp, asked?: Case][] = [
    [401, revoked],
    [401, rotated],
    [401, /credentials are wrong or were revoked\. Check/, oauth],
    [403, /those of the account that owns the integration/],
    [403, /the account may lack the feature/],
    [403, /needs the scope write:integration/, oauth],
    [403, /needs the scope read:integration/, { ...oauth, method: "GET" }],
    [404, /Check integrationId/],
    [404, noV3, v2],
    [405, noV3, v2],
    [405, /Check sendcloud:baseUrl/],
    [409, /Somebody else is changing/],
    [429, /rate limit is reached: run again in a minute/],
    [302, /Redirects are not followed.*check sendcloud:baseUrl/],
    [302, /Redirects are not followed.*check sendcloud:tokenUrl/, { ...oauth, method: "POST" }],
    [400, /Check the OAuth2 client in sendcloud:publicKey .*, and that it may/, { method: "POST" }],
    [408, ofItsOwn],
    [500, ofItsOwn],
    [502, ofItsOwn],
  ];
  for (const [status, advice, asked = {}] of cases) {
    it(`a ${status}: ${advice.source}`, () =>
      assert.match(said("<h1>no</h1>", { status, ...asked }), advice));
  }

  it("keys that the environment holds, whose variables are named once", () => {
    const names = { ...from, credentials: "SENDCLOUD_PUBLIC_KEY and SENDCLOUD_SECRET_KEY" };
    for (const status of [401, 403])
      assert.equal(said("", { status, from: names }).split("SENDCLOUD_PUBLIC_KEY").length, 2);
  });
});
