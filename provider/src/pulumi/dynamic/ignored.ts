/** Provider process: what the option `ignoreChanges` names. The engine keeps it to itself, so that the program says it. */
import { isDeepStrictEqual } from "node:util";
import { type Ignored, ignoredSettings } from "../../settings/ignore-changes";
import type { Properties } from "../../values";
import { withoutHidden } from "./declarer";

/** The settings of one integration that are ignored. */
export function ignoredOf(olds: Properties, news: Properties): Ignored {
  return ignoredSettings(paths(olds, news));
}

/** Whether anything was recorded before: with nothing, the engine has ignored nothing, and all of it is to be adopted. */
function isRecorded(olds: Properties): boolean {
  return Object.keys(olds).length > 0;
}

function paths(olds: Properties, news: Properties): string[] {
  const { ignoreChanges, told } = withoutHidden(news);
  if (Array.isArray(ignoreChanges)) return ignoreChanges.filter((path) => typeof path === "string");
  return told.by === undefined && isUntouched(olds, news) ? ["*"] : [];
}

/** With the path `*` the engine drops whatever no state holds, what the program says of the option too: nothing but the state is left. */
function isUntouched(olds: Properties, news: Properties): boolean {
  return isRecorded(olds) && isDeepStrictEqual(olds, news);
}
