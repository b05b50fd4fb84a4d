/** What `review --fail-on risk` stops: risks, and all that cannot be seen. */
import assert from "node:assert/strict";
import { has, reviewOf } from "../../../../provider/src/cli/review/review";
import { commented, commentOn } from "../../../support/preview";
import { ofPlugin, printed, secret, step, unknown } from "../../../support/printed-preview";

const shop = { integrationId: 7, shopName: "A" };
const hidden = { ...shop, webhookUrl: secret };
const restored = { ...shop, onDestroy: "restore" };
const update = (before: object, after: object): object[] => [
  step("update", "s", { before, after }),
];

const of = (steps: readonly object[], rest?: object): ReturnType<typeof reviewOf> =>
  reviewOf(printed(steps, rest));

describe("--fail-on risk stops", () => {
  const stopped: [what: string, steps: object[]][] = [
    ["an update in which nothing but a secret is declared to differ", update(hidden, hidden)],
    [
      "an update of a secret name",
      update({ integrationId: 7, shopName: secret }, { integrationId: 7, shopName: secret }),
    ],
    [
      "an update of a secret flag",
      update({ ...shop, servicePointEnabled: secret }, { ...shop, servicePointEnabled: secret }),
    ],
    [
      "an update of a list with a secret in it",
      update(
        { ...shop, servicePointCarriers: ["dhl", secret] },
        { ...shop, servicePointCarriers: ["dhl", secret] },
      ),
    ],
    ["an update in which nothing differs, and nothing is a secret", update(shop, shop)],
    [
      "a secret that may change beside a name that does",
      update(hidden, { ...hidden, shopName: "B" }),
    ],
    ["a URL that becomes a secret", update({ ...shop, webhookUrl: "https://x.example" }, hidden)],
    [
      "a flag that is turned off, and was a secret",
      update({ ...shop, servicePointEnabled: secret }, { ...shop, servicePointEnabled: false }),
    ],
    [
      "a webhook that is turned off, and was a secret",
      update({ ...shop, webhookActive: secret }, { ...shop, webhookActive: false }),
    ],
    [
      "feedback that stops, and was a secret",
      update({ ...shop, feedbackType: secret }, { ...shop, feedbackType: "none" }),
    ],
    [
      "a flag that is not known yet",
      update({ ...shop, servicePointEnabled: true }, { ...shop, servicePointEnabled: unknown }),
    ],
    [
      "carriers that are not known yet",
      update(
        { ...shop, servicePointCarriers: ["dhl"] },
        { ...shop, servicePointCarriers: unknown },
      ),
    ],
    [
      "feedback that is not known yet",
      update({ ...shop, feedbackType: "eager" }, { ...shop, feedbackType: unknown }),
    ],
    ["an onDestroy that is not known yet", update(shop, { ...shop, onDestroy: unknown })],
    [
      "a setting that was not managed, whatever it becomes",
      update(shop, { ...shop, servicePointEnabled: false }),
    ],
    [
      "a property that this version does not know",
      update({ ...shop, returnsPortal: true }, { ...shop, returnsPortal: false, shopName: "B" }),
    ],
    [
      "a secret URL whose webhook may be on again once it is restored",
      update({ ...hidden, ...restored, webhookActive: false }, hidden),
    ],
    [
      "an integration that is a secret",
      update({ ...shop, integrationId: secret }, { ...shop, integrationId: secret, shopName: "B" }),
    ],
    ["an adoption", [step("create", "s", { after: shop })]],
    [
      "an adoption of an integration that is not known yet",
      [step("create", "s", { after: { ...shop, integrationId: unknown } })],
    ],
    ["a replacement by the same", [step("replace", "s", { before: shop, after: shop })]],
    [
      "a replacement that is printed in its parts",
      [
        step("create-replacement", "s", { after: shop }),
        step("delete-replaced", "s", { before: shop }),
      ],
    ],
    [
      "another integration",
      [step("replace", "s", { before: shop, after: { ...shop, integrationId: 8 } })],
    ],
    [
      "another account that is not known yet",
      [step("replace", "s", { before: shop, after: { ...shop, account: unknown } })],
    ],
    ["a removal that restores", [step("delete", "s", { before: restored })]],
    [
      "a removal that may restore",
      [step("delete", "s", { before: { ...shop, onDestroy: secret } })],
    ],
    ["a removal of what is not shown", [step("delete", "s", {})]],
    ["an update of what is not shown", [step("update", "s", {})]],
    [
      "an operation that this version does not know",
      [step("transmogrify", "s", { before: shop, after: shop })],
    ],
    [
      "a removal that restores, though another resource declares the integration from now on",
      [step("create", "t", { after: shop }), step("delete", "s", { before: restored })],
    ],
  ];
  for (const [what, steps] of stopped) {
    it(what, () => {
      for (const result of [of(steps), of(ofPlugin(steps))]) {
        assert.equal(has(result, "risk"), true);
        assert.doesNotMatch(commented(result), /no risks/);
      }
    });
  }

  it("changes that the preview counts, but does not list", () => {
    assert.equal(has(of([], { changeSummary: { same: 2, update: 1 } }), "risk"), true);
    assert.equal(
      has(
        of(update(shop, { ...shop, shopName: "B" }), { changeSummary: { same: 2, update: 1 } }),
        "risk",
      ),
      false,
    );
  });

  it("an import of a dynamic resource, which no engine knows", () => {
    assert.equal(has(of([step("import", "s", { after: shop })]), "risk"), true);
  });
});

