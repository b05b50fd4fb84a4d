/** The tables of what happens when, and of the options: every `when` and `then` of the steps in these tests, in their order. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** The tests whose steps are situations, in the order of the table. */
const situationTests = [
  "engine/life",
  "engine/dependencies",
  "provider/refusals",
  "provider/restore",
  "engine/destroy",
  "provider/moves",
  "engine/moves",
  "engine/plans",
  "engine/lookups",
  "engine/adoption-preview",
  "engine/accounts",
  "provider/oauth2",
  "engine/rotation",
  "provider/lost-answers",
  "provider/verified-writes",
  "engine/interruptions",
  "engine/kills",
  "provider/drift",
  "provider/warnings",
];

/** The tests of what options of resources do. */
const optionTests = [
  "engine/options",
  "engine/ignore-changes",
  "engine/transforms",
  "engine/sealed",
];

/** The table of docs/behaviour.md, in Markdown. */
export function situations(): string {
  return table(situationTests);
}

/** The table of docs/options.md. */
export function optionSituations(): string {
  return table(optionTests);
}

function table(tests: readonly string[]): string {
  const lines = new Set(tests.flatMap(rowsIn));
  return ["| when | what happens |", "| --- | --- |", ...lines].join("\n");
}

/** The rows of a file. It is read, not run: a test that is loaded would run its stories. */
function rowsIn(test: string): string[] {
  const path = join(__dirname, "../test", `${test}.test.ts`);
  const rows: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) {
      const when = textOf(node, "when");
      const then = textOf(node, "then");
      if (when !== undefined && then !== undefined) rows.push(`| ${when} | ${then} |`);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest));
  return rows;
}

function textOf(node: ts.ObjectLiteralExpression, name: string): string | undefined {
  const found = node.properties.find(
    (property) =>
      ts.isPropertyAssignment(property) &&
      ts.isIdentifier(property.name) &&
      property.name.text === name,
  );
  return found && ts.isPropertyAssignment(found) && ts.isStringLiteralLike(found.initializer)
    ? found.initializer.text
    : undefined;
}
