/** The languages that a program can be imported in. */
import type { OurType } from "../../pulumi/tokens";
import type { DeclaredProgram } from "./declared";
import { python } from "./python";
import { typescript } from "./typescript";
import { yaml } from "./yaml";

export const languages = ["typescript", "python", "yaml"] as const;

export type Language = (typeof languages)[number];

/** How a program of a language is written, and what it is called. */
interface Writer {
  /** The language's own name. */
  title: string;
  write: (program: DeclaredProgram) => string;
  /** The file that Pulumi runs. */
  main: string;
  /** What serves its resources. */
  edge: OurType["edge"];
  /** Whether resources and keys of the configuration are named in one space. */
  sharesNames: boolean;
  /** Names that the language keeps for itself. */
  reserved: readonly string[];
}

const own = { edge: "plugin", sharesNames: false, reserved: [] } as const;

export const writers: Readonly<Record<Language, Writer>> = {
  typescript: { ...own, title: "TypeScript", write: typescript, main: "index.ts", edge: "dynamic" },
  python: { ...own, title: "Python", write: python, main: "__main__.py" },
  yaml: {
    ...own,
    title: "YAML",
    write: yaml,
    main: "Main.yaml",
    sharesNames: true,
    reserved: ["pulumi"],
  },
};

/** The language of the programs of a runtime; `undefined` where none is written in it. */
export function languageOf(runtime: string): Language | undefined {
  if (runtime === "nodejs" || runtime === "bun") return "typescript";
  return languages.find((language) => language === runtime);
}
