/** The programs that the demo tells its story of: the example of two shops, in each language. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Engine } from "../engine/acquire";
import { provideLanguage } from "../engine/language";
import type { ProjectOptions } from "../engine/project";

const examples = join(__dirname, "..", "examples");

type Program = Pick<ProjectOptions, "copy" | "files">;

/** What a project of each language holds. */
export const programs: Record<"typescript" | "yaml", (engine: Engine) => Promise<Program>> = {
  typescript: () =>
    Promise.resolve({
      copy: ["index.ts", "Pulumi.yaml"].map((file) => join(examples, "two-shops", file)),
      files: { "package.json": "{}" },
    }),
  async yaml(engine) {
    await provideLanguage(engine, "yaml", (line) => console.log(line));
    const text = readFileSync(join(examples, "yaml", "Pulumi.yaml"), "utf8");
    return {
      files: { "Pulumi.yaml": text.replace("path: ../../node_modules/", "path: node_modules/") },
    };
  },
};
