/** The comment on a pull request: GitHub takes it, and makes nothing of what others wrote. */
import assert from "node:assert/strict";
import { markdown } from "../../../../provider/src/cli/review/markdown/comment";
import { code, prose } from "../../../../provider/src/cli/review/markdown/text";
import { readPreview } from "../../../../provider/src/cli/review/preview/preview";
import { review } from "../../../../provider/src/cli/review/review";
import { printed, step } from "../../../support/printed-preview";

const of = (steps: readonly object[], rest?: object): string =>
  markdown(review(readPreview(printed(steps, rest))), { page: true });
const range = (count: number): number[] => Array.from({ length: count }, (_one, at) => at);

/** What GitHub reads as text: not code, of which it links nothing. */
const outsideCode = (text: string): string =>
  text.replace(/`[^`\n]*`/g, "").replace(/<code>.*?<\/code>/g, "");

describe("a comment has at most 65,536 characters", () => {
  const rough = "W|`\\@#<".repeat(30);
  const cases: [what: string, text: () => string][] = [
    [
      "two hundred shops with names and addresses of their own",
      () =>
        of(
          range(200).map((at) =>
            step("create", `shop${at}`, {
              after: {
                integrationId: at + 1,
                shopName: `Shop ${at}`,
                shopUrl: `https://shop${at}.example`,
                webhookUrl: `https://hooks${at}.example/x`,
              },
            }),
          ),
        ),
    ],
    [
      "a thousand shops of which each changes in a way of its own",
      () =>
        of(
          range(1_000).map((at) =>
            step("update", `${rough}${at}`, {
              before: { integrationId: at, shopName: rough, webhookUrl: "https://a.example" },
              after: {
                integrationId: at,
                shopName: `${rough}${at}`,
                ...(at % 3 === 0 && { webhookUrl: "https://b.example" }),
                ...(at % 7 === 0 && { onDestroy: "restore" }),
              },
            }),
          ),
        ),
    ],
    [
      "a thousand removals",
      () =>
        of(
          range(1_000).map((at) =>
            step("delete", rough + at, {
              before: {
                integrationId: at,
                shopName: rough,
                ...(at % 2 === 0 && { onDestroy: "restore" }),
              },
            }),
          ),
        ),
    ],
    [
      "lists of a thousand carriers",
      () =>
        of(
          range(50).map((at) =>
            step("update", `s${at}`, {
              before: {
                integrationId: at,
                servicePointCarriers: range(1_000).map((one) => `${rough}${one}`),
              },
              after: {
                integrationId: at,
                servicePointCarriers: range(1_000).map((one) => `${rough}${one + at}`),
              },
            }),
          ),
        ),
    ],
    [
      "a thousand warnings",
      () =>
        of([], {
          diagnostics: range(1_000).map((at) => ({
            severity: "warning",
            message: `${at} ${rough.repeat(20)}`,
          })),
        }),
    ],
    [
      "a thousand errors",
      () =>
        of([], {
          diagnostics: range(1_000).map((at) => ({
            severity: "error",
            urn: `urn:pulumi:prod::p::t::${rough}${at % 50}`,
            message: `error: ${at} ${rough.repeat(20)}`,
          })),
        }),
    ],
    [
      "resources of a thousand other types, in a thousand stacks",
      () =>
        of(
          range(1_000).map((at) =>
            step("create", "x", { type: `a:${rough}:B${at}`, stack: `${rough}${at}` }),
          ),
        ),
    ],
  ];
  for (const [what, text] of cases) {
    it(`for ${what}`, () => {
      const { length } = text();
      assert.ok(length < 62_000, String(length));
    });
  }

  it("with the risks first, and says how many more there are", () => {
    const steps = range(600).map((at) =>
      step("update", `shop${at}`, {
        before: { integrationId: at, shopName: "A", webhookActive: true },
        after: {
          integrationId: at,
          shopName: `B${at}`,
          ...(at === 599 && { webhookActive: false }),
          ...(at % 2 === 0 && { onDestroy: "restore" }),
        },
      }),
    );
    const text = of(steps);
    assert.match(text, /^- ⚠️ Risk: webhook off: 1 shop$/m);
    assert.equal(/^### .*$/m.exec(text)?.[0], "### ⚠️ Risk: `shop599` (`A`, integration 599)");
    assert.match(text, /and \d+ more, see the page/);
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
    "**b**",
    "[a](b)",
    "![a](b)",
    "| a | b",
    "# a",
    "- a",
    "1. a",
    "\n\n# a",
    "`a",
    "~~a~~",
    "_a_",
    "&amp;",
  ];
  // Entities are decoded before mentions and references are looked for, and after markup is.
  const linked =
    /(?<![\w`])@[\w-]|#\d|[A-Za-z]-\d|https?:\/\/|www\.|ftp:\/\/|\w@\w|mailto:[^\u200b]|\b(?=\d*[a-f])[\da-f]{7,40}\b|:\w+:|\$\w/;
  const markup = /<!--|\*\*b|\]\(|~~a|_a_|^#+ a|&amp;|`a/m;
  const assertInert = (text: string): void => {
    const plain = outsideCode(text);
    assert.doesNotMatch(plain, markup);
    assert.doesNotMatch(
      plain.replace(/&#(\d+);/g, (_entity, number: string) => String.fromCharCode(Number(number))),
      linked,
    );
  };

  for (const name of names) {
    it(JSON.stringify(name), () => {
      assertInert(prose(`see ${name}`));
      assertInert(prose(name));
      assert.doesNotMatch(code(name), /\n|^`[^`]*`[^`]+`$/);
      const text = of(
        [
          step("update", name, {
            before: { integrationId: 1, shopName: "a" },
            after: { integrationId: 1, shopName: name, servicePointCarriers: [name] },
          }),
        ],
        {
          diagnostics: [{ severity: "warning", message: `warning: ${name}` }],
        },
      );
      const [, body = ""] = text.split("## Sendcloud settings\n");
      assertInert(body);
      assert.deepEqual(body.split("\n").filter((line) => /^#+ /.test(line)).length, 1);
    });
  }

  it("while what is shown stays what it is", () => {
    assert.equal(prose("see @octocat").replaceAll("\u200b", ""), "see @octocat");
    assert.equal(prose("integration 12345678 of shop-a"), "integration 12345678 of shop-a");
    assert.equal(prose("to https://x.example/…, and on"), "to `https://x.example/…`, and on");
  });
});
