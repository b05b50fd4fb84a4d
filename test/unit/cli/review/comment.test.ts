/** The comment on a pull request: what happens to several shops alike is told once, risks first, and GitHub makes nothing of what others wrote. */
import assert from "node:assert/strict";
import { marker } from "../../../../provider/src/cli/review/comment";
import { page } from "../../../../provider/src/cli/review/page";
import { reviewOf } from "../../../../provider/src/cli/review/review";
import { commented, commentOn as of } from "../../../support/preview";
import { preview, one, printed, secret, step } from "../../../support/printed-preview";

const shop = (id: number, more: object = {}): object => ({
  ...{ integrationId: id, shopName: `Shop ${id}` },
  ...more,
});
const update = (name: string, before: object, after: object): object =>
  step("update", name, { before, after });
const create = (name: string, after: object): object => step("create", name, { after });
const remove = (name: string, before: object): object => step("delete", name, { before });
/** A step for each number below `count`. */
const steps = (count: number, make: (at: number) => object): object[] =>
  Array.from({ length: count }, (_one, at) => make(at));

/** Each row of a table has four cells, whatever values hold. */
function hasWholeRows(text: string): void {
  for (const line of text.split("\n"))
    if (line.startsWith("|")) assert.equal(line.split("|").length, 6, line);
}

const restored = { onDestroy: "restore" };

