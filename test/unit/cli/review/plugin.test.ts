/** Reviews of previews over the plugin, as engines 3.200.0 and 3.274.1 print them: with detailed diffs, imports, and providers that programs declare. */
import assert from "node:assert/strict";
import type { Review } from "../../../../provider/src/cli/review/comment";
import { has, reviewOf } from "../../../../provider/src/cli/review/review";
import { commented, commentOn } from "../../../support/preview";
import { printed, secret } from "../../../support/printed-preview";

const one = "sendcloud:index:IntegrationSettings";
const stack = "urn:pulumi:dev::shops";
const id = "89588a67-0cf7-42e1-a28f-2414273213f8";

/** A step of a resource, with what changes, and the names of the providers before and after. */
function step(
  op: string,
  name: string,
  sides: { before?: object; after?: object; type?: string },
  changes?: string[],
  providers = ["default", "default"],
): object {
  const { before, after, type = one } = sides;
  const [old, next] = providers.map((by) => `${stack}::pulumi:providers:sendcloud::${by}::${id}`);
  const facts = { adoption: secret, createdAt: "2026-01-02T03:04:05.000Z", type: "api" };
  const outputs = { ...before, ...facts };
  const oldState = before && { type, provider: old, inputs: before, outputs };
  const newState = after && { type, provider: next, inputs: after };
  const diff = changes?.map((path) => [path, { kind: "update", inputDiff: false }] as const);
  const detailedDiff = diff && Object.fromEntries(diff);
  return { op, urn: `${stack}::${type}::${name}`, oldState, newState, detailedDiff };
}

describe("a review of the plugin's detailed diff", () => {
  const before = { integrationId: 1, shopName: "One", webhookActive: true, webhookUrl: secret };
  const sides = { before, after: { ...before, shopName: "Two" } };

  it("knows that a secret which it does not name stays", () => {
    const calm = reviewOf(printed([step("update", "one", sides, ["shopName"])]));
    assert.equal(has(calm, "risk"), false);
    assert.doesNotMatch(commented(calm), /webhookUrl/);
  });

  it("says which secret changes, beside what else does", () => {
    assert.match(
      commentOn([step("update", "one", sides, ["shopName", "webhookUrl"])]),
      /\| `webhookUrl` \| _a secret_ \| _a secret_ \| ⚠️ \*\*Risk: a secret that changes\*\* \|/,
    );
  });
});

describe("a review of an import", () => {
  const after = { integrationId: 8, shopName: "Other", servicePointEnabled: false };
  const points = { servicePointEnabled: true, servicePointCarriers: ["dhl"] };
  const live = { integrationId: 8, shopName: "Old", ...points };

  it("alone changes nothing: the engine has compared the program with the shop", () => {
    const text = commentOn([step("import", "imp", { after })]);
    assert.match(text, /No integration changes, 1 adopted with nothing to change, no risks/);
    assert.match(text, /Adopted, with nothing to change/);
  });

  const imported = (op: string, declared: object): Review => {
    const sides = { before: live, after: declared };
    return reviewOf(printed([step("import", "imp", { after: declared }), step(op, "imp", sides)]));
  };

  it("with an update is one adoption, judged by what the shop has", () => {
    const result = imported("update", after);
    assert.deepEqual([result.entries.length, result.risks, result.unknowns], [1, 1, 0]);
    assert.match(
      commented(result),
      /`servicePointEnabled` \| `true` \| `false` \| ⚠️ \*\*Risk: checkout loses pick-up points/,
    );
  });

  it("of another number than is declared lets go, and adopts another", () => {
    const result = imported("replace", { ...after, integrationId: 7 });
    assert.deepEqual([result.entries.length, has(result, "risk")], [1, true]);
    assert.match(commented(result), /`integrationId` \| `8` \| `7`/);
  });
});

describe("a review of resources with providers of their own", () => {
  const shop = { integrationId: 1, shopName: "One", onDestroy: "restore" };
  const moving = (...providers: string[]): object =>
    step("replace", "one", { before: shop, after: shop }, undefined, providers);

  it("names the provider, since the number alone does not say which shop it is", () => {
    const far = step("create", "far", { after: shop }, undefined, ["berlin", "berlin"]);
    assert.match(commentOn([far]), /integration 1 of provider berlin/);
  });

  it("takes a move to another provider for what it is: one shop is let go, and another adopted", () => {
    const result = reviewOf(printed([moving("berlin", "default")]));
    assert.equal(has(result, "risk"), true);
    assert.match(
      commented(result),
      /`provider` \| `berlin` \| _the default_ \| ⚠️ \*\*Risk: the settings go to another integration; the one before returns to what it was/,
    );
    assert.doesNotMatch(commentOn([moving("default", "default_0_2_0")]), /`provider`/);
  });
});

describe("a review of a preview that failed over the plugin", () => {
  const failed = (message: string, urn = ""): string =>
    commentOn([], { diagnostics: [{ severity: "error", urn, message: `error: ${message}\n` }] });

  it("names resources without their types", () => {
    const why = "property shopName value {canary} has a problem: must not be empty";
    const refused = failed(`${one} resource 'shop': ${why}`, `${stack}::${one}::shop`);
    assert.match(refused, /^- `shop`: shopName must not be empty$/m);
    assert.match(failed(`${one} resource 'a' is odd`), /^- [\w:\u200b]+ resource 'a' is odd$/m);
  });

  it("names the configuration, not a provider that nobody declares; one that is declared by its name", () => {
    const provider = "pulumi:providers:sendcloud";
    const of = (name: string): string => `${provider} resource '${name}' has a problem: no keys`;
    const wrong = (name: string): string => failed(of(name), `${stack}::${provider}::${name}`);
    assert.match(failed(of("default")), /^- resource 'default': no keys$/m);
    for (const name of ["default", "default_0_2_0"]) assert.match(wrong(name), /^- no keys$/m);
    assert.match(wrong("berlin"), /^- `berlin`: no keys$/m);
  });

  it("knows an error of a YAML program, which the engine prints as no error", () => {
    const said = `Property shopURL does not exist on '${one}'`;
    const messages = [`\u001b[31mError\u001b[0m: ${said}\n\n`, "  on Pulumi.yaml line 1:\n\n"];
    const diagnostics = messages.map((message) => ({ severity: "info#err", message }));
    const same = step("same", "x", { type: "pulumi:pulumi:Stack", before: {}, after: {} });
    assert.deepEqual(reviewOf(printed([same], { diagnostics })).errors, [said]);
  });
});

it("a setting that is removed in the edit of a forced replacement is shown as an update shows it", () => {
  const after = { integrationId: 1, shopName: "One" };
  const shop = { ...after, webhookActive: true, webhookUrl: secret };
  const restored = { ...shop, onDestroy: "restore" };
  const replacement = (before: object, later: object): string =>
    commentOn([step("replace", "one", { before, after: later })]);
  const row =
    /`webhookUrl` .* no longer managed: it returns to what it was when it was adopted\*\*/;
  assert.match(replacement(restored, { ...after, onDestroy: "restore" }), row);
  assert.match(replacement(shop, after), /`webhookUrl` .* no longer managed: it stays as it is/);
  const other = { ...after, integrationId: 2, onDestroy: "restore" };
  assert.doesNotMatch(replacement(restored, other), /`webhookUrl`/);
});
