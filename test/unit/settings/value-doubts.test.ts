/** Which values Sendcloud would probably not take. */
import assert from "node:assert/strict";
import { valueDoubts } from "../../../provider/src/settings/value-doubts";

describe("doubts about values", () => {
  const cases: [title: string, declared: Record<string, unknown>, texts: RegExp[]][] = [
    [
      "none about known codes, and codes of that form",
      { servicePointCarriers: ["dhl", "mondial_relay", "new_carrier"] },
      [],
    ],
    [
      "suggest the known code for another spelling",
      { servicePointCarriers: ["mondial-relay"] },
      [/did you mean "mondial_relay"\?/],
    ],
    [
      "suggest the known code for capitals",
      { servicePointCarriers: ["DHL", "PostNL "] },
      [/did you mean "dhl"\?/, /did you mean "postnl"\?/],
    ],
    [
      "suggest the known code for a missing underscore",
      { servicePointCarriers: ["mondialrelay"] },
      [/"mondial_relay"/],
    ],
    [
      "suggest the known code for a typo",
      { servicePointCarriers: ["colisimo"] },
      [/did you mean "colissimo"\?/],
    ],
    [
      "about a code of another form",
      { servicePointCarriers: ["My Carrier"] },
      [/is unlike Sendcloud's carrier codes/],
    ],
    [
      "about an underscore in a host",
      { shopUrl: "https://my_shop.example" },
      [/^shopUrl has an underscore/],
    ],
    [
      "about a host without a dot",
      { webhookUrl: "https://intranet/x" },
      [/^webhookUrl has no dot/],
    ],
    [
      "about a long URL",
      { webhookUrl: `https://hooks.example/${"x".repeat(200)}` },
      [/^webhookUrl has 222 characters/],
    ],
    [
      "none about an address or a usual URL",
      { shopUrl: "https://203.0.113.9", webhookUrl: "https://hooks.example/x" },
      [],
    ],
    [
      "none about what is no text or no list",
      { shopUrl: 3, servicePointCarriers: "dhl", webhookUrl: null },
      [],
    ],
  ];
  it("show no code that the program holds secret", () => {
    const found = valueDoubts({ servicePointCarriers: ["canary!", "DHL"] }, false, [
      "servicePointCarriers",
    ]).map(({ text }) => text);
    assert.deepEqual(found, [
      "servicePointCarriers: a code is unlike those that Sendcloud is known to use (which one is not shown, since it is a secret)",
    ]);
  });
  for (const [title, declared, texts] of cases) {
    it(title, () => {
      const found = valueDoubts(declared, false).map(({ text }) => text);
      assert.equal(found.length, texts.length, found.join("\n"));
      for (const [at, text] of texts.entries()) assert.match(found[at] ?? "", text);
    });
  }

  it("none about this machine while the API is an emulator", () =>
    assert.deepEqual(valueDoubts({ webhookUrl: "http://localhost:8080/" }, true), []));
});
