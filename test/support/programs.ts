/** The text of the programs that tests run. */

/** A program that declares resources: their names, and the text of their arguments. */
export function declaring(resources: Record<string, string>): string {
  const lines = Object.entries(resources).map(
    ([name, args]) => `const ${name} = new SendcloudIntegrationSettings("${name}", ${args});`,
  );
  return [
    'const pulumi = require("@pulumi/pulumi");',
    'const { SendcloudIntegrationSettings } = require("pulumi-sendcloud");',
    ...lines,
  ].join("\n");
}

/** The beginning of a program that declares resources as `One`. */
export const imports = `const { SendcloudIntegrationSettings: One } = require("pulumi-sendcloud");
const pulumi = require("@pulumi/pulumi");\n`;
