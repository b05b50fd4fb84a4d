/** What belongs to one environment is never promoted and never replaced, wherever it stands. */
import assert from "node:assert/strict";
import type { Configuration } from "../../../../provider/src/cli/promote/comparison";
import { configured, promotionOf } from "../../../support/promotion";

/** Hosts that staging names outside what is promoted. */
const environment = {
  urls: ["https://hooks-a.example/x", "http://localhost:8080", "https://bücher.example"],
  more: ["http://[::1]:99", "https://x.example/?to=https%3A%2F%2Fhooks-b.example%2Fx"],
  nested: { domain: "hooks-c.example" },
};

/** Why staging's `p:shops` is refused. */
function problemsOf(shops: unknown, target: Configuration = {}, from = "staging"): string[] {
  const source = configured({ "p:shops": shops, "p:environment": environment });
  return promotionOf({ source, target, from }).problems;
}

/** Expects a problem at this place, with this reason. */
function refused(problems: string[], place: string, why: RegExp): void {
  const found = problems.find((problem) => problem.startsWith(`${place} `)) ?? problems.join("\n");
  assert.match(found.slice(place.length + 1), why);
  assert.doesNotMatch(found, /t0ken/, "of a URL only the host is shown");
}

/** What is refused of staging, below `p:shops`: where, and what of it. */
const numbers: [place: string, shops: unknown][] = [
  [".a.integrationId", { a: { integrationId: 7 } }],
  ["[0].integrationId", [{ integrationId: 7, shopName: "L" }]],
  ["[0][0].integrationId", [[{ integrationId: 7 }]]],
  [".a.integrationId", '{"a":{"integrationId":7}}'],
  ["[0].integrationId", '[\n  {"integrationId": 7}\n]'],
  [".a.integrationId", { a: '{"integrationId":7}' }],
  ["", "a:\n  integrationId: 7"],
  ["", "{ a: { integrationId: 7 } }"],
  [".u", { u: "https://x.example/?integrationId=7" }],
  [".u", { u: "https://x.example/?to=%3FintegrationId%3D7" }],
  [".a.integration_id", { a: { integration_id: 7 } }],
  [".integrationIds", { integrationIds: [7, 8] }],
  [".a.integrationId", { a: { integrationId: { value: 7 } } }],
  ['["a.b"].integrationId', { "a.b": { integrationId: 7 } }],
  [".a.account", { a: { account: "berlin" } }],
  ["[0].account", [{ account: "berlin" }]],
  [".accounts", '{"accounts":{}}'],
  [".u", { u: "https://x.example/?account=berlin" }],
  ["", "{ a: { account: berlin } }"],
  ["", "shopName: A\naccount: berlin"],
];

const hosts: [place: string, shops: unknown][] = [
  [".a.webhookUrl", { a: { webhookUrl: "https://hooks-a.example/t0ken" } }],
  [".u[1]", { u: ["https://x.example", "https://hooks-a.example"] }],
  [".u", { u: "https://x.example/?to=https://hooks-a.example" }],
  [".u", { u: "https://x.example/?to=https%3A%2F%2Fhooks-a.example%2F" }],
  [".u", { u: "https://x.example/?to=https%253A%252F%252Fhooks-a.example" }],
  [".u", { u: "https://x.example/?host=hooks-a.example" }],
  [".u", { u: "https://x.example/hooks-a.example/t0ken" }],
  [".a.urls[0]", { a: '{"urls":["https://hooks-a.example/x"]}' }],
  [".a.u", { a: '{"u":"https:\\/\\/hooks-a.example\\/x"}' }],
  [".a", { a: "https:\\u002f\\u002fhooks-a.example" }],
  [".a", { a: "https:&#x2F;&#47;hooks&#45;a.example" }],
  [".a.shopName", { a: { shopName: "see https://hooks-a.example/x." } }],
  ["", "one\nhttps://hooks-a.example/x"],
  [".a", { a: "HTTPS://HOOKS-A.EXAMPLE./x" }],
  [".a", { a: "https://me:t0ken@hooks-a.example:8443/x" }],
  [".a", { a: "amqp://hooks-a.example/x" }],
  [".a", { a: "//hooks-a.example/x" }],
  [".a.host", { a: { host: "hooks-a.example" } }],
  [".a", { a: "http://localhost:3000/x" }],
  [".a", { a: "https://bücher.example/x" }],
  [".a", { a: "https://b%C3%BCcher.example/x" }],
  [".a", { a: "http://[::1]:80/x" }],
  ['["https://hooks-a.example/…"]', { "https://hooks-a.example/t0ken": true }],
  [".a", { a: "https://hooks-b.example" }],
  [".a", { a: "https://hooks-c.example" }],
];

/** Of a stack, URLs that have its name, and others that only look like it. */
const named: [stack: string, urls: string, unlike?: string][] = [
  ["staging", "https://staging.flowers.example/x https://flowers-staging.example/x"],
  ["staging", "https://hooks.staging.flowers.example:8443 https://staging2.flowers.example"],
  ["staging", "https://x.example/?to=https%3A%2F%2Fstaging.flowers.example"],
  ["staging", "https://flowersstaging.example staging.flowers.example http://staging:8080/x"],
  ["staging", "", "https://hooks.flowers.example/staging"],
  ["acme/shops/staging", "https://STAGING.flowers.example"],
  ["eu-staging", "https://eu-staging.flowers.example"],
  ["eu_staging", "https://eu-staging.flowers.example"],
  ["dev", "https://flowers-dev.example", "https://devices.example https://hooks.flowers.dev/x"],
  ["int", "https://hooks.int.flowers.example", "https://print.points.example"],
  ["pr-1", "", "https://pr-12.flowers.example"],
];

