/** What `review --fail-on risk` stops: risks, and all that cannot be seen. What is no preview is refused. */
import assert from "node:assert/strict";
import { has, reviewOf } from "../../../../provider/src/cli/review/review";
import { commented, commentOn } from "../../../support/preview";
import { ofPlugin, one, printed, secret, step, unknown } from "../../../support/printed-preview";

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

describe("a line about an adoption", () => {
  const after = { integrationId: 1, shopName: "A", servicePointEnabled: false };
  const fence = "`".repeat(3);
  const line = "resource 's' adopts integration 1:\n  servicePointEnabled: true → false";
  const urn = `urn:pulumi:prod::shops::${one}::s`;
  const saying = (...diagnostics: object[]): object => ({
    diagnostics: diagnostics.map((said) => ({ severity: "info", ...said })),
  });
  const adopted = (...diagnostics: object[]): string =>
    commentOn([step("create", "s", { after })], saying(...diagnostics));

  it("leaves a calm adoption to its reader: the program alone decides what --fail-on risk stops", () => {
    const gated = (after: object, ...diagnostics: object[]): boolean =>
      isStopped([step("create", "s", { after })], saying(...diagnostics));
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
    const text = adopted({ message: `${line}\n${fence}\`\n@octocat https://x.example/canary` });
    assert.match(text, /^`{5}text$[^]*^`{5}$/m);
    assert.doesNotMatch(text, /canary/);
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
