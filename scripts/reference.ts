/** The tables of inputs, made from the types and their documentation. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import * as z from "zod";
import { choiceShape, identityShape, settingShape } from "../provider/src/settings/schema";

const source = join(__dirname, "../provider/src/settings/types.ts");

/** The table of inputs, in Markdown. */
export function inputs(): string {
  const sentences = documentation(source);
  const rows = Object.entries({ ...identityShape, ...settingShape, ...choiceShape }).map(
    ([name, schema]) =>
      `| \`${name}\` | ${typeName(z.toJSONSchema(schema))} | ${sentences.get(name) ?? ""} |`,
  );
  return ["| input | type | what it is |", "| --- | --- | --- |", ...rows].join("\n");
}

function typeName(schema: z.core.JSONSchema.BaseSchema): string {
  if (schema.enum) return schema.enum.map((value) => `\`"${String(value)}"\``).join(", ");
  return schema.type === "array" ? "list of strings" : [schema.type ?? "any"].flat().join(" or ");
}

/** The documentation of what a file declares: its interfaces with their properties, and its functions. */
export function documentation(path: string): Map<string, string> {
  const file = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
  const found = new Map<string, string>();
  const visit = (node: ts.Node): void => {
    if (
      ts.isPropertySignature(node) ||
      ts.isInterfaceDeclaration(node) ||
      ts.isFunctionDeclaration(node)
    ) {
      const [comment] = ts.getJSDocCommentsAndTags(node);
      const text = comment && ts.getTextOfJSDocComment(comment.comment);
      if (text && node.name) found.set(node.name.getText(), text.replace(/\s+/g, " "));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
