/** What is of one environment is never promoted, and never written over, wherever it stands. */
import assert from "node:assert/strict";
import { hostsIn } from "../../../../provider/src/cli/promote/hosts";
import { planned } from "../../../support/promotion";

/** The problems of promoting this as `p:shops`: a value on one line, or lines of a block. */
function problemsOf(
  shops: string,
  { target = "config: {}\n", targetHosts = [] }: { target?: string; targetHosts?: string[] } = {},
): string[] {
  const hosts = ["staging.example", "localhost:8080", "xn--bcher-kva.example", "[::1]:99"];
  const { problems, after } = planned({
    source: `config:\n  p:shops:${shops}\n`,
    target,
    hosts,
    targetHosts,
  });
  assert.equal(
    after === target,
    problems.length > 0,
    "nothing is written where there is a problem",
  );
  return problems;
}

const numbers: [title: string, shops: string, place: string][] = [
  ["in a list of shops", " [{ integrationId: 7, shopName: L }]", "p:shops[0].integrationId"],
  ["in a list in a list", " [[{ x: 1, integrationId: 7 }]]", "p:shops[0][0].integrationId"],
  ["in a block list", "\n    - shopName: L\n      integrationId: 7", "p:shops[0].integrationId"],
  ["behind an alias", "\n    a: &a { integrationId: 7 }\n    b: *a", "p:shops.b.integrationId"],
  [
    "behind an alias in a list",
    "\n    a: &a [{ integrationId: 7 }]\n    b: [*a]",
    "p:shops.b[0][0].integrationId",
  ],
  [
    "behind a merge key",
    "\n    a: &a { integrationId: 7 }\n    b: { <<: *a, shopName: B }",
    "p:shops.b.integrationId",
  ],
  [
    "behind a list of merged maps",
    "\n    a: &a { integrationId: 7 }\n    b: { <<: [{ x: 1 }, *a] }",
    "p:shops.b.integrationId",
  ],
  ["in JSON as text", ` '{"a":{"integrationId":7}}'`, "p:shops.a.integrationId"],
  [
    "in JSON as text on several lines",
    ' |\n      [\n        {"integrationId": 7}\n      ]',
    "p:shops[0].integrationId",
  ],
  [
    "in JSON within JSON",
    String.raw` "{\"a\":\"{\\\"integrationId\\\":7}\"}"`,
    "p:shops.a.integrationId",
  ],
  ["in YAML as text", " |\n      a:\n        integrationId: 7", "p:shops"],
  ["in YAML within brackets as text", " '{ a: { integrationId: 7 } }'", "p:shops"],
  [
    "in a query",
    " { a: { webhookUrl: https://x.example/?integrationId=7 } }",
    "p:shops.a.webhookUrl",
  ],
  [
    "in an encoded query",
    " { a: { webhookUrl: 'https://x.example/?to=%3FintegrationId%3D7' } }",
    "p:shops.a.webhookUrl",
  ],
  ["under a quoted key", ' { "a": { "integrationId": 7 } }', "p:shops.a.integrationId"],
  ["in another spelling", " { a: { integration_id: 7 } }", "p:shops.a.integration_id"],
  ["as a list", " { integrationIds: [7, 8] }", "p:shops.integrationIds"],
  ["as a map", " { a: { integrationId: { value: 7 } } }", "p:shops.a.integrationId"],
  [
    "of a shop with a dot in its name",
    " { a.b: { integrationId: 7 } }",
    'p:shops["a.b"].integrationId',
  ],
  ["of a shop with a numeric name", " { 123: { integrationId: 7 } }", "p:shops.123.integrationId"],
];