describe("--fail-on risk lets pass", () => {
  const passed: [what: string, steps: object[]][] = [
    ["nothing", []],
    ["another name", update(shop, { ...shop, shopName: "B" })],
    [
      "more carriers",
      update(
        { ...shop, servicePointCarriers: ["dhl"] },
        { ...shop, servicePointCarriers: ["dhl", "ups"] },
      ),
    ],
    [
      "a webhook URL that counts for nothing, since the webhook is off",
      update(
        { ...hidden, webhookActive: false },
        { ...hidden, webhookActive: false, shopName: "B" },
      ),
    ],
    ["a removal that leaves the shop as it is", [step("delete", "s", { before: shop })]],
    [
      "a removal of which Pulumi asks nobody",
      [step("delete", "s", { before: restored, old: { retainOnDelete: true } })],
    ],
    ["what is only looked up from now on", [step("read", "s", { before: restored, after: {} })]],
    ["a look-up", [step("read", "s", { after: {} })]],
    ["what a refresh reads", [step("refresh", "s", { before: shop, after: shop })]],
    [
      "resources of others, and providers",
      [
        step("update", "b", { type: "aws:s3/bucket:Bucket" }),
        step("replace", "p", { type: "pulumi:providers:pulumi-nodejs" }),
      ],
    ],
  ];
  for (const [what, steps] of passed) {
    it(what, () => {
      for (const result of [of(steps), of(ofPlugin(steps))])
        assert.equal(has(result, "risk"), false);
    });
  }
});

describe("what a refresh finds", () => {
  const drifted = { ...shop, webhookActive: false };
  const live = { ...shop, webhookActive: true, webhookUrl: "https://x.example" };
  const stack = { type: "pulumi:pulumi:Stack", before: {}, after: {} };
  const found = step("update", "s", { before: live, after: drifted });
  const gone = step("delete", "t", { before: { ...restored, integrationId: 8 } });

  it("is told as that, and sends nothing", () => {
    const text = commentOn([step("refresh", "shops-prod", stack), found, gone]);
    assert.match(text, /Changed at Sendcloud: the refresh records it, and sends nothing/);
    assert.match(text, /`webhookActive` \| `true` \| `false` \| ⚠️ \*\*Risk: parcel status stops/);
    assert.match(text, /Risk: `t` .*: Not found: the refresh drops it from the state/);
  });

  it("is not what the program changes, nor what a destroy does, where they refresh first", () => {
    const steps = [step("refresh", "shops-prod", stack), step("refresh", "s", { before: live })];
    const preview = [...steps, step("same", "shops-prod", stack), found];
    const destroy = [...steps, step("delete", "s", { before: restored })];
    assert.doesNotMatch(commentOn(preview), /Changed at Sendcloud/);
    assert.match(commentOn(destroy), /Risk: `s` .*: No longer managed: the shop returns to/);
  });
});

