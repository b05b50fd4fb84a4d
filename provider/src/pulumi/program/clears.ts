/** Program process: where the program itself clears a webhook with `null`. A transform that makes a secret of a setting that is not declared makes `null` of it too. */
import { isMap } from "../../values";
import { isLater } from "./context";

/** Whether a resource may clear its webhook; of a set, which members may: all where that is known only later. */
export function mayClear(args: unknown): boolean | string[] {
  if (!isMap(args)) return false;
  if (!("integrations" in args)) return clears(args);
  const { integrations } = args;
  if (!isMap(integrations) || isLater(integrations)) return true;
  return Object.keys(integrations).filter((name) => clears(integrations[name]));
}

function clears(member: unknown): boolean {
  return isLater(member) || (isMap(member) && (member.webhookUrl === null || isLater(member.webhookUrl)));
}
