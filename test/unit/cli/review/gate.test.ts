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

describe("the table that a preview prints of an adoption", () => {
  const urn = "urn:pulumi:prod::shops::pulumi-nodejs:dynamic/sendcloud:IntegrationSettings::s";
  const title = "resource 's' adopts integration 1:";
  const off = { integrationId: 1, webhookActive: false };
  const wasOn = `${title}\n  webhookActive: true → false`;
  const wasOff = `${title}\n  webhookActive: false, unchanged`;
  const adopted = (after: object, ...diagnostics: object[]): ReturnType<typeof reviewOf> =>
    of([step("create", "s", { after })], {
      diagnostics: diagnostics.map((one) => ({ severity: "info", ...one })),
    });
  const gated = (after: object, ...diagnostics: object[]): boolean =>
    has(adopted(after, ...diagnostics), "risk");

  it("says what the shop loses: that is a risk, as in an update", () => {
    for (const about of [{ message: wasOn }, { message: `<{%reset%}>${wasOn}\n`, urn }]) {
      const result = adopted(off, about);
      assert.deepEqual([has(result, "risk"), result.risks, result.unknowns], [true, 1, 0]);
      assert.match(
        commented(result),
        /\| `webhookActive` \| `true` \| `false` \| ⚠️ \*\*Risk: parcel status stops reaching its webhook/,
      );
    }
  });

  it("says what was there before, so that a calm adoption passes", () => {
    const after = { ...off, shopName: "B", shopUrl: "https://x.example/canary" };
    const lines = '\n  shopName: "A\\u200b" → "B"\n  shopUrl: nothing → "https://x.example/…"';
    const result = adopted(after, { message: wasOff + lines });
    assert.deepEqual([has(result, "risk"), has(result, "change")], [false, true]);
    const text = commented(result);
    assert.match(text, /^1 integration changes, no risks\.$/m);
    assert.match(text, /^Adopted\.$/m);
    assert.match(text, /^\| `shopName` \| "A&#92;u200b" \| `B` \|/m);
    assert.match(text, /^\| `shopUrl` \| _none_ \| `https:\/\/x\.example\/…` \|/m);
    assert.doesNotMatch(text, /webhookActive|canary|```/);
  });

  it("that has nothing but what is unchanged counts as no change", () => {
    const result = adopted(off, { message: wasOff });
    assert.deepEqual([has(result, "risk"), has(result, "change")], [false, false]);
    const text = commented(result);
    assert.match(text, /^No integration changes, 1 adopted with nothing to change, no risks\.$/m);
    assert.match(text, /^- `s` \(integration 1\): Adopted, with nothing to change\.$/m);
  });

  it("leaves a secret not known, unless it counts for nothing", () => {
    const message = `${title}\n  webhookUrl: "https://x.example/…" → [secret], which may be the same`;
    const result = adopted({ integrationId: 1, webhookUrl: secret }, { message });
    assert.deepEqual([has(result, "risk"), result.risks, result.unknowns], [true, 0, 1]);
    assert.match(commented(result), /`https:\/\/x\.example\/…` \| _a secret_ \| ❔ Not known: /);
    const name = `${title}\n  shopName: [secret] → [secret], which may be the same`;
    assert.equal(gated({ integrationId: 1, shopName: secret }, { message: name }), true);
    const both = `${message}\n  webhookActive: false, unchanged`;
    assert.equal(gated({ ...off, webhookUrl: secret }, { message: both }), false);
  });

  const others: [what: string, ...diagnostics: object[]][] = [
    ["that is missing"],
    ["of another integration", { message: wasOff.replace("1", "12") }],
    ["of another resource", { message: wasOff.replace("'s'", "'shop'") }],
    ["of another URN", { message: wasOff, urn: `${urn}2` }],
    ["that is not the only one", { message: wasOff }, { message: wasOn }],
    ["with a line that is none of its own", { message: `${wasOff}\n  or so` }],
    ["with another setting alone", { message: `${title}\n  shopName: "A", unchanged` }],
    ["inside another text", { message: `see ${wasOff}` }],
    ["that is a warning", { message: `warning: ${wasOff}` }],
    ["in a warning", { message: wasOff, severity: "warning" }],
  ];
  for (const [what, ...diagnostics] of others)
    it(`${what} makes nothing known`, () => {
      const result = adopted(off, ...diagnostics);
      assert.deepEqual([has(result, "risk"), result.unknowns], [true, 1]);
      assert.match(commented(result), /^Adopted: the preview does not show all that changes\.$/m);
    });

  it("is of the integration that a replacement adopts", () => {
    const steps = [step("replace", "s", { before: { ...off, integrationId: 2 }, after: off })];
    const result = of(steps, { diagnostics: [{ severity: "info", message: wasOn }] });
    assert.match(commented(result), /\| `webhookActive` \| `true` \| `false` \| ⚠️/);
  });

  it("is read of two hundred shops, which are told at once", () => {
    const ids = Array.from({ length: 200 }, (_one, at) => at);
    const result = of(
      ids.map((id) => step("create", `s${id}`, { after: { ...off, integrationId: id } })),
      {
        diagnostics: ids.map((id) => ({
          severity: "info",
          message: `resource 's${id}' adopts integration ${id}:\n  webhookActive: true → false`,
        })),
      },
    );
    assert.equal(result.risks, 200);
    assert.match(commented(result), /^### ⚠️ Risk: 200 shops: `webhookActive`$/m);
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

  it("is said once of a preview that failed", () => {
    const text = commentOn([], { diagnostics: [{ severity: "error", message: "error: one" }] });
    assert.equal(text.match(/The preview failed/g)?.length, 1);
    assert.match(text, /^\*\*The preview failed with 1 problem, [^]*^\*\*Problems\*\*\n\n- one$/m);
  });

  it("counts what is not known apart from risks", () => {
    const result = of([
      ...update(shop, { ...shop, integrationId: 7, feedbackType: "none" }),
      step("delete", "t", { before: { ...restored, integrationId: 8 } }),
    ]);
    assert.equal(first(commented(result)), "2 integrations change, **1 risk**, **1 not known**.");
  });
});