describe("the guard of a promotion", () => {
  for (const [place, shops] of numbers)
    it(`refuses the number of an integration, or an account: ${JSON.stringify(shops)}`, () => {
      const why = /^(belongs to staging alone|names an integration or account of staging)/;
      refused(problemsOf(shops), `p:shops${place}`, why);
    });

  for (const [place, shops] of hosts)
    it(`refuses a host of the source: ${JSON.stringify(shops)}`, () => {
      const why = /^names \S+, a host of staging: move it to a key that is not/;
      refused(problemsOf(shops), `p:shops${place}`, why);
    });

  for (const [stack, urls, unlike = ""] of named)
    it(`refuses what has the name of the stack ${stack}: ${urls}, not ${unlike}`, () => {
      for (const a of urls.match(/\S+/g) ?? [])
        refused(problemsOf({ a }, {}, stack), "p:shops.a", /^names \S+, a host of \S+:/);
      for (const a of unlike.match(/\S+/g) ?? [])
        assert.deepEqual(problemsOf({ a }, {}, stack), [], a);
    });

  it("promotes what only looks like it", () => {
    for (const settings of [
      { shopName: "Our account", note: "integration of 7 shops" },
      { shopName: "Accounts: all of them" },
      { webhookUrl: "https://nothooks-a.example/x" },
      { webhookUrl: "https://hooks-a.example.org/x" },
      { shopName: "[Sale] Flowers" },
      { shopName: "Localhost" },
      { shopName: "Flowers (staging)" },
    ])
      assert.deepEqual(problemsOf({ a: settings }), []);
  });

  it("takes a shop whose name has a dot for a shop", () => {
    const environment = { "flowers.nl": { integrationId: 1 } };
    const shops = { "flowers.nl": { shopName: "Flowers" } };
    const source = configured({ "p:shops": shops, "p:environment": environment });
    assert.deepEqual(promotionOf({ source }).problems, []);
  });

  for (const [key, why] of [
    ["sendcloud:accounts", /^configures the provider of a stack: leave it out of --key$/],
    ["sendcloud:publicKey", /^configures the provider of a stack: leave it out of --key$/],
    ["sendcloud:baseUrl", /^configures the provider of a stack: leave it out of --key$/],
    ["p:integrationId", /^belongs to staging alone: move it/],
    ["p:accounts", /^belongs to staging alone: move it/],
  ] as const)
    it(`refuses the key ${key}`, () => {
      refused(promotionOf({ source: configured({ [key]: "x" }), keys: [key] }).problems, key, why);
    });

  it("refuses a secret of either stack, and shows nothing of it", () => {
    const plain = configured({ "p:shops": { a: "t0ken" } });
    const secret = { "p:shops": { value: '{"a":"t0ken"}', objectValue: {}, secret: true } };
    for (const [source, target, stack] of [
      [secret, plain, "staging"],
      [plain, secret, "prod"],
    ] as const) {
      const problem = `p:shops has a secret of ${stack}: move it to a key that is not promoted`;
      assert.deepEqual(promotionOf({ source, target }), { changes: [], problems: [problem] });
    }
  });

  it("knows the hosts of secrets outside what is promoted", () => {
    const source = {
      ...configured({ "p:shops": { a: "https://hooks-d.example/x" } }),
      "p:hook": { value: "https://hooks-d.example/t0ken", secret: true },
    };
    const why = /^names hooks-d\.example, a host of staging/;
    refused(promotionOf({ source }).problems, "p:shops.a", why);
  });

  for (const [place, value] of [
    [".integrationId", { shopName: "P", integrationId: 3 }],
    [".integrationId", { integrationId: { value: 3 } }],
    [".account", { account: "berlin" }],
    [".u", { u: "https://hooks-p.example/x" }],
    [".u", { u: "https://prod.flowers.example" }],
    ["[0].integrationId", [{ integrationId: 3 }]],
    [".integrationId", '{"integrationId":3}'],
  ] as const)
    it(`never replaces or removes what belongs to the target: ${JSON.stringify(value)}`, () => {
      const target = configured({ "p:shops": { a: value }, "p:hook": "https://hooks-p.example" });
      const why =
        /^(belongs to prod alone|names \S+, a host of prod), and the promotion would replace it: move/;
      for (const shops of [{ a: { shopName: "S" } }, { b: { shopName: "S" } }, {}]) {
        const problems = problemsOf(shops, target);
        assert.equal(problems.length, 1, problems.join("\n"));
        refused(problems, `p:shops.a${place}`, why);
      }
    });

  it("leaves a value of the target alone that does not change", () => {
    const target = configured({ "p:shops": { a: { u: "https://prod.flowers.example", n: 1 } } });
    assert.deepEqual(problemsOf({ a: { u: "https://prod.flowers.example", n: 2 } }, target), []);
  });
});