const hosts: [title: string, shops: string, place: string][] = [
  ["a URL", " { a: { webhookUrl: https://staging.example/x } }", "p:shops.a.webhookUrl"],
  [
    "a URL in a list",
    " { urls: [https://x.example, https://staging.example/x] }",
    "p:shops.urls[1]",
  ],
  [
    "a URL within a query",
    " { a: { webhookUrl: 'https://x.example/?to=https://staging.example/x' } }",
    "p:shops.a.webhookUrl",
  ],
  [
    "a URL within a query, encoded",
    " { a: { u: 'https://x.example/?to=https%3A%2F%2Fstaging.example%2Fx' } }",
    "p:shops.a.u",
  ],
  [
    "a URL within a query, encoded twice",
    " { a: { u: 'https://x.example/?to=https%253A%252F%252Fstaging.example' } }",
    "p:shops.a.u",
  ],
  [
    "a host within a query",
    " { a: { u: 'https://x.example/?host=staging.example' } }",
    "p:shops.a.u",
  ],
  [
    "a URL in JSON as text",
    ` { a: '{"urls":["https://staging.example/x"]}' }`,
    "p:shops.a.urls[0]",
  ],
  [
    "a URL in JSON as text, escaped",
    String.raw` { a: '{"u":"https:\/\/staging.example\/x"}' }`,
    "p:shops.a.u",
  ],
  [
    "a URL within a sentence",
    " { a: { shopName: 'see https://staging.example/x.' } }",
    "p:shops.a.shopName",
  ],
  ["a URL in text on several lines", " |\n      one\n      https://staging.example/x", "p:shops"],
  ["a URL in folded text", "\n    a: >-\n      to\n      https://staging.example/x", "p:shops.a"],
  ["a URL in capitals, with a final dot", " { a: HTTPS://STAGING.EXAMPLE./x }", "p:shops.a"],
  [
    "a URL with another port and a user",
    " { a: 'https://me:secret@staging.example:8443/x' }",
    "p:shops.a",
  ],
  ["a URL of another scheme", " { a: wss://staging.example/x }", "p:shops.a"],
  ["a URL without a scheme", " { a: //staging.example/x }", "p:shops.a"],
  ["a host alone", " { a: { host: staging.example } }", "p:shops.a.host"],
  ["a host without a dot, on another port", " { a: http://localhost:3000/x }", "p:shops.a"],
  ["a host with letters beyond ASCII", " { a: https://bücher.example/secret }", "p:shops.a"],
  ["an address", " { a: 'http://[::1]:80/x' }", "p:shops.a"],
  [
    "a URL as a key",
    ' { "https://staging.example/x": true }',
    'p:shops["https://staging.example/…"]',
  ],
  [
    "a URL behind an alias",
    "\n    a: &a [https://staging.example/x]\n    b: { c: *a }",
    "p:shops.b.c[0]",
  ],
];

const opaque: [title: string, shops: string, problem: RegExp][] = [
  [
    "a tag",
    " { a: !!binary aGVsbG8= }",
    /^p:shops\.a has the tag .*binary: what cannot be looked through is not promoted$/,
  ],
  ["a tag of a map", " { a: !shop { x: 1 } }", /^p:shops\.a has the tag !shop/],
  [
    "an alias of what it is in",
    " { a: &a [*a] }",
    /^p:shops\.a\[0\].* is an alias of what it is in/,
  ],
  [
    "a merge of what is no map",
    "\n    a: &a 5\n    b: { <<: *a }",
    /^p:shops\.b\["<<"\] merges what is no map/,
  ],
  [
    "a key that is a list",
    "\n    ? [a, b]\n    : 1",
    /^p:shops\["\[a, b\]"\] is a key that readers of YAML name differently/,
  ],
  [
    "a key that other readers name differently",
    " { 007: { shopName: Bond } }",
    /^p:shops\.007 is a key that readers of YAML name differently/,
  ],
];

