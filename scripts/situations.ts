/** The table of what happens when: rows that the tests assert, grouped by what the reader did. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** What the reader did, with the `when` of each row, as a test has it. */
const groups: Record<string, readonly string[]> = {
  "You edit the program": [
    "a rule is broken",
    "an integration is declared for the first time",
    "inputs are edited",
    "a setting is declared later",
    "a setting is removed from the program",
    'a setting is removed under `onDestroy: "restore"`',
    "two resources declare the same integration",
    "`integrationId` is changed",
    '`integrationId` is changed under `onDestroy: "restore"`',
  ],
  "You rename, move or replace": [
    "a resource is renamed, with the option `aliases`",
    "a resource is renamed without the option `aliases`",
    "a resource is renamed without the option `aliases`, and the new one's adoption fails",
    "two resources swap their integrations in one up",
    "a replacement is forced",
    "a replacement is forced with the option `deleteBeforeReplace: false`",
    'a setting is removed in the edit of a forced replacement, under `onDestroy: "restore"`',
    "`integrationId` is changed with the option `deleteBeforeReplace: false`",
    "a resource moves to another integration, and the `up` fails in between",
  ],
  "You destroy": [
    "`pulumi destroy`",
    '`pulumi destroy` under `onDestroy: "restore"`',
    "somebody else changed a setting that is to be restored",
    "a restore fails",
    "the integration is gone when it is to be restored",
  ],
  "Somebody else changes something": [
    "somebody changes a managed setting in the panel",
    "an integration was deleted",
    "a key in the configuration is rotated",
    "two stacks manage the same shop",
  ],
  "Something breaks": [
    "a `PATCH` never arrives",
    "the answer to a `PATCH` is lost, but it was applied",
    "the answer to a `PATCH` is lost, and it cannot be read back",
    "the engine, the provider process or the program is killed in the middle of an up",
  ],
};

/** The table, in Markdown. */
export function situations(): string {
  const known = rows();
  const lines = Object.entries(groups).flatMap(([group, whens]) => [
    `| **${group}** | |`,
    ...whens.map((when) => `| ${when} | ${known.get(when) ?? missing(when)} |`),
  ]);
  return ["| when | what happens |", "| --- | --- |", ...lines].join("\n");
}

function missing(when: string): never {
  throw new Error(`no test has the situation: ${when}`);
}

/** What happens in each situation, from the `when` and `then` of the tests. They are read, not run. */
function rows(): Map<string, string> {
  const folder = join(__dirname, "../test");
  const found = new Map<string, string>();
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) {
      const when = textOf(node, "when");
      const then = textOf(node, "then");
      if (when !== undefined && then !== undefined) found.set(when, then);
    }
    ts.forEachChild(node, visit);
  };
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".ts")) continue;
    const text = readFileSync(join(folder, file), "utf8");
    if (text.includes("when:")) visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest));
  }
  return found;
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
