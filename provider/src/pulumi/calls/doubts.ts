/** Both edges: tells what is doubtful about a declaration, a line each, named by the resource; each line once a run. */
import { isSilenced } from "../../config/key-names";
import { listed, namesByText } from "../../format";
import type { Run } from "../../lifecycle/run";
import { type Warning, warningsOf } from "../../settings/warnings";
import { isLoopback, parsedUrl } from "../../url";
import { isUnknown } from "../tokens";
import type { Declaration, Declarer } from "./declarer";

/** Tells what is doubtful about the declarations of one resource, as far as their values are known, and about the paths of its `ignoreChanges`. */
export type TellDoubts = (
  run: Run,
  by: Declarer,
  declarations: readonly Declaration[],
  aboutPaths?: readonly string[],
) => void;

/** Creates the record of one run, empty at first. */
export function createDoubts(): TellDoubts {
  const told = new Set<string>();
  return (run, by, declarations, aboutPaths = []) => {
    const found: [label: string, doubt: Warning][] = aboutPaths.map((text) => [
      by.name,
      { name: "ignoreChanges", text },
    ]);
    for (const one of declarations)
      for (const doubt of doubtsOf(run, one)) found.push([one.label, doubt]);
    const loud = found.filter(([, { name }]) => !isSilenced(name, run.config.silence));
    const said = loud.map(
      ([label, { name, text }]) => [`'${label}'`, `${text} (sendcloud:silence ${name})`] as const,
    );
    for (const [text, of] of namesByText(said)) {
      const line = `warning: ${of.length > 1 ? "resources" : "resource"} ${listed(of)}: ${text}`;
      if (told.has(line)) continue;
      told.add(line);
      run.tell(line);
    }
  };
}

function doubtsOf({ config }: Run, { declared, secrets }: Declaration): Warning[] {
  const api = config.baseUrl && parsedUrl(config.baseUrl.value);
  const emulated = api !== undefined && isLoopback(api.hostname);
  return warningsOf(declared, { isUnknown, emulated, secrets });
}
