/** Reviews of previews over the plugin, as engines 3.200.0 and 3.274.1 print them: with detailed diffs, imports, and providers that programs declare. */
import assert from "node:assert/strict";
import type { Review } from "../../../../provider/src/cli/review/comment";
import { has, reviewOf } from "../../../../provider/src/cli/review/review";
import { commented as markdown } from "../../../support/preview";
import { printed, secret } from "../../../support/printed-preview";

const one = "sendcloud:index:IntegrationSettings";
const stack = "urn:pulumi:dev::shops";
const by = (provider: string): string =>
  `${stack}::pulumi:providers:sendcloud::${provider}::89588a67-0cf7-42e1-a28f-2414273213f8`;

interface Printed {
  type?: string;
  before?: object;
  after?: object;
  changes?: string[];
  /** The names of the providers before and after. */
  providers?: [before: string, after: string];
}

function step(
  op: string,
  name: string,
  { type = one, before, after, changes, providers = ["default", "default"] }: Printed,
): object {
  const facts = { adoption: secret, createdAt: "2026-01-02T03:04:05.000Z", type: "api" };
  return {
    op,
    urn: `${stack}::${type}::${name}`,
    ...(before && {
      oldState: {
        type,
        provider: by(providers[0]),
        inputs: before,
        outputs: { ...before, ...facts },
      },
    }),
    ...(after && { newState: { type, provider: by(providers[1]), inputs: after } }),
    detailedDiff:
      changes &&
      Object.fromEntries(changes.map((path) => [path, { kind: "update", inputDiff: false }])),
  };
}

const of = (steps: readonly object[], rest?: object): Review => reviewOf(printed(steps, rest));
const shop = { integrationId: 1, shopName: "One", webhookActive: true, webhookUrl: secret };

describe("a review of the plugin's detailed diff", () => {
  it("knows that a secret which it does not name stays", () => {
    const calm = of([
      step("update", "one", {
        before: shop,
        after: { ...shop, shopName: "Two" },
        changes: ["shopName"],
      }),
    ]);
    assert.equal(has(calm, "risk"), false);
    assert.doesNotMatch(markdown(calm), /webhookUrl/);
  });

  it("says which secret changes, beside what else does", () => {
    const after = { ...shop, shopName: "Two" };
    const text = markdown(
      of([step("update", "one", { before: shop, after, changes: ["shopName", "webhookUrl"] })]),
    );
    assert.match(
      text,
      /\| `webhookUrl` \| _a secret_ \| _a secret_ \| ⚠️ \*\*Risk: a secret that changes\*\* \|/,
    );
  });
});

describe("a review of an import", () => {
  const declared = { integrationId: 8, shopName: "Other", servicePointEnabled: false };

  it("alone changes nothing: the engine has compared the program with the shop", () => {
    const text = markdown(of([step("import", "imp", { after: declared })]));
    assert.match(text, /1 integration changes, no risks/);
    assert.match(text, /Adopted, with nothing to change/);
  });

  it("with an update is one adoption, judged by what the shop has", () => {
    const live = {
      integrationId: 8,
      shopName: "Old",
      servicePointEnabled: true,
      servicePointCarriers: ["dhl"],
    };
    const steps = [
      step("import", "imp", { after: declared }),
      step("update", "imp", { before: live, after: declared }),
    ];
    const result = of(steps);
    assert.deepEqual([result.entries.length, result.risks, result.unknowns], [1, 1, 0]);
    assert.match(
      markdown(result),
      /`servicePointEnabled` \| `true` \| `false` \| ⚠️ \*\*Risk: checkout loses pick-up points/,
    );
  });

  it("of another number than is declared lets go, and adopts another", () => {
    const live = { integrationId: 8, shopName: "Old" };
    const after = { integrationId: 7, shopName: "Other" };
    const result = of([
      step("import", "imp", { after }),
      step("replace", "imp", { before: live, after }),
    ]);
    assert.deepEqual([result.entries.length, has(result, "risk")], [1, true]);
    assert.match(markdown(result), /`integrationId` \| `8` \| `7`/);
  });
});