describe("a line about an adoption", () => {
  const after = { integrationId: 1, shopName: "A", servicePointEnabled: false };
  const adopted = (...diagnostics: object[]): string =>
    commentOn([step("create", "s", { after })], {
      diagnostics: diagnostics.map((one) => ({ severity: "info", ...one })),
    });
  const fence = "`".repeat(3);
  const line = "resource 's' adopts integration 1:\n  servicePointEnabled: true → false";
  const urn = "urn:pulumi:prod::shops::pulumi-nodejs:dynamic/sendcloud:IntegrationSettings::s";

  const gated = (after: object, ...diagnostics: object[]): boolean =>
    has(
      of([step("create", "s", { after })], {
        diagnostics: diagnostics.map((one) => ({ severity: "info", ...one })),
      }),
      "risk",
    );

  it("leaves a calm adoption to its reader: the program alone decides what --fail-on risk stops", () => {
    const calm = { ...after, shopUrl: "https://x.example", webhookActive: false };
    for (const about of [{ message: line }, { message: "said of the URN", urn }]) {
      assert.equal(gated(calm, about), false);
      assert.equal(gated({ ...calm, shopName: secret }, about), true);
      assert.equal(gated({ integrationId: 1, webhookUrl: "" }, about), true);
      assert.equal(gated({ integrationId: unknown, shopName: "A" }, { ...about, urn }), true);
    }
    assert.equal(gated(calm), true, "nobody has looked");
    assert.equal(gated(calm, { message: line.replaceAll("1", "12") }), true, "another shop");
    for (const severity of ["info", "warning"])
      assert.equal(gated(calm, { severity, urn, message: `warning: ${line}` }), true, "it failed");
  });

  it("is shown as it stands, and makes nothing known", () => {
    for (const message of [line, "integration 1 (s): anything that is said,\n  in any words"]) {
      const text = adopted({ message });
      assert.ok(text.includes(`${fence}text\n${message}\n${fence}`), text);
      assert.match(text, /^1 integration changes, \*\*1 not known\*\*\.$/m);
    }
    assert.match(adopted({ message: "said of the URN", urn }), /^said of the URN$/m);
  });

  it("is of this resource, or is not shown: programs print lines of their own", () => {
    for (const message of [
      "resource 's' adopts integration 12: x",
      "resource 'shop' adopts integration 1: x",
      "resource 's-2' adopts integration 1: x",
      "the key is canary",
      "integration 1 of canary",
    ])
      assert.doesNotMatch(adopted({ message }, { message: line, urn: `${urn}2` }), /```/, message);
  });

  it("ends no block, and shows of a URL the host", () => {
    const text = adopted({
      message: "resource 's' adopts integration 1:\n````\n@octocat https://x.example/canary",
    });
    assert.match(text, /^`{5}text$[^]*^`{5}$/m);
    assert.doesNotMatch(text, /canary/);
  });
});

describe("the first line", () => {
  const first = (text: string): string | undefined =>
    text.split("\n").find((line) => /change/.test(line));

  it("counts warnings, those that the provider prints too", () => {
    const result = of(update(shop, { ...shop, shopName: "B" }), {
      diagnostics: [
        { severity: "warning", message: "warning: one" },
        { severity: "info", message: "warning: integration 7: two\n\n" },
        { severity: "info", message: "no warning: three" },
      ],
    });
    assert.equal(first(commented(result)), "1 integration changes, no risks, **2 warnings**.");
  });

  it("counts what is not known apart from risks", () => {
    const result = of([
      ...update(shop, { ...shop, integrationId: 7, feedbackType: "none" }),
      step("delete", "t", { before: { ...restored, integrationId: 8 } }),
    ]);
    assert.equal(first(commented(result)), "2 integrations change, **1 risk**, **1 not known**.");
  });
});
