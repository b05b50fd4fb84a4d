/** Reads a configuration file as Pulumi does, and tells by its place what cannot be looked through. Pure. */
import { parseDocument } from "yaml";
import { SendcloudError } from "../../errors";
import { Reader, type Reading } from "./reader";
import { type Path, placeOf } from "./tree";

/** Reads a file's text; `file` is its name for messages. */
export function read(text: string, file: string): Reading {
  // All scalars as text: what they mean in Pulumi's YAML is decided here.
  const document = parseDocument(text, {
    schema: "failsafe",
    keepSourceTokens: true,
    logLevel: "error",
  });
  const [error] = document.errors;
  if (error !== undefined)
    throw new SendcloudError(
      `${file} is not YAML that can be read: ${error.message.split("\n")[0]?.replace(/:$/, "")}`,
    );
  const reading: Reading = { text, document, root: { kind: "scalar", value: null }, opaque: [] };
  return { ...reading, root: new Reader(reading, file).tree(document.contents, []) };
}

/** What of a file cannot be looked through at or below a place. */
export function opaqueBelow({ opaque }: Reading, root: Path): string[] {
  return opaque
    .filter(({ path }) => root.every((step, index) => path[index] === step))
    .map(
      ({ path, why }) =>
        `${placeOf(path.slice(1))} ${why}: what cannot be looked through is not promoted`,
    );
}
