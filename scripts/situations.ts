/** The README's table of what happens when, made from the titles of the tests that show it under the real engine. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** The tests whose titles are rows, in the order of the table: those titles that say a situation, a colon, and what happens. */
const suites = ["engine", "destroy", "lookups", "accounts", "rotation", "faults", "kills", "drift", "upgrades"];

/** The first colon that does not stand in code. */
const colon = /: (?=(?:[^`]*`[^`]*`)*[^`]*$)/;

/** The table, in Markdown. */
export function situations(root: string): string {
  const titles = suites.flatMap((suite) => titlesIn(join(root, "test", `${suite}.test.ts`)));
  const rows = titles.flatMap((title) => {
    const at = colon.exec(title)?.index;
    return at === undefined ? [] : [`| ${title.slice(0, at)} | ${title.slice(at + 2)} |`];
  });
  return ["| when | what happens |", "| --- | --- |", ...rows].join("\n");
}

function titlesIn(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const title = ts.isPropertyAssignment(node) && isNamed(node.name, "does") ? node.initializer : testTitle(node);
    if (title && ts.isStringLiteral(title)) found.push(title.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function testTitle(node: ts.Node): ts.Expression | undefined {
  return ts.isCallExpression(node) && isNamed(node.expression, "it") ? node.arguments[0] : undefined;
}

function isNamed(node: ts.Node, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name;
}
