/** SDKs of languages, generated from the plugin's schema. Official releases do that by `pulumi package add`; beside our builds stands a program of Pulumi's own generators. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { buildMark, type Engine, programName } from "./candidate";
import { goBuild, type Program, type Tell } from "./go";
import { keptIn } from "./kept";
import { settle } from "./settle";
import { versions } from "./versions";

/** It is built from the same modules as the newest command line, so that most of it is compiled already. */
const program: Program = { name: "generate-sdk", sources: "newest", package: "./generate-sdk" };

/** Counted up when the program changes, so that one that was kept before is not taken for this one. */
const revision = 2;

/** Whether `pulumi package add` generates and links SDKs here: not where the language hosts are our old ones. */
export function addsPackages(engine: Engine): boolean {
  return !existsSync(join(engine.directory, buildMark));
}

/** The path of the program that generates SDKs, which is built where it is missing. */
export async function provideGenerator(tell: Tell): Promise<string> {
  const folder = keptIn(`${program.name}-v${versions.newest}-sdk${revision}`);
  const generator = join(folder, programName(program.name));
  if (existsSync(generator)) return generator;
  await settle(folder, (unfinished) =>
    goBuild({
      program,
      output: join(unfinished, programName(program.name)),
      linkerFlags: "-s -w",
      tell,
    }),
  );
  return generator;
}

/** The schema of a plugin, as the engine asks the plugin for it. */
export function schemaOf(engine: Engine, plugin: string): string {
  const pulumi = join(engine.directory, programName("pulumi"));
  return execFileSync(pulumi, ["package", "get-schema", plugin], {
    encoding: "utf8",
    stdio: "pipe",
    maxBuffer: 2 ** 26,
  });
}
