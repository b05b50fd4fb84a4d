/** Settings that count only while another one is on. Pure. */
import type { SettingName } from "../../settings/types";
import { isOpaque } from "../value";
import type { Side } from "./preview/change";

/** The value that the shop has after the change; `undefined` where it would return to what it was before it was managed. */
function final(name: SettingName, before: Side, after: Side): unknown {
  if (after[name] !== undefined) return after[name];
  return before.onDestroy === "restore" || isOpaque(before.onDestroy) ? undefined : before[name];
}

/** Why a change of a setting has no effect; `undefined` where it may have one. */
export function withoutEffect(name: SettingName, before: Side, after: Side): string | undefined {
  if (name === "servicePointCarriers" && final("servicePointEnabled", before, after) === false)
    return "no effect while service points are off";
  if (name === "webhookUrl" && final("webhookActive", before, after) === false)
    return "no effect while the webhook is off";
  return undefined;
}
