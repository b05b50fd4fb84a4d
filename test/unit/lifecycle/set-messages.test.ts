/** What is said of many members at once. Pure. */
import assert from "node:assert/strict";
import { saidTogether } from "../../../provider/src/lifecycle/set-messages";

describe("lines about the members of a set", () => {
  const left = (id: number, name: string): [string, string] => [
    name,
    `integration ${id} (${name}): left as it is: shopName`,
  ];

  it("are one where the same is said, with the members' names", () => {
    const lines = [
      left(7, "roses"),
      left(8, "herbs"),
      ["tulips", "integration 9 (tulips): released"],
    ] as const;
    assert.deepEqual(saidTogether(lines), [
      "2 integrations (roses, herbs): left as it is: shopName",
      "integration 9 (tulips): released",
    ]);
  });

  it("stay warnings", () => {
    const warned = (id: number, name: string): [string, string] => [
      name,
      `warning: integration ${id} (${name}): Sendcloud keeps it`,
    ];
    assert.deepEqual(saidTogether([warned(7, "a$&b"), warned(8, "c (d): e")]), [
      "warning: 2 integrations (a$&b, c (d): e): Sendcloud keeps it",
    ]);
  });

  it("name the first fifty members, and how many more there are", () => {
    const [line] = saidTogether(
      Array.from({ length: 300 }, (_, index) => left(index, `shop${index}`)),
    );
    assert.match(
      line ?? "",
      /^300 integrations \(shop0, shop1, .*, shop49 and 250 more\): left as it is: shopName$/,
    );
  });
});
