/** The comment on a pull request: what happens to several shops alike is told once, risks first, and GitHub makes nothing of what others wrote. */
import assert from "node:assert/strict";
import { marker } from "../../../../provider/src/cli/review/comment";
import { page } from "../../../../provider/src/cli/review/page";
import { reviewOf } from "../../../../provider/src/cli/review/review";
import { commented, commentOn as of } from "../../../support/preview";
import { preview, one, printed, secret, step } from "../../../support/printed-preview";

const range = (count: number): number[] => Array.from({ length: count }, (_one, at) => at);
const shop = (id: number, more: object = {}): object => ({
  integrationId: id,
  shopName: `Shop ${id}`,
  ...more,
});
const update = (name: string, before: object, after: object): object =>
  step("update", name, { before, after });

describe("a review", () => {
  const result = reviewOf(JSON.stringify(preview));

  it("has the risks first", () => {
    const names = [...commented(result).matchAll(/^### .*?`(\w+)`/gm)].map(([, name]) => name);
    assert.deepEqual(names, ["moved", "zoo", "calm"]);
    assert.deepEqual([result.risks, result.unknowns], [3, 1]);
    assert.deepEqual(result.warnings, ["look"]);
  });

  it("says what becomes of a setting that leaves the program", () => {
    assert.match(
      commented(result),
      /\| `shopName` \| `z` \| _not managed_ \| ⚠️ \*\*Risk: no longer managed: it returns to what it was when it was adopted\*\* \|/,
    );
  });

  it("is the same whatever the order of the preview", () => {
    const other = { ...preview, steps: [...preview.steps].reverse() };
    assert.equal(commented(reviewOf(JSON.stringify(other))), commented(result));
  });

  it("is a table with four cells a row, whatever values hold", () => {
    const rows = commented(result)
      .split("\n")
      .filter((line) => line.startsWith("|"));
    assert.ok(rows.length > 8);
    for (const row of rows) assert.equal(row.split("|").length, 6, row);
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
    assert.equal(marker(odd), "<!-- pulumi-sendcloud review: shops/a--__@x -->".replace("@", "_"));
    assert.equal(marker(reviewOf('{"steps":[]}')), "<!-- pulumi-sendcloud review -->");
  });
});

describe("a review of many shops", () => {
  it("says once what is the same for all, with their names in the order of their numbers", () => {
    const steps = range(200).map((at) =>
      update(
        `shop${at}`,
        shop(at, { servicePointEnabled: true }),
        shop(at, { servicePointEnabled: false }),
      ),
    );
    const text = of(steps);
    assert.match(text, /^### ⚠️ Risk: 200 shops: `servicePointEnabled`$/m);
    assert.match(text, /^`shop0` \(`Shop 0`, integration 0\), `shop1` .*, `shop2` /m);
    assert.equal(text.match(/^\| `servicePointEnabled`/gm)?.length, 1);
  });

  it("tells thirty shops with new names in one line", () => {
    const steps = range(30).map((id) =>
      update(`s${id}`, shop(id), shop(id, { shopName: `N${id}` })),
    );
    const lines = of(steps)
      .split("\n")
      .filter((line) => line.includes("Shop "));
    assert.equal(lines.length, 1);
    assert.match(
      lines[0] ?? "",
      /^- 30 shops: `shopName`: `s0` \(`Shop 0`, integration 0\) → `N0`, .* → `N29`$/,
    );
  });

  it("tells each removal in one line", () => {
    const steps = [
      step("delete", "a", { before: shop(1, { webhookActive: true }) }),
      step("delete", "b", { before: shop(2, { onDestroy: "restore" }) }),
    ];
    assert.match(
      of(steps),
      /^- ⚠️ Risk: `b` \(`Shop 2`, integration 2\): No longer managed: the shop returns to what it was when it was adopted, where that differs: shopName\.$/m,
    );
    assert.match(
      of(steps),
      /^- `a` \(`Shop 1`, integration 1\): No longer managed: the shop stays as it is\.$/m,
    );
  });

  it("keeps names that hold colons whole, and takes two of them for two", () => {
    const text = of(
      ["eu::nl", "us::nl"].map((name, at) =>
        update(name, shop(1 + at), shop(1 + at, { feedbackType: secret })),
      ),
    );
    for (const name of ["eu::nl", "us::nl"]) assert.ok(text.includes(`\`${name}\``), name);
  });

  it("shows values and words in different styles", () => {
    const text = of([
      update(
        "a",
        { integrationId: 1, shopName: "none", servicePointCarriers: ["dhl", "postnl"] },
        {
          integrationId: 1,
          shopName: "not managed",
          servicePointCarriers: ["ups", "dhl"],
          webhookUrl: "",
        },
      ),
    ]);
    assert.match(text, /\| `none` \| `not managed` \|/);
    assert.match(text, /\| _not managed_ \| _none_ \|/);
    assert.match(text, /\| `dhl`, `postnl` \| `ups`, `dhl` \| .*postnl, and gains those of ups/);
  });
});

describe("a comment has at most 65,536 characters", () => {
  const rough = "W|`\\@#<".repeat(30);
  const cases: [what: string, steps: () => object[], rest?: () => object][] = [
    [
      "two hundred shops with names and addresses of their own",
      () =>
        range(200).map((at) =>
          step("create", `shop${at}`, {
            after: shop(at + 1, {
              shopUrl: `https://shop${at}.example`,
              webhookUrl: `https://hooks${at}.example/x`,
            }),
          }),
        ),
    ],
    [
      "a thousand shops of which each changes in a way of its own",
      () =>
        range(1_000).map((at) =>
          update(
            `${rough}${at}`,
            { integrationId: at, shopName: rough, webhookUrl: "https://a.example" },
            {
              integrationId: at,
              shopName: `${rough}${at}`,
              ...(at % 3 === 0 && { webhookUrl: "https://b.example" }),
              ...(at % 7 === 0 && { onDestroy: "restore" }),
            },
          ),
        ),
    ],
    [
      "a thousand removals",
      () =>
        range(1_000).map((at) =>
          step("delete", rough + at, {
            before: {
              integrationId: at,
              shopName: rough,
              ...(at % 2 === 0 && { onDestroy: "restore" }),
            },
          }),
        ),
    ],
    [
      "lists of a thousand carriers",
      () =>
        range(50).map((at) => {
          const codes = (from: number): object => ({
            integrationId: at,
            servicePointCarriers: range(1_000).map((code) => `${rough}${code + from}`),
          });
          return update(`s${at}`, codes(0), codes(at));
        }),
    ],
    [
      "a thousand warnings and errors, with lines about adoptions",
      () => range(1_000).map((at) => step("create", `s${at}`, { after: shop(at) })),
      () => ({
        diagnostics: range(3_000).map((at) => ({
          severity: ["warning", "error", "info"][at % 3],
          urn: `urn:pulumi:prod::shops::${one}::s${at % 1_000}`,
          message: `${at} ${rough.repeat(20)}`,
        })),
      }),
    ],
  ];
  for (const [what, steps, rest] of cases) {
    it(`for ${what}`, () => {
      const text = of(steps(), rest?.());
      assert.ok(text.length < 62_000, String(text.length));
      assert.match(text, /and \d+ more, which the page of `--html` shows/);
      for (const line of text.split("\n"))
        if (line.startsWith("| ")) assert.equal(line.split("|").length, 6, line);
    });
  }

  it("with the risks first, and every line that is left out counted", () => {
    const steps = range(2_000).map((at) =>
      update(
        `shop${at}`,
        { integrationId: at, shopName: "A", webhookActive: true, feedbackType: "eager" },
        {
          integrationId: at,
          shopName: `B${at}`,
          webhookActive: at !== 1_999,
          feedbackType: "delayed",
        },
      ),
    );
    const text = of(steps);
    assert.equal(/^### .*$/m.exec(text)?.[0], "### ⚠️ Risk: `shop1999` (`A`, integration 1999)");
    const rows = text.match(/^### `shop\d+` /gm)?.length ?? 0;
    const [, left] = /^\*\*and (\d+) more, which/m.exec(text) ?? [];
    assert.equal(rows + Number(left), 1_999);
  });
});

describe("GitHub makes nothing of what others wrote", () => {
  const names = [
    "@octocat",
    "#12",
    "octo/repo#1",
    "GH-12",
    "ABC-7",
    "octo@1234567",
    "https://x.example/a?b",
    "www.x.example",
    "ftp://x.example",
    "a@x.example",
    "mailto:a@x.example",
    "a5c3785ed8d6a35868bc169f07e40e889087fd2e",
    "deadbee",
    ":tada:",
    "$x$",
    "<!-- c",
    "<script>x</script>",
    "**b**",
    "[a](b)",
    "![a](b)",
    "| a | b",
    "# a",
    "- a",
    "1. a",
    "\n\n# a",
    "`a",
    "`@octocat` @octocat",
    "`pulumi @octocat` #12",
    "`a` | b @octocat ` #12",
    "`a|@octocat`",
    "a\\|@octocat",
    "~~a~~",
    "_a_",
    "&amp;",
    "</code>@octocat",
  ];
  /** What GitHub reads as text: not code, of which it links nothing. */
  const outsideCode = (text: string): string => text.replace(/`[^`\n]*`/g, "");
  // Entities are decoded before mentions and references are looked for, and after markup is.
  const linked =
    /(?<![\w`])@[\w-]|#\d|[A-Za-z]-\d|https?:\/\/|www\.|ftp:\/\/|\w@\w|mailto:[^\u200b]|\b(?=\d*[a-f])[\da-f]{7,40}\b|:\w+:|\$\w/;
  const markup = /<|\*\*b|\]\(|~~a|_a_|^#+ a|&amp;|`/m;

  for (const name of names) {
    it(JSON.stringify(name), async () => {
      const before = { integrationId: 1, shopName: "a", shopUrl: "https://x.example" };
      const text = of(
        [
          update(name, before, { ...before, shopName: name, servicePointCarriers: [name] }),
          step("create", `${name} too`, { after: { ...before, integrationId: 2 } }),
          step("delete", `${name} gone`, {
            before: { ...before, shopName: name, integrationId: 2 },
          }),
        ],
        {
          diagnostics: [
            { severity: "warning", message: `warning: ${name}` },
            { severity: "warning", message: `warning: see ${name}` },
            {
              severity: "error",
              message: `error: ${name}`,
              urn: `urn:pulumi:prod::shops::x::${name}`,
            },
          ],
        },
      );
      const plain = outsideCode(text).replaceAll("`--html`", "");
      const [, body = ""] = plain.split("## Sendcloud settings\n");
      assert.doesNotMatch(body, markup);
      assert.doesNotMatch(
        body.replace(/&#(\d+);/g, (_entity, code: string) => String.fromCharCode(Number(code))),
        linked,
      );
      assert.equal(body.split("\n").filter((line) => /^#+ /.test(line)).length, 2);
      for (const line of text.split("\n"))
        if (line.startsWith("|")) assert.equal(line.split("|").length, 6, line);
      const tags = (await page(text)).split("<main>")[1]?.matchAll(/<\/?([\w-]+)[^>]*>/g) ?? [];
      for (const [tag, element = ""] of tags)
        assert.match(tag, /^<\/?(\w+)( start="\d+")?>$/, element);
      assert.doesNotMatch(await page(text), /<(a|img|script|input)\b/);
    });
  }

  it("while a command inside a message stays as it was", () => {
    const urn = `urn:pulumi:prod::shops::${one}::a@b #1`;
    const command = `pulumi state unprotect '${urn}'`;
    const message = `error: Preview failed: resource "x" cannot be deleted\nor use the command:\n\`${command}\`\n`;
    const text = of([], { diagnostics: [{ severity: "error", urn, message }] });
    assert.ok(text.includes(`or use the command: \`${command}\``), text);
  });
});
