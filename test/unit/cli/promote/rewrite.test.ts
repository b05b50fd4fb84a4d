/** A promotion changes the lines that change, to the byte, and values keep their meaning in Pulumi's YAML. */
import assert from "node:assert/strict";
import { planned } from "../../../support/promotion";

/** Configuration of a stack around its shops. */
const around = (shops: string): string =>
  `# Top\nencryptionsalt: v1:x\nconfig:\n  o:first: 1 # one\n  p:shops:${shops}\n  o:last: "x" # last\n`;

/** The target after a promotion, where nothing is refused. */
function after(source: string, target: string): string {
  const plan = planned({ source, target });
  assert.deepEqual(plan.problems, []);
  return plan.after;
}

const cases: [title: string, source: string, before: string, after: string][] = [
  [
    "a value in its place, with its comment and the space before it",
    "\n    a: { shopName: New }",
    "\n    a:\n      # Name\n      shopName:   Old   # why",
    "\n    a:\n      # Name\n      shopName:   New   # why",
  ],
  [
    "a value within brackets",
    " { a: { shopName: New, webhookActive: true } }",
    " {a: {shopName: 'Old', webhookActive: true}} # brackets",
    " {a: {shopName: New, webhookActive: true}} # brackets",
  ],
  [
    "values within brackets that come and go",
    " { a: { x: 1, z: 3 }, c: {} }",
    " { a: { x: 1, y: 2 }, b: { y: 1 } }",
    " { a: { x: 1, z: 3 }, c: {} }",
  ],
  [
    "brackets on several lines",
    "\n    a: { x: 1, z: 3 }",
    " {\n      a: {\n        x: 1, # one\n        y: 2\n      }\n    }",
    " {\n      a: {\n        x: 1,\n        z: 3\n      }\n    }",
  ],
  [
    "text that has , or : when it comes into brackets",
    "\n    a: { u: https://shared.example/?a=b }\n    b: x, y",
    " { a: { u: z }, b: z }",
    ' { a: { u: "https://shared.example/?a=b" }, b: "x, y" }',
  ],
  [
    "a shop that is new, at the end",
    "\n    a: { x: 1 }\n    b: { shopName: B, servicePointCarriers: [dhl] }",
    "\n    a:\n      x: 1 # one\n\n    # Below",
    "\n    a:\n      x: 1 # one\n    b:\n      shopName: B\n      servicePointCarriers:\n        - dhl\n\n    # Below",
  ],
  [
    "a shop that is gone, with its lines alone",
    "\n    a: { x: 1 }\n    c: { x: 3 }",
    "\n    # A\n    a:\n      x: 1\n\n    # B\n    b:\n      # inner\n      x: 2 # two\n      y: [1,\n        2]\n    # C\n    c:\n      x: 3",
    "\n    # A\n    a:\n      x: 1\n\n    # B\n    # C\n    c:\n      x: 3",
  ],
  [
    "a shop that takes the place of the only one",
    "\n    b: { x: 1 }",
    "\n    a:\n      x: 1",
    "\n    b:\n      x: 1",
  ],
  [
    "the last shop that goes: an empty map, for the source has one",
    " {}",
    "\n    # A\n    a:\n      x: 1",
    " {}\n    # A",
  ],
  [
    "a map that becomes empty",
    "\n    a: {}",
    "\n    a: # note\n      x: 1\n      y: 2",
    "\n    a: {} # note",
  ],
  [
    "an empty map that is filled",
    "\n    a: { x: 1 }",
    "\n    a: {} # note",
    "\n    a: # note\n      x: 1",
  ],
  [
    "a value that is not there yet",
    "\n    a: { x: 1 }",
    "\n    a: # note",
    "\n    a: # note\n      x: 1",
  ],
  ["a value in place of nothing", "\n    a: { x: 1 }", "\n    a: { x: }", "\n    a: { x: 1 }"],
  [
    "a key without a value, within brackets",
    "\n    a: { x: 1 }",
    "\n    a: { x }",
    "\n    a: { x: 1 }",
  ],
  [
    "a value in place of a map",
    "\n    a: 5",
    "\n    a: # note\n      x: 1\n      y: 2",
    "\n    a: 5 # note",
  ],
  ["a list in place of a map", "\n    a: [x]", "\n    a:\n      x: 1", "\n    a:\n      - x"],
  [
    "indentation by four, and lists without",
    "\n    a: { n: { x: [1], y: 2 }, l: [p, q] }",
    "\n      a:\n          l:\n          - p # first",
    "\n      a:\n          l:\n          - p # first\n          - q\n          n:\n              x:\n              - 1\n              y: 2",
  ],
  [
    "elements of a list: those that stay keep their lines",
    "\n    l: [new, a, c, d]",
    "\n    l:\n      - a # 1\n      # about b\n      - b # 2\n      - c # 3",
    "\n    l:\n      - new\n      - a # 1\n      # about b\n      - c # 3\n      - d",
  ],
  [
    "shops in a list",
    "\n    - { shopName: A, x: 2 }\n    - { shopName: B }\n    - { shopName: C, y: [1, 2] }",
    "\n    - shopName: A # first\n      x: 1\n      gone: 1\n    - gone: 1\n      shopName: B # second",
    "\n    - shopName: A # first\n      x: 2\n    - shopName: B # second\n    - shopName: C\n      y:\n        - 1\n        - 2",
  ],
  [
    "lists in lists",
    "\n    l: [[1, 2, 3], [4]]",
    "\n    l:\n      - - 1\n        - 2\n      - - 4",
    "\n    l:\n      - - 1\n        - 2\n        - 3\n      - - 4",
  ],
  [
    "folded text that stays",
    "\n    a: { x: 2, text: 'one two', more: \"p\\n\\nq\\n\" }",
    "\n    a:\n      text: >-\n        one\n        two\n      x: 1\n      more: |\n        p\n\n        q",
    "\n    a:\n      text: >-\n        one\n        two\n      x: 2\n      more: |\n        p\n\n        q",
  ],
  [
    "folded text that changes, with its comment",
    "\n    a: { text: three, x: 1 }",
    "\n    a:\n      text: >- # why\n        one\n        two\n      x: 1",
    "\n    a:\n      text: three # why\n      x: 1",
  ],
  [
    "text that keeps its line ends, before what is new",
    '\n    a: { text: "one\\n\\n\\n", x: 1 }',
    "\n    a:\n      text: |+\n        one\n\n\n  # comment",
    "\n    a:\n      text: |+\n        one\n\n\n      x: 1\n  # comment",
  ],
  [
    "text on several lines",
    "\n    a:\n      t: |\n        one\n        two\n      u: more\n        and more",
    "\n    a: {}",
    '\n    a:\n      t: "one\\ntwo\\n"\n      u: "more and more"',
  ],
  [
    "a quoted key, and names of other kinds",
    "\n    \"a b\": 1\n    'c:d': 2\n    12: 3\n    true: 4",
    "\n    a b: 0",
    "\n    a b: 1\n    'c:d': 2\n    12: 3\n    true: 4",
  ],
  [
    "a numeric name, quoted on one side",
    "\n    123: { x: 2 }",
    '\n    "123":\n      x: 1 # n',
    '\n    "123":\n      x: 2 # n',
  ],
  [
    "a numeric name that goes",
    "\n    a: { x: 1 }",
    "\n    a: { x: 1 }\n    123:\n      x: 1",
    "\n    a: { x: 1 }",
  ],
  [
    "an alias whose value changes for one place alone",
    "\n    b: { x: 2 }\n    a: { x: 1 }",
    "\n    a: &a { x: 1 }\n    b: *a",
    "\n    a: &a { x: 1 }\n    b:\n      x: 2",
  ],
  [
    "a value that came in by a merge key",
    "\n    a: { x: 1 }\n    b: { x: 2, y: 3 }",
    "\n    a: &a { x: 1 }\n    b:\n      <<: *a\n      y: 3 # why",
    "\n    a: &a { x: 1 }\n    b:\n      <<: *a\n      y: 3 # why\n      x: 2",
  ],
  [
    "keys that are marked as such",
    " { a: { x: 2 }, b: 1 }",
    "\n    ? a\n    : x: 1\n    ? b\n    : 2",
    "\n    a:\n      x: 2\n    b: 1",
  ],
  [
    "a tab before a value",
    "\n    a: { x: 2, y: 3 }",
    "\n    a:\n      x:\t1 # c",
    "\n    a:\n      x:\t2 # c\n      y: 3",
  ],
  [
    "anchored elements of a list",
    " [1, { x: 2 }]",
    "\n    - &a 0 # zero\n    - &b\n      x: 1",
    "\n    - &a 1 # zero\n    - &b\n      x: 2",
  ],
  [
    "a merge key of the source",
    "\n    a: &a { x: 1 }\n    b: { <<: *a, y: 2 }\n    c: { d: *a }",
    " {}",
    "\n    a:\n      x: 1\n    b:\n      y: 2\n      x: 1\n    c:\n      d:\n        x: 1",
  ],
];

