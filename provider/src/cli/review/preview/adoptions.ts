/** What a preview with `sendcloud:previewAdoption` says of shops as they are now. Pure. */
import { settingNames } from "../../../settings/schema";
import type { SettingName } from "../../../settings/types";
import { parsedJson } from "../../../values";
import type { Change, Side } from "./change";
import type { Diagnostic } from "./digest";

/** Adds to each change what was read of its shop, where it was. */
export function withLive(changes: readonly Change[], diagnostics: readonly Diagnostic[]): Change[] {
  const told = new Map<string, Set<string>>();
  for (const { message } of diagnostics) {
    const [head = "", ...lines] = message.trim().split("\n");
    if (lines.length === 0) continue;
    told.set(head, (told.get(head) ?? new Set()).add(lines.join("\n")));
  }
  return changes.map((change) => {
    const { resource, after } = change;
    // Where two resources of one name report different things of this number, nobody can tell which is whose.
    const [lines, another] =
      told.get(`resource '${resource}' adopts integration ${String(after.integrationId)}:`) ?? [];
    return lines === undefined || another !== undefined
      ? change
      : { ...change, shop: { ...change.shop, ...liveIn(lines, after) } };
  });
}

function liveIn(lines: string, after: Side): Side {
  const found = lines.split("\n").flatMap((line) => {
    const [, name, rest = ""] = /^\s*(\w+): (.*)$/.exec(line) ?? [];
    const setting = settingNames.find((one) => one === name);
    const value = setting === undefined ? undefined : liveValue(setting, rest, after[setting]);
    return setting === undefined || value === undefined ? [] : [[setting, value] as const];
  });
  return Object.fromEntries<unknown>(found);
}

/** The value before the arrow, which text may hold too; `undefined` where it cannot be told. */
function liveValue(name: SettingName, line: string, wanted: unknown): unknown {
  if (line.endsWith(", unchanged")) return wanted;
  const [, text, plain = ""] = /^(?:("(?:[^"\\]|\\.)*")|(.*?)) → /.exec(line) ?? [];
  if (text !== undefined) return parsedJson(text);
  if (plain === "nothing") return null;
  if (plain === "true" || plain === "false") return plain === "true";
  return name === "servicePointCarriers" && plain !== "" ? plain.split(" ") : undefined;
}
