/** What `review --fail-on risk` stops: risks, and all that cannot be seen. What is no preview is refused. */
import assert from "node:assert/strict";
import { has, reviewOf } from "../../../../provider/src/cli/review/review";
import { commented, commentOn } from "../../../support/preview";
import { ofPlugin, printed, secret, step, unknown } from "../../../support/printed-preview";

const shop = { integrationId: 7, shopName: "A" };
const named = { shopName: "B" };
const hook = { webhookUrl: secret };
const off = { webhookActive: false };
const restored = { onDestroy: "restore" };
const update = (before: object, after: object): object[] => [
  step("update", "s", { before: { ...shop, ...before }, after: { ...shop, ...after } }),
];
const same = (settings: object): object[] => update(settings, settings);
const becoming = (name: string, before: unknown, after: unknown): object[] =>
  update({ [name]: before }, { [name]: after });
const replace = (more: object): object =>
  step("replace", "s", { before: shop, after: { ...shop, ...more } });
const adopting = (more: object, name = "s"): object =>
  step("create", name, { after: { ...shop, ...more } });
const removing = (more: object, name = "s"): object =>
  step("delete", name, { before: { ...shop, ...more } });

const of = (steps: readonly object[], rest?: object): ReturnType<typeof reviewOf> =>
  reviewOf(printed(steps, rest));
const isStopped = (steps: readonly object[], rest?: object): boolean =>
  has(of(steps, rest), "risk");

describe("--fail-on risk stops", () => {
  const parts = [
    step("create-replacement", "s", { after: shop }),
    step("delete-replaced", "s", { before: shop }),
  ];
  for (const [what, steps] of [
    ["an update in which nothing but a secret is declared to differ", same(hook)],
    ["an update of a secret name", same({ shopName: secret })],
    ["an update of a secret flag", same({ servicePointEnabled: secret })],
    ["an update of a list with a secret in it", same({ servicePointCarriers: ["dhl", secret] })],
    ["an update in which nothing differs, and nothing is a secret", same({})],
    ["a secret that may change beside a name that does", update(hook, { ...hook, ...named })],
    ["a URL that becomes a secret", becoming("webhookUrl", "https://x.example", secret)],
    ["a flag that is turned off, and was a secret", becoming("servicePointEnabled", secret, false)],
    ["a webhook that is turned off, and was a secret", becoming("webhookActive", secret, false)],
    ["feedback that stops, and was a secret", becoming("feedbackType", secret, "none")],
    ["a flag that is not known yet", becoming("servicePointEnabled", true, unknown)],
    ["carriers that are not known yet", becoming("servicePointCarriers", ["dhl"], unknown)],
    ["feedback that is not known yet", becoming("feedbackType", "eager", unknown)],
    ["an onDestroy that is not known yet", update({}, { onDestroy: unknown })],
    ["a setting that was not managed", update({}, { servicePointEnabled: false })],
    ["an unknown property", update({ portal: true }, { portal: false, ...named })],
    ["a secret URL of a webhook that may return", update({ ...hook, ...restored, ...off }, hook)],
    [
      "a secret integration",
      update({ integrationId: secret }, { integrationId: secret, ...named }),
    ],
    ["an adoption", [adopting({})]],
    ["an adoption of an integration that is not known yet", [adopting({ integrationId: unknown })]],
    ["a replacement by the same", [replace({})]],
    [
      "a replacement that may restore first",
      [step("replace", "s", { before: { ...shop, ...restored }, after: { ...shop, ...restored } })],
    ],
    ["feedback that stops, in another spelling", becoming("feedbackType", "Eager", "none")],
    ["a replacement that is printed in its parts", parts],
    ["another integration", [replace({ integrationId: 8 })]],
    ["another account that is not known yet", [replace({ account: unknown })]],
    ["a removal that restores", [removing(restored)]],
    ["a removal that may restore", [removing({ onDestroy: secret })]],
    ["a removal of what is not shown", [step("delete", "s", {})]],
    ["an update of what is not shown", [step("update", "s", {})]],
    ["an unknown operation", [step("transmogrify", "s", { before: shop, after: shop })]],
    ["a removal that restores what another adopts", [adopting({}, "t"), removing(restored)]],
  ] as const)
    it(what, () => {
      for (const result of [of(steps), of(ofPlugin(steps))]) {
        assert.equal(has(result, "risk"), true);
        assert.doesNotMatch(commented(result), /no risks/);
      }
    });

  it("changes that the preview counts, but does not list", () => {
    const rest = { changeSummary: { same: 2, update: 1 } };
    assert.equal(isStopped([], rest), true);
    assert.equal(isStopped(becoming("shopName", "A", "B"), rest), false);
  });

  it("an import of a dynamic resource, which no engine knows", () => {
    assert.equal(isStopped([step("import", "s", { after: shop })]), true);
  });
});