describe("a review", () => {
  const result = reviewOf(JSON.stringify(preview));

  it("has the risks first, whatever the order of the preview", () => {
    const names = [...commented(result).matchAll(/^### .*?`(\w+)`/gm)].map(([, name]) => name);
    assert.deepEqual(names, ["moved", "zoo", "calm"]);
    assert.deepEqual([result.risks, result.unknowns, result.warnings], [3, 1, ["look"]]);
    const other = { ...preview, steps: [...preview.steps].reverse() };
    assert.equal(commented(reviewOf(JSON.stringify(other))), commented(result));
  });

  it("says in a table what becomes of each setting, one that leaves the program too", () => {
    const text = commented(result);
    assert.match(
      text,
      /\| `shopName` \| `z` \| _not managed_ \| ⚠️ \*\*Risk: no longer managed: it returns to what it was when it was adopted\*\* \|/,
    );
    assert.ok(text.split("\n|").length > 9);
    hasWholeRows(text);
  });

  it("shows no more of a URL than its host, and no output of the provider's own", async () => {
    const text = commented(result);
    for (const shown of [text, await page(text)]) {
      assert.match(shown, /https:\/\/x\.example/);
      assert.doesNotMatch(shown, /canary|<img|adoption|__/);
    }
  });

  it("is marked by project and stack, of which nothing ends the marker", () => {
    assert.equal(marker(result), "<!-- pulumi-sendcloud review: shops/prod -->");
    const odd = reviewOf(printed([step("delete", "a", { before: shop(1), stack: "a--> @x" })]));
    assert.equal(marker(odd), "<!-- pulumi-sendcloud review: shops/a--___x -->");
    assert.equal(marker(reviewOf('{"steps":[]}')), "<!-- pulumi-sendcloud review -->");
  });
});

describe("a review of many shops", () => {
  it("says once what is the same for all, with their names in the order of their numbers", () => {
    const points = (at: number, servicePointEnabled: boolean) => shop(at, { servicePointEnabled });
    const text = of(steps(200, (at) => update(`shop${at}`, points(at, true), points(at, false))));
    assert.match(text, /^### ⚠️ Risk: 200 shops: `servicePointEnabled`$/m);
    assert.match(text, /^`shop0` \(`Shop 0`, integration 0\), `shop1` .*, `shop2` /m);
    assert.equal(text.match(/^\| `servicePointEnabled`/gm)?.length, 1);
  });

  it("tells thirty shops with new names in one line, and each removal", () => {
    const names = of(
      steps(30, (id) => update(`s${id}`, shop(id), shop(id, { shopName: `N${id}` }))),
    );
    const lines = names.split("\n").filter((line) => line.includes("Shop "));
    assert.equal(lines.length, 1);
    assert.match(
      lines[0] ?? "",
      /^- 30 shops: `shopName`: `s0` \(`Shop 0`, integration 0\) → `N0`, .* → `N29`$/,
    );
    const gone = of([
      remove("a", shop(1, { webhookActive: true })),
      remove("b", shop(2, restored)),
    ]);
    for (const line of [
      /^- ⚠️ Risk: `b` \(`Shop 2`, integration 2\): No longer managed: the shop returns to what it was when it was adopted, where that differs: shopName\.$/m,
      /^- `a` \(`Shop 1`, integration 1\): No longer managed: the shop stays as it is\.$/m,
    ])
      assert.match(gone, line);
  });

  it("keeps names that hold colons whole, and takes two of them for two", () => {
    const names = ["eu::nl", "us::nl"];
    const text = of(
      names.map((name, at) => update(name, shop(at), shop(at, { feedbackType: secret }))),
    );
    for (const name of names) assert.ok(text.includes(`\`${name}\``), name);
  });

  it("shows values and words in different styles", () => {
    const before = { integrationId: 1, shopName: "none", servicePointCarriers: ["dhl", "postnl"] };
    const carriers = { servicePointCarriers: ["ups", "dhl"] };
    const after = { ...before, ...carriers, shopName: "not managed", webhookUrl: "" };
    const text = of([update("a", before, after)]);
    assert.match(text, /\| `none` \| `not managed` \|/);
    assert.match(text, /\| _not managed_ \| _none_ \|/);
    assert.match(text, /\| `dhl`, `postnl` \| `ups`, `dhl` \| .*postnl, and gains those of ups/);
  });
});

describe("a comment has at most 65,536 characters", () => {
  const rough = "W|`\\@#<".repeat(30);
  const url = (kind: string, at: number | string): string => `https://${kind}${at}.example/x`;
  const named = (at: number): object =>
    create(`s${at}`, shop(at + 1, { shopUrl: url("shop", at), webhookUrl: url("hooks", at) }));
  const own = (at: number, more: object): object => ({ ...shop(at, { shopName: rough }), ...more });
  const changed = (at: number): object => {
    const address = at % 3 ? {} : { webhookUrl: url("b", "") };
    const other = { shopName: `${rough}${at}`, ...address, ...(at % 7 ? {} : restored) };
    return update(rough + at, own(at, { webhookUrl: url("a", "") }), own(at, other));
  };
  const removed = (at: number): object => remove(rough + at, own(at, at % 2 ? {} : restored));
  const codes = (integrationId: number, from: number): object => {
    const all = Array.from({ length: 1_000 }, (_one, at) => `${rough}${at + from}`);
    return { integrationId, servicePointCarriers: all };
  };
  const listed = (at: number): object => update(`s${at}`, codes(at, 0), codes(at, at));
  const said = (at: number): object => ({
    severity: ["warning", "error", "info"][at % 3],
    urn: `urn:pulumi:prod::shops::${one}::s${at % 1_000}`,
    message: `${at} ${rough.repeat(20)}`,
  });
  for (const [what, count, make, messages] of [
    ["shops with names and addresses of their own", 200, named, 0],
    ["shops of which each changes in a way of its own", 1_000, changed, 0],
    ["removals", 1_000, removed, 0],
    ["lists of a thousand carriers", 50, listed, 0],
    ["adoptions, with warnings, errors and lines about them", 1_000, named, 3_000],
  ] as const)
    it(`for ${count} ${what}`, () => {
      const text = of(steps(count, make), { diagnostics: steps(messages, said) });
      assert.ok(text.length < 62_000, String(text.length));
      assert.match(text, /and \d+ more, which the page of `--html` shows/);
      hasWholeRows(text);
    });

  it("with the risks first, and every line that is left out counted", () => {
    const before = { shopName: "A", webhookActive: true, feedbackType: "eager" };
    const after = (at: number): object => ({
      ...{ shopName: `B${at}`, webhookActive: at !== 1_999, feedbackType: "delayed" },
    });
    const change = (at: number): object =>
      update(`shop${at}`, shop(at, before), shop(at, after(at)));
    const text = of(steps(2_000, change));
    assert.equal(/^### .*$/m.exec(text)?.[0], "### ⚠️ Risk: `shop1999` (`A`, integration 1999)");
    const rows = text.match(/^### `shop\d+` /gm)?.length ?? 0;
    const [, left] = /^\*\*and (\d+) more, which/m.exec(text) ?? [];
    assert.equal(rows + Number(left), 1_999);
  });
});

describe("GitHub makes nothing of what others wrote", () => {
  const names = [
    "@octocat  #12  octo/repo#1  GH-12  ABC-7  octo@1234567  https://x.example/a?b  www.x.example",
    "ftp://x.example  a@x.example  mailto:a@x.example  a5c3785ed8d6a35868bc169f07e40e889087fd2e",
    "deadbee  :tada:  $x$  <!-- c  <script>x</script>  **b**  [a](b)  ![a](b)  | a | b  # a  - a",
    "1. a  \n\n# a  `a  `@octocat` @octocat  `pulumi @octocat` #12  `a` | b @octocat ` #12",
    "`a|@octocat`  a\\|@octocat  ~~a~~  _a_  &amp;  </code>@octocat",
  ].flatMap((line) => line.split("  "));
  // Entities are decoded before mentions and references are looked for, and after markup is.
  const linked =
    /(?<![\w`])@[\w-]|#\d|[A-Za-z]-\d|https?:\/\/|www\.|ftp:\/\/|\w@\w|mailto:[^\u200b]|\b(?=\d*[a-f])[\da-f]{7,40}\b|:\w+:|\$\w/;
  const markup = /<|\*\*b|\]\(|~~a|_a_|^#+ a|&amp;|`/m;

  for (const name of names)
    it(JSON.stringify(name), async () => {
      const before = { integrationId: 1, shopName: "a", shopUrl: "https://x.example" };
      const after = { ...before, shopName: name, servicePointCarriers: [name] };
      const diagnostics = [
        { severity: "warning", message: `warning: ${name}` },
        { severity: "warning", message: `warning: see ${name}` },
        { severity: "error", message: `error: ${name}`, urn: `urn:pulumi:prod::shops::x::${name}` },
      ];
      const all = [
        update(name, before, after),
        create(`${name} too`, { ...before, integrationId: 2 }),
        remove(`${name} gone`, { ...before, shopName: name, integrationId: 2 }),
      ];
      const text = of(all, { diagnostics });
      // Of code GitHub links nothing.
      const [, body = ""] = text.replace(/`[^`\n]*`/g, "").split("## Sendcloud settings\n");
      assert.doesNotMatch(body, markup);
      const decoded = body.replace(/&#(\d+);/g, (_entity, code: string) =>
        String.fromCharCode(Number(code)),
      );
      assert.doesNotMatch(decoded, linked);
      assert.equal(body.match(/^#+ /gm)?.length, 2);
      hasWholeRows(text);
      const shown = await page(text);
      for (const [tag, element = ""] of shown.split("<main>")[1]?.matchAll(/<\/?([\w-]+)[^>]*>/g) ??
        [])
        assert.match(tag, /^<\/?(\w+)( start="\d+")?>$/, element);
      assert.doesNotMatch(shown, /<(a|img|script|input)\b/);
    });

  it("while a command inside a message stays as it was", () => {
    const urn = `urn:pulumi:prod::shops::${one}::a@b #1`;
    const command = `\`pulumi state unprotect '${urn}'\``;
    const message = `error: Preview failed: resource "x" cannot be deleted\nor use the command:\n${command}\n`;
    const text = of([], { diagnostics: [{ severity: "error", urn, message }] });
    assert.ok(text.includes(`or use the command: ${command}`), text);
  });
});