describe("the file after a promotion", () => {
  for (const [title, source, before, expected] of cases) {
    it(`changes only the lines that change: ${title}`, () => {
      for (const written of [
        (text: string) => text,
        (text: string) => `\ufeff${text.replaceAll("\n", "\r\n")}`,
      ]) {
        const result = after(`config:\n  p:shops:${source}\n`, written(around(before)));
        assert.equal(result, written(around(expected)));
        assert.deepEqual(
          planned({ source: `config:\n  p:shops:${source}\n`, target: result }).changes,
          [],
          "and then there is nothing to promote",
        );
      }
    });
  }

  for (const spelled of [
    '"2024-01-01"',
    "2024-01-01",
    "'1_000'",
    "1_000",
    '"0b11"',
    "0b11",
    '"0o17"',
    "0o17",
    '"017"',
    "017",
    '"0x1F"',
    "1e3",
    '"1e3"',
    ".5",
    '"yes"',
    "yes",
    "on",
    "~",
    '"~"',
    '"null"',
    "null",
    '"true"',
    "True",
    '"12345678901234567890"',
    "12345678901234567890",
    '"1:30"',
    "1:30",
    ".inf",
    '""',
    "-1",
    "+1",
    '"<<"',
    '"="',
    "'it''s'",
    '"\\u00e9\\x41\\/"',
    "2024-01-01T10:00:00Z",
    '"a #b"',
    "a#b",
  ]) {
    it(`keeps ${spelled} as it is spelled`, () => {
      const source = `config:\n  p:shops: { a: { x: ${spelled} } }\n`;
      assert.equal(
        after(source, "config:\n  p:shops:\n    a:\n      x: other\n"),
        `config:\n  p:shops:\n    a:\n      x: ${spelled}\n`,
      );
      assert.equal(
        after(source, "config: {}\n"),
        `config:\n  p:shops:\n    a:\n      x: ${spelled}\n`,
      );
    });
  }

  for (const [one, other] of [
    ['"1_000"', "1_000"],
    ['"2024-01-01"', "2024-01-01"],
    ['"0b11"', "0b11"],
    ['"1"', "1"],
    ['"true"', "true"],
    ['"~"', "~"],
    ['""', "~"],
  ]) {
    it(`knows ${one} from ${other}`, () => {
      const [text, plain] = [one, other].map(
        (spelled) => `config:\n  p:shops:\n    a: ${spelled}\n`,
      );
      assert.equal(after(text ?? "", plain ?? ""), text);
      assert.equal(after(plain ?? "", text ?? ""), plain);
    });
  }

  const empty: [title: string, before: string, expected: string][] = [
    ["an empty file", "", "config:\n  p:shops:\n    a:\n      x: 1\n"],
    ["a file with a comment alone", "# Prod", "# Prod\nconfig:\n  p:shops:\n    a:\n      x: 1\n"],
    [
      "no config",
      "encryptionsalt: v1:x # salt",
      "encryptionsalt: v1:x # salt\nconfig:\n  p:shops:\n    a:\n      x: 1",
    ],
    [
      "a config without a value",
      "config: # none\nencryptionsalt: v1:x\n",
      "config: # none\n  p:shops:\n    a:\n      x: 1\nencryptionsalt: v1:x\n",
    ],
    ["an empty config", "config: {}\n", "config:\n  p:shops:\n    a:\n      x: 1\n"],
    [
      "another key last, without a line end",
      "config:\n    o:x: 1 # c",
      "config:\n    o:x: 1 # c\n    p:shops:\n        a:\n            x: 1",
    ],
    ["the key without a value", "config:\n  p:shops:", "config:\n  p:shops:\n    a:\n      x: 1"],
    [
      "a document with its marks",
      "---\nconfig:\n  o:x: 1\n...\n",
      "---\nconfig:\n  o:x: 1\n  p:shops:\n    a:\n      x: 1\n...\n",
    ],
    ["JSON", '{"config":{"o:x":1}}', '{"config":{"o:x":1, "p:shops": { "a": { "x": 1 } }}}'],
  ];
  for (const [title, before, expected] of empty) {
    it(`puts what is new into ${title}`, () => {
      assert.equal(after("config:\n  p:shops:\n    a: { x: 1 }\n", before), expected);
    });
  }

  it("refuses to change what an anchor gives to another place, and writes nothing", () => {
    const target = "config:\n  o:x: &x { y: 1 }\n  p:shops:\n    a: *x\n";
    assert.equal(
      after("config:\n  p:shops: { a: { y: 2 } }\n", target),
      target.replace("a: *x", "a:\n      y: 2"),
    );
    const anchored = "config:\n  p:shops:\n    a: &x { y: 1 }\n  o:x: *x\n";
    for (const shops of ["{ a: { y: 2 } }", "{}", "{ a: 1 }"]) {
      const plan = planned({ source: `config:\n  p:shops: ${shops}\n`, target: anchored });
      assert.match(
        plan.problems.join("\n"),
        /(o:x\.y|o:x|the configuration of prod) cannot be (changed|edited)/,
      );
      assert.equal(plan.after, anchored);
    }
  });

  it("promotes two hundred shops in a moment, each in its place", () => {
    const shops = (name: string): string =>
      Array.from(
        { length: 200 },
        (_, shop) =>
          `    shop-${shop}:\n      shopName: ${name} ${shop}\n      servicePointCarriers: [dhl, ups] # ${shop}\n`,
      ).join("");
    const text = (name: string): string => `config:\n  p:shops:\n${shops(name)}`;
    assert.equal(after(text("New").replaceAll(/ #.*/g, ""), text("Old")), text("New"));
  });
});