describe("--fail-on risk lets pass", () => {
  const kept = step("delete", "s", {
    before: { ...shop, ...restored },
    old: { retainOnDelete: true },
  });
  const bucket = step("update", "b", { type: "aws:s3/bucket:Bucket" });
  const provider = step("replace", "p", { type: "pulumi:providers:pulumi-nodejs" });
  for (const [what, steps] of [
    ["nothing", []],
    ["another name", becoming("shopName", "A", "B")],
    ["more carriers", becoming("servicePointCarriers", ["dhl"], ["dhl", "ups"])],
    [
      "the URL of a webhook that is off",
      update({ ...hook, ...off }, { ...hook, ...off, ...named }),
    ],
    ["a removal that leaves the shop as it is", [removing({})]],
    ["a removal of which Pulumi asks nobody", [kept]],
    ["what is only looked up from now on", [step("read", "s", { before: restored, after: {} })]],
    ["a look-up", [step("read", "s", { after: {} })]],
    ["what a refresh reads", [step("refresh", "s", { before: shop, after: shop })]],
    ["resources of others, and providers", [bucket, provider]],
  ] as const)
    it(what, () => {
      assert.deepEqual([isStopped(steps), isStopped(ofPlugin(steps))], [false, false]);
    });
});

describe("what a refresh finds", () => {
  const live = { ...shop, webhookActive: true, webhookUrl: "https://x.example" };
  const stack = { type: "pulumi:pulumi:Stack", before: {}, after: {} };
  const refreshed = step("refresh", "shops-prod", stack);
  const found = step("update", "s", { before: live, after: { ...shop, ...off } });

  it("is told as that, and sends nothing", () => {
    const text = commentOn([refreshed, found, removing({ ...restored, integrationId: 8 }, "t")]);
    assert.match(text, /Changed at Sendcloud: the refresh records it, and sends nothing/);
    assert.match(text, /`webhookActive` \| `true` \| `false` \| ⚠️ \*\*Risk: parcel status stops/);
    assert.match(text, /Risk: `t` .*: Not found: the refresh drops it from the state/);
  });

  it("is not what the program changes, nor what a destroy does, where they refresh first", () => {
    const steps = [refreshed, step("refresh", "s", { before: live })];
    const preview = commentOn([...steps, step("same", "shops-prod", stack), found]);
    assert.doesNotMatch(preview, /Changed at Sendcloud/);
    const destroy = commentOn([...steps, removing(restored)]);
    assert.match(destroy, /Risk: `s` .*: No longer managed: the shop returns to/);
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
    ["that shows two values alike", { message: `${title}\n  webhookActive: false → false` }],
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

it("the first line counts warnings, those that the provider prints too, and what is not known apart from risks", () => {
  const first = (text: string): string | undefined =>
    text.split("\n").find((line) => /change/.test(line));
  const messages = ["warning: one", "warning: integration 7: two\n\n", "no warning: three"];
  const diagnostics = messages.map((message, at) => ({
    severity: at ? "info" : "warning",
    message,
  }));
  const warned = commented(of(becoming("shopName", "A", "B"), { diagnostics }));
  assert.equal(first(warned), "1 integration changes, no risks, **2 warnings**.");
  const risk = removing({ ...restored, integrationId: 8 }, "t");
  const both = commentOn([...update({}, { feedbackType: "none" }), risk]);
  assert.equal(first(both), "2 integrations change, **1 risk**, **1 not known**.");
});

it("the first line says once that a preview failed", () => {
  const text = commentOn([], { diagnostics: [{ severity: "error", message: "error: one" }] });
  assert.equal(text.match(/The preview failed/g)?.length, 1);
  assert.match(text, /^\*\*The preview failed with 1 problem, [^]*^\*\*Problems\*\*\n\n- one$/m);
});

describe("what is no preview is refused, in one line that says what to give", () => {
  const preview = printed([step("delete", "Łódź", { before: { integrationId: 7 } })]);
  const part = /or not all of it: give its whole output in UTF-8/;
  const empty = /but empty: the command before may have failed/;
  for (const [text, named] of [
    ['{"result":"succeeded","duration":8336461951,"summary":{"create":1}}', part],
    ['{"sequence":1,"timestamp":2}\n{"sequence":2,"timestamp":2}', part],
    ['{"manifest":{},"resourcePlans":{}}', part],
    ['{"version":3,"deployment":{}}', part],
    ['{"steps":[{}]}', part],
    ['{"diagnostics":[{"severity":"info","message":"hello"}]}', part],
    ['{"diagnostics":[]}', part],
    ["Previewing update (prod):\n ~ update", part],
    [preview.slice(0, -20), part],
    [`${preview}\n${preview}`, part],
    ["[]", part],
    ["", empty],
    [" \n", empty],
  ] as const)
    it(JSON.stringify(text.slice(0, 50)), () => {
      const line = /^SendcloudError: this is not what `pulumi preview --json` prints[^\n]*$/;
      assert.throws(() => reviewOf(text), line);
      assert.throws(() => reviewOf(text), named);
    });
});
