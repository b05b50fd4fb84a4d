/** The README's tables: of inputs, made from the list of settings, and of situations. `npm run docs` writes them, and a test holds them to their sources. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import * as z from "zod";
import { choiceShape, identityShape, settingShape } from "../provider/src/settings";
import { situations } from "./situations";

const root = join(__dirname, "..");
const source = join(root, "provider/src/types.ts");
/** The README with its tables as they should be. */
export function withReference(readme: string): string {
  const inputs = filled(readme, "<!-- inputs: made by `npm run docs` from provider/src/types.ts -->", "<!-- /inputs -->", table());
  return filled(
    inputs,
    "<!-- situations: made by `npm run docs` from the titles of the tests -->",
    "<!-- /situations -->",
    situations(root),
  );
}

function filled(readme: string, begin: string, end: string, text: string): string {
  const [before, rest] = readme.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`README.md must hold ${begin} and ${end}`);
  return `${before}${begin}\n\n<!-- prettier-ignore -->\n${text}\n\n${end}${after}`;
}

function table(): string {
  const sentences = docComments();
  const rows = Object.entries({ ...identityShape, ...settingShape, ...choiceShape }).map(
    ([name, schema]) => `| \`${name}\` | ${typeName(z.toJSONSchema(schema))} | ${sentences.get(name) ?? ""} |`,
  );
  return ["| input | type | what it is |", "| --- | --- | --- |", ...rows].join("\n");
}

function typeName(schema: z.core.JSONSchema.BaseSchema): string {
  if (schema.enum) return schema.enum.map((value) => `\`"${String(value)}"\``).join(", ");
  return schema.type === "array" ? "list of strings" : [schema.type ?? "any"].flat().join(" or ");
}

/** The documentation of each property of the types, as one line. */
function docComments(): Map<string, string> {
  const file = ts.createSourceFile(source, readFileSync(source, "utf8"), ts.ScriptTarget.Latest, true);
  const found = new Map<string, string>();
  const visit = (node: ts.Node): void => {
    if (ts.isPropertySignature(node)) {
      const [comment] = ts.getJSDocCommentsAndTags(node);
      const text = comment && ts.getTextOfJSDocComment(comment.comment);
      if (text) found.set(node.name.getText(), text.replace(/\s+/g, " "));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

if (require.main === module) {
  const readme = join(root, "README.md");
  writeFileSync(readme, withReference(readFileSync(readme, "utf8")));
}
