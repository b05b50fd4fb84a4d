/** The files that a promotion reads and writes: the stacks' configuration, and the project's. */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join, relative } from "node:path";
import { SendcloudError } from "../../errors";
import { isMap } from "../../values";
import { projectFile } from "../project";
import { read } from "./read";
import { valueOf } from "./tree";

/** The project in which a promotion takes place. */
export interface Project {
  name: string;
  /** Its file, for messages. */
  file: string;
  /** The configuration that holds for all its stacks, by key. */
  config: ReadonlySet<string>;
  /** The path of a stack's configuration. */
  pathOf(stack: string): string;
}

/** The project that a folder is in. */
export function projectAt(folder: string): Project {
  const path = projectFile(folder);
  if (path === undefined)
    throw new SendcloudError(
      "there is no Pulumi project (Pulumi.yaml) in this folder or above it: change to the folder of your project",
    );
  const file = relative(folder, path);
  const settings = valueOf(read(textOf(path) ?? "", file).root);
  const { name, config, stackConfigDir } = isMap(settings) ? settings : {};
  if (typeof name !== "string")
    throw new SendcloudError(
      `${file} does not name the project: add a line such as name: my-shops`,
    );
  // Before Pulumi had configuration of projects, `config` was the name of the folder.
  const directory = [stackConfigDir, config].find((one) => typeof one === "string") ?? "";
  return {
    name,
    file,
    config: new Set(
      Object.keys(isMap(config) ? config : {}).map((key) =>
        key.includes(":") ? key : `${name}:${key}`,
      ),
    ),
    pathOf: (stack) => join(dirname(path), directory, `Pulumi.${basename(stack)}${extname(path)}`),
  };
}

/** A file's text, with its byte order mark, or `undefined` where there is no file. */
export function textOf(path: string): string | undefined {
  const bytes = bytesOf(path);
  if (bytes === undefined) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new SendcloudError(
      `${relative(process.cwd(), path)} is not text in UTF-8: save it as UTF-8`,
      { cause: error },
    );
  }
}

/** Writes a file, or removes it where there was none. */
export function write(path: string, text: string | undefined): void {
  if (text === undefined) rmSync(path, { force: true });
  else writeFileSync(path, text);
}

function bytesOf(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw new SendcloudError(
      `cannot read ${relative(process.cwd(), path)}: ${error instanceof Error ? error.message : String(error)}`,
      {
        cause: error,
      },
    );
  }
}