describe("a review of resources with providers of their own", () => {
  const restored = { integrationId: 1, shopName: "One", onDestroy: "restore" };

  it("names the provider, since the number alone does not say which shop it is", () => {
    const text = markdown(
      of([step("create", "far", { after: restored, providers: ["berlin", "berlin"] })]),
    );
    assert.match(text, /integration 1 of provider berlin/);
  });

  it("takes a move to another provider for what it is: one shop is let go, and another adopted", () => {
    const result = of([
      step("replace", "one", {
        before: restored,
        after: restored,
        providers: ["berlin", "default"],
      }),
    ]);
    assert.equal(has(result, "risk"), true);
    assert.match(
      markdown(result),
      /`provider` \| `berlin` \| _the default_ \| ⚠️ \*\*Risk: the settings go to another integration; the one before returns to what it was/,
    );
    const sameProvider = of([
      step("replace", "one", {
        before: restored,
        after: restored,
        providers: ["default", "default_0_2_0"],
      }),
    ]);
    assert.doesNotMatch(markdown(sameProvider), /`provider`/);
  });
});

describe("a review of a preview that failed over the plugin", () => {
  const diagnosed = (...diagnostics: object[]): string =>
    markdown(of([], { diagnostics: diagnostics.map((one) => ({ severity: "error", ...one })) }));

  it("names resources without their types", () => {
    const text = diagnosed({
      urn: `${stack}::${one}::shop`,
      message: `error: ${one} resource 'shop': property shopName value {canary} has a problem: must not be empty\n`,
    });
    assert.match(text, /^- `shop`: shopName must not be empty$/m);
    assert.match(
      diagnosed({ message: `error: ${one} resource 'a' is odd` }),
      /^- [\w:\u200b]+ resource 'a' is odd$/m,
    );
  });

  it("names the configuration, not a provider that nobody declares; one that is declared by its name", () => {
    const wrong = (name: string): string =>
      diagnosed({
        urn: `${stack}::pulumi:providers:sendcloud::${name}`,
        message: `error: pulumi:providers:sendcloud resource '${name}' has a problem: sendcloud:maxConcurrency must be a whole number\n`,
      });
    const message = "error: pulumi:providers:sendcloud resource 'default' has a problem: no keys";
    assert.match(diagnosed({ message }), /^- resource 'default': no keys$/m);
    for (const name of ["default", "default_0_2_0"])
      assert.match(wrong(name), /^- sendcloud:maxConcurrency must be a whole number$/m);
    assert.match(wrong("berlin"), /^- `berlin`: sendcloud:maxConcurrency/m);
  });

  it("knows an error of a YAML program, which the engine prints as no error", () => {
    const same = step("same", "x", { type: "pulumi:pulumi:Stack", before: {}, after: {} });
    const result = of([same], {
      diagnostics: [
        {
          severity: "info#err",
          message: `\u001b[31mError\u001b[0m: Property shopURL does not exist on '${one}'\n\n`,
        },
        { severity: "info#err", message: "  on Pulumi.yaml line 1:\n\n" },
      ],
    });
    assert.deepEqual(result.errors, [`Property shopURL does not exist on '${one}'`]);
  });
});

it("a setting that is removed in the edit of a forced replacement is shown as an update shows it", () => {
  const { webhookUrl: _, webhookActive: __, ...after } = shop;
  const restored = { ...shop, onDestroy: "restore" };
  const replacement = (before: object, later: object): string =>
    markdown(of([step("replace", "one", { before, after: later })]));
  const row =
    /`webhookUrl` .* no longer managed: it returns to what it was when it was adopted\*\*/;
  assert.match(replacement(restored, { ...after, onDestroy: "restore" }), row);
  assert.match(replacement(shop, after), /`webhookUrl` .* no longer managed: it stays as it is/);
  const other = { ...after, integrationId: 2, onDestroy: "restore" };
  assert.doesNotMatch(replacement(restored, other), /`webhookUrl`/);
});
