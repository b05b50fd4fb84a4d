/** What a TypeScript file imports. */
import { readFileSync } from "node:fs";
import ts from "typescript";

export interface Import {
  /** As it stands in the file. */
  name: string;
  /** Whether it is gone at run time. */
  typeOnly: boolean;
  /** Whether the module is loaded only when this line runs. */
  lazy: boolean;
}

/** The imports of a file, and what it exports of others. */
export function importsOf(file: string): Import[] {
  const text = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest);
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, typeOnly: boolean, lazy: boolean): void => {
    if (specifier !== undefined && ts.isStringLiteral(specifier))
      found.push({ name: specifier.text, typeOnly, lazy });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      const bindings = node.importClause?.namedBindings;
      const allTypes =
        bindings !== undefined &&
        ts.isNamedImports(bindings) &&
        bindings.elements.every((element) => element.isTypeOnly);
      add(node.moduleSpecifier, node.importClause?.isTypeOnly === true || allTypes, false);
    } else if (ts.isExportDeclaration(node)) {
      add(node.moduleSpecifier, node.isTypeOnly, false);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], false, true);
    }
    ts.forEachChild(node, visit);
  };
  visit(text);
  return found;
}
