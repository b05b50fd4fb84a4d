/** Many shops as few groups: what is the same is told once, and what is a shop's own beside its name. */
import assert from "node:assert/strict";
import { html } from "../../../../provider/src/cli/review/html/page";
import { markdown } from "../../../../provider/src/cli/review/markdown/comment";
import { readPreview } from "../../../../provider/src/cli/review/preview/preview";
import { review } from "../../../../provider/src/cli/review/review";
import { printed, secret, step } from "../../../support/printed-preview";

const of = (steps: readonly object[]): ReturnType<typeof review> =>
  review(readPreview(printed(steps)));
const shop = (id: number, more: object = {}): object => ({
  integrationId: id,
  shopName: `Shop ${id}`,
  ...more,
});
const many = (count: number, before: object, after: object): object[] =>
  Array.from({ length: count }, (_one, at) =>
    step("update", `shop${at}`, { before: shop(at + 1, before), after: shop(at + 1, after) }),
  );

describe("a review of many shops", () => {
  it("counts by kind, and groups what is the same with the names, in the order of their numbers", () => {
    const result = of(many(200, { servicePointEnabled: true }, { servicePointEnabled: false }));
    assert.deepEqual(result.kinds, [{ name: "service points off", weight: "risk", shops: 200 }]);
    assert.equal(result.groups.length, 1);
    assert.deepEqual(
      result.groups[0]?.rows.map(({ property }) => property),
      ["servicePointEnabled"],
    );
    assert.deepEqual(
      result.groups[0]?.members
        .slice(0, 3)
        .map(({ shop, rows }) => [shop.resource, shop.name, shop.number, rows.length]),
      [
        ["shop0", "Shop 1", "integration 1", 0],
        ["shop1", "Shop 2", "integration 2", 0],
        ["shop2", "Shop 3", "integration 3", 0],
      ],
    );
    assert.match(markdown(result), /^- ⚠️ Risk: service points off: 200 shops$/m);
  });

  it("tells beside each name what is its own", () => {
    const steps = [1, 2].map((id) =>
      step("update", `s${id}`, {
        before: shop(id),
        after: shop(id, { shopName: `New ${id}`, onDestroy: "restore" }),
      }),
    );
    const [group] = of(steps).groups;
    assert.deepEqual(
      group?.rows.map(({ property }) => property),
      ["onDestroy"],
    );
    assert.deepEqual(
      group?.members.map(({ rows }) => rows.map(({ after }) => after)),
      [[{ parts: [{ text: "New 1" }] }], [{ parts: [{ text: "New 2" }] }]],
    );
  });

  it("tells each removal in one line", () => {
    const steps = [
      step("delete", "a", { before: shop(1, { webhookActive: true }) }),
      step("delete", "b", { before: shop(2, { onDestroy: "restore" }) }),
    ];
    assert.match(
      markdown(of(steps)),
      /^- ⚠️ Risk: `b` \(`Shop 2`, integration 2\): No longer managed: [^\n]*: shopName\.$/m,
    );
    assert.match(
      markdown(of(steps)),
      /^- `a` \(`Shop 1`, integration 1\): No longer managed: the shop stays as it is\.$/m,
    );
  });

  it("keeps names that hold colons whole, and takes two of them for two", () => {
    const steps = ["eu::nl", "us::nl"].map((name, at) =>
      step("update", name, { before: shop(1 + at), after: shop(1 + at, { feedbackType: secret }) }),
    );
    const text = markdown(of([...steps]));
    for (const name of ["eu::nl", "us::nl"]) assert.ok(text.includes(`\`${name}\``), name);
  });

  it("names the stack of each shop where there are two", () => {
    const text = printed([
      step("delete", "a", { before: shop(1), stack: "staging" }),
      step("delete", "a", { before: shop(2) }),
    ]);
    assert.match(
      markdown(review(readPreview(text))),
      /`a` \(`Shop 1`, integration 1, stack `staging`\)/,
    );
  });

  it("shows values and words in different styles, and what comes and goes within lists", () => {
    const before = { shopName: "none", servicePointCarriers: ["dhl", "postnl"] };
    const result = of([
      step("update", "a", {
        before: { integrationId: 1, ...before },
        after: {
          integrationId: 1,
          shopName: "not managed",
          servicePointCarriers: ["ups", "dhl"],
          webhookUrl: null,
        },
      }),
    ]);
    assert.match(markdown(result), /\| `none` \| `not managed` \|/);
    assert.match(markdown(result), /\| _not managed_ \| _none_ \|/);
    assert.match(markdown(result), /\| `dhl`, − ~~`postnl`~~ \| \+ \*\*`ups`\*\*, `dhl` \|/);
    assert.match(html(result), /<td data-label="after"><code>not managed<\/code><\/td>/);
    assert.match(html(result), /<td data-label="before"><i>not managed<\/i><\/td>/);
  });

  it("shows both shops where two resources swap their integrations", () => {
    const [a, b] = [
      shop(1, { servicePointEnabled: true }),
      shop(2, { servicePointEnabled: false }),
    ];
    const result = of([
      step("replace", "a", { before: a, after: { ...b, servicePointEnabled: false } }),
      step("replace", "b", { before: b, after: { ...a, servicePointEnabled: false } }),
    ]);
    const text = markdown(result);
    assert.match(text, /the one before is declared by b from now on/);
    assert.match(
      text,
      /\| `servicePointEnabled` \| `true` \| `false` \| ⚠️ \*\*Risk: checkout loses pick-up points\*\* \|/,
    );
    assert.equal(result.unknowns, 0);
  });
});