describe("the guard of a promotion", () => {
  for (const [title, shops, place] of numbers) {
    it(`finds the number of an integration ${title}`, () => {
      const problems = problemsOf(shops);
      assert.ok(
        problems.includes(
          `${place} is of one environment, and is never promoted: move it out of what is promoted`,
        ),
        problems.join("\n"),
      );
    });
  }

  for (const [title, shops, place] of hosts) {
    it(`finds a host of the source in ${title}`, () => {
      const found = problemsOf(shops).find((problem) => problem.startsWith(`${place} `)) ?? "";
      assert.match(found, /, a host of staging: promoting it would send the target's data there/);
      assert.doesNotMatch(found, /secret|example\/x/, "of a URL, the host alone is shown");
    });
  }

  for (const [title, shops, problem] of opaque) {
    it(`refuses ${title}, with its place`, () => {
      const problems = problemsOf(shops);
      assert.ok(
        problems.some((one) => problem.test(one)),
        problems.join("\n"),
      );
    });
  }

  for (const shops of [
    " { a: { account: berlin } }",
    " [{ account: berlin }]",
    ` '{"accounts":{}}'`,
    " { a: 'https://x.example/?account=berlin' }",
  ]) {
    it(`refuses an account: ${shops.trim()}`, () => {
      assert.match(problemsOf(shops).join("\n"), /is of one environment, and is never promoted/);
    });
  }

  for (const shops of [
    " { a: { webhookUrl: { secure: v1:abc } } }",
    "\n    - secure: v1:abc",
    "\n    secure: v1:abc",
    "\n    a: &a { secure: v1:abc }\n    b: *a",
    ` { a: { "secure": v1:abc } }`,
  ]) {
    it(`refuses a secret, and does not show it: ${JSON.stringify(shops)}`, () => {
      const problems = problemsOf(shops).join("\n");
      assert.match(problems, / is a secret of staging: secrets are not promoted/);
      assert.doesNotMatch(problems, /v1:abc/);
    });
  }

  for (const key of [
    "sendcloud:accounts",
    "sendcloud:publicKey",
    "sendcloud:baseUrl",
    "p:integrationId",
  ]) {
    it(`refuses the key ${key} itself`, () => {
      const { problems } = planned({
        source: `config:\n  ${key}: x\n`,
        target: "config: {}\n",
        keys: [key],
      });
      assert.deepEqual(problems, [
        `${key} is of one environment, and is never promoted: move it out of what is promoted`,
      ]);
    });
  }

  for (const [title, kept, lost] of [
    [
      "the number of an integration",
      "{ shopName: P, integrationId: 3 }",
      /^p:shops\.a\.integrationId is of prod alone/,
    ],
    ["an account", "{ shopName: P, account: berlin }", /^p:shops\.a\.account is of prod alone/],
    [
      "a secret",
      "{ shopName: P, webhookUrl: { secure: v1:p } }",
      /^p:shops\.a\.webhookUrl is a secret of prod/,
    ],
    [
      "a URL of the target's",
      "{ webhookUrl: https://prod.example/x }",
      /^p:shops\.a\.webhookUrl is https:\/\/prod\.example\/…, a host of prod/,
    ],
    [
      "numbers in a list",
      "[{ integrationId: 3 }]",
      /^p:shops\.a\[0\]\.integrationId is of prod alone/,
    ],
    [
      "numbers in JSON as text",
      `'{"integrationId":3}'`,
      /^p:shops\.a\.integrationId is of prod alone/,
    ],
  ] as const) {
    it(`never overwrites or removes what the target has of its own: ${title}`, () => {
      for (const shops of [" { a: { shopName: S } }", " { b: { shopName: S } }", " {}"]) {
        const problems = problemsOf(shops, {
          target: `config:\n  p:shops:\n    a: ${kept}\n`,
          targetHosts: ["prod.example"],
        });
        assert.equal(problems.length, 1, problems.join("\n"));
        assert.match(problems[0] ?? "", lost);
        assert.match(
          problems[0] ?? "",
          /, and promoting would overwrite or remove it: move it out of what is promoted$/,
        );
      }
    });
  }

  it("promotes what only looks like it: words, other hosts, and text that is no JSON", () => {
    for (const shops of [
      " { a: { shopName: Our account, note: 'integration of 7 shops' } }",
      " { a: { webhookUrl: https://notstaging.example/x } }",
      " { a: { webhookUrl: https://staging.example.org/x } }",
      " { a: { shopName: '[Sale] Flowers' } }",
      " { a: { shopName: Localhost } }",
    ])
      assert.deepEqual(problemsOf(shops), []);
  });

  it("knows the hosts in configuration values, also in objects", () => {
    assert.deepEqual(
      [...hostsIn(["https://a.example/x", '{"b":"http://B.example:8080"}', "c.example"])],
      ["a.example", "b.example:8080"],
    );
    assert.deepEqual(
      [...hostsIn(["https://a.example/?to=https%3A%2F%2Fb.example%2Fx"])],
      ["a.example", "b.example"],
    );
  });
});
