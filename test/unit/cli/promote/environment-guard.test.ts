/** What belongs to one environment is never promoted and never replaced, wherever it stands. */
import assert from "node:assert/strict";
import type { Configuration } from "../../../../provider/src/cli/promote/comparison";
import { configured, promotionOf } from "../../../support/promotion";

/** Hosts that staging names outside what is promoted. */
const environment = {
  urls: [
    "https://hooks-a.example/x",
    "http://localhost:8080",
    "https://bücher.example",
    "http://[::1]:99",
  ],
  nested: {
    to: "https://x.example/?to=https%3A%2F%2Fhooks-b.example%2Fx",
    domain: "hooks-c.example",
  },
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

const numbers: [title: string, shops: unknown, place: string][] = [
  ["in an object", { a: { integrationId: 7 } }, "p:shops.a.integrationId"],
  ["in a list", [{ integrationId: 7, shopName: "L" }], "p:shops[0].integrationId"],
  ["in a list in a list", [[{ integrationId: 7 }]], "p:shops[0][0].integrationId"],
  ["in JSON as text", '{"a":{"integrationId":7}}', "p:shops.a.integrationId"],
  ["in JSON on several lines", '[\n  {"integrationId": 7}\n]', "p:shops[0].integrationId"],
  ["in JSON within JSON", { a: '{"integrationId":7}' }, "p:shops.a.integrationId"],
  ["in YAML as text", "a:\n  integrationId: 7", "p:shops"],
  ["in YAML within brackets as text", "{ a: { integrationId: 7 } }", "p:shops"],
  ["in a query", { u: "https://x.example/?integrationId=7" }, "p:shops.u"],
  ["in an encoded query", { u: "https://x.example/?to=%3FintegrationId%3D7" }, "p:shops.u"],
  ["in another spelling", { a: { integration_id: 7 } }, "p:shops.a.integration_id"],
  ["as a list", { integrationIds: [7, 8] }, "p:shops.integrationIds"],
  ["as an object", { a: { integrationId: { value: 7 } } }, "p:shops.a.integrationId"],
  ["below a name with a dot", { "a.b": { integrationId: 7 } }, 'p:shops["a.b"].integrationId'],
];

const accounts: [shops: unknown, place: string][] = [
  [{ a: { account: "berlin" } }, "p:shops.a.account"],
  [[{ account: "berlin" }], "p:shops[0].account"],
  ['{"accounts":{}}', "p:shops.accounts"],
  [{ u: "https://x.example/?account=berlin" }, "p:shops.u"],
  ["{ a: { account: berlin } }", "p:shops"],
  ["shopName: A\naccount: berlin", "p:shops"],
];

const hosts: [title: string, shops: unknown, place: string][] = [
  ["a URL", { a: { webhookUrl: "https://hooks-a.example/t0ken" } }, "p:shops.a.webhookUrl"],
  ["a URL in a list", { u: ["https://x.example", "https://hooks-a.example"] }, "p:shops.u[1]"],
  ["a URL within a query", { u: "https://x.example/?to=https://hooks-a.example" }, "p:shops.u"],
  ["an encoded URL", { u: "https://x.example/?to=https%3A%2F%2Fhooks-a.example%2F" }, "p:shops.u"],
  [
    "a URL encoded twice",
    { u: "https://x.example/?to=https%253A%252F%252Fhooks-a.example" },
    "p:shops.u",
  ],
  ["a host within a query", { u: "https://x.example/?host=hooks-a.example" }, "p:shops.u"],
  ["a host within a path", { u: "https://x.example/hooks-a.example/t0ken" }, "p:shops.u"],
  ["JSON as text", { a: '{"urls":["https://hooks-a.example/x"]}' }, "p:shops.a.urls[0]"],
  ["escaped JSON", { a: '{"u":"https:\\/\\/hooks-a.example\\/x"}' }, "p:shops.a.u"],
  ["text that is escaped as JSON", { a: "https:\\u002f\\u002fhooks-a.example" }, "p:shops.a"],
  ["text that is escaped as HTML", { a: "https:&#x2F;&#47;hooks&#45;a.example" }, "p:shops.a"],
  ["a sentence", { a: { shopName: "see https://hooks-a.example/x." } }, "p:shops.a.shopName"],
  ["text on several lines", "one\nhttps://hooks-a.example/x", "p:shops"],
  ["capitals, with a final dot", { a: "HTTPS://HOOKS-A.EXAMPLE./x" }, "p:shops.a"],
  ["another port and a user", { a: "https://me:t0ken@hooks-a.example:8443/x" }, "p:shops.a"],
  ["another scheme", { a: "amqp://hooks-a.example/x" }, "p:shops.a"],
  ["no scheme", { a: "//hooks-a.example/x" }, "p:shops.a"],
  ["a host alone", { a: { host: "hooks-a.example" } }, "p:shops.a.host"],
  ["a host without a dot, on another port", { a: "http://localhost:3000/x" }, "p:shops.a"],
  ["letters beyond ASCII", { a: "https://bücher.example/x" }, "p:shops.a"],
  ["letters beyond ASCII, encoded", { a: "https://b%C3%BCcher.example/x" }, "p:shops.a"],
  ["an address", { a: "http://[::1]:80/x" }, "p:shops.a"],
  ["a name", { "https://hooks-a.example/t0ken": true }, 'p:shops["https://hooks-a.example/…"]'],
  ["a host that the environment has in a query", { a: "https://hooks-b.example" }, "p:shops.a"],
  ["a host that the environment has alone", { a: "https://hooks-c.example" }, "p:shops.a"],
];

const named: [stack: string, url: string][] = [
  ["staging", "https://staging.flowers.example/x"],
  ["staging", "https://flowers-staging.example/x"],
  ["staging", "https://hooks.staging.flowers.example:8443"],
  ["staging", "https://staging2.flowers.example"],
  ["staging", "https://flowersstaging.example"],
  ["staging", "https://x.example/?to=https%3A%2F%2Fstaging.flowers.example"],
  ["staging", "staging.flowers.example"],
  ["staging", "http://staging:8080/x"],
  ["acme/shops/staging", "https://STAGING.flowers.example"],
  ["eu-staging", "https://eu-staging.flowers.example"],
  ["eu_staging", "https://eu-staging.flowers.example"],
  ["dev", "https://flowers-dev.example"],
  ["int", "https://hooks.int.flowers.example"],
];

const unlike: [stack: string, url: string][] = [
  ["staging", "https://hooks.flowers.example/staging"],
  ["dev", "https://devices.example"],
  ["dev", "https://hooks.flowers.dev/x"],
  ["int", "https://print.points.example"],
  ["pr-1", "https://pr-12.flowers.example"],
];

describe("the guard of a promotion", () => {
  for (const [title, shops, place] of numbers)
    it(`refuses the number of an integration ${title}`, () =>
      refused(problemsOf(shops), place, /^(belongs to staging alone|names an integration)/));

  for (const [shops, place] of accounts)
    it(`refuses an account: ${JSON.stringify(shops)}`, () =>
      refused(
        problemsOf(shops),
        place,
        /^(belongs to staging alone|names an integration or account)/,
      ));

  for (const [title, shops, place] of hosts)
    it(`refuses a host of the source in ${title}`, () =>
      refused(
        problemsOf(shops),
        place,
        /^names \S+, a host of staging: move it to a key that is not/,
      ));

  for (const [stack, url] of named)
    it(`refuses ${url}, which has the name of the stack ${stack}`, () =>
      refused(problemsOf({ a: url }, {}, stack), "p:shops.a", /^names \S+, a host of \S+:/));

  for (const [stack, url] of unlike)
    it(`promotes ${url} from the stack ${stack}`, () =>
      assert.deepEqual(problemsOf({ a: url }, {}, stack), []));

  it("promotes what only looks like it", () => {
    for (const shops of [
      { a: { shopName: "Our account", note: "integration of 7 shops" } },
      { a: { shopName: "Accounts: all of them" } },
      { a: { webhookUrl: "https://nothooks-a.example/x" } },
      { a: { webhookUrl: "https://hooks-a.example.org/x" } },
      { a: { shopName: "[Sale] Flowers" } },
      { a: { shopName: "Localhost" } },
      { a: { shopName: "Flowers (staging)" } },
    ])
      assert.deepEqual(problemsOf(shops), []);
  });

  it("takes a shop whose name has a dot for a shop", () => {
    const shops = { "flowers.nl": { shopName: "Flowers" } };
    const source = configured({
      "p:shops": shops,
      "p:environment": { "flowers.nl": { integrationId: 1 } },
    });
    assert.deepEqual(promotionOf({ source }).problems, []);
  });

  for (const key of ["sendcloud:accounts", "sendcloud:publicKey", "sendcloud:baseUrl"])
    it(`refuses the key ${key}`, () => {
      const { problems } = promotionOf({ source: configured({ [key]: "x" }), keys: [key] });
      refused(problems, key, /^configures the provider of a stack: leave it out of --key$/);
    });

  it("refuses a key that has the name of a number or an account", () => {
    for (const key of ["p:integrationId", "p:accounts"])
      refused(
        promotionOf({ source: configured({ [key]: "x" }), keys: [key] }).problems,
        key,
        /^belongs to staging alone: move it/,
      );
  });

  it("refuses a secret of either stack, and shows nothing of it", () => {
    const plain = configured({ "p:shops": { a: { token: "t0ken" } } });
    const secret = {
      "p:shops": { value: '{"a":{"token":"t0ken"}}', objectValue: {}, secret: true },
    };
    const problem = (stack: string): string[] => [
      `p:shops has a secret of ${stack}: move it to a key that is not promoted`,
    ];
    assert.deepEqual(promotionOf({ source: secret, target: plain }), {
      changes: [],
      problems: problem("staging"),
    });
    assert.deepEqual(promotionOf({ source: plain, target: secret }), {
      changes: [],
      problems: problem("prod"),
    });
  });

  it("knows the hosts of secrets outside what is promoted", () => {
    const source = {
      ...configured({ "p:shops": { a: "https://hooks-d.example/x" } }),
      "p:hook": { value: "https://hooks-d.example/t0ken", secret: true },
    };
    refused(
      promotionOf({ source }).problems,
      "p:shops.a",
      /^names hooks-d\.example, a host of staging/,
    );
  });

  for (const [title, value, place] of [
    [
      "the number of an integration",
      { shopName: "P", integrationId: 3 },
      "p:shops.a.integrationId",
    ],
    ["a number as an object", { integrationId: { value: 3 } }, "p:shops.a.integrationId"],
    ["an account", { account: "berlin" }, "p:shops.a.account"],
    ["a URL of the target's hosts", { u: "https://hooks-p.example/x" }, "p:shops.a.u"],
    ["a URL with the target's name", { u: "https://prod.flowers.example" }, "p:shops.a.u"],
    ["numbers in a list", [{ integrationId: 3 }], "p:shops.a[0].integrationId"],
    ["numbers in JSON as text", '{"integrationId":3}', "p:shops.a.integrationId"],
  ] as const)
    it(`never replaces or removes what belongs to the target: ${title}`, () => {
      const target = configured({ "p:shops": { a: value }, "p:hook": "https://hooks-p.example" });
      for (const shops of [{ a: { shopName: "S" } }, { b: { shopName: "S" } }, {}]) {
        const problems = problemsOf(shops, target);
        assert.equal(problems.length, 1, problems.join("\n"));
        refused(
          problems,
          place,
          /^(belongs to prod alone|names \S+, a host of prod), and the promotion would replace it: move/,
        );
      }
    });

  it("leaves a value of the target alone that does not change", () => {
    const target = configured({ "p:shops": { a: { u: "https://prod.flowers.example", n: 1 } } });
    assert.deepEqual(problemsOf({ a: { u: "https://prod.flowers.example", n: 2 } }, target), []);
  });
});
