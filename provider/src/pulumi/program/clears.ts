/** Program process: where the program itself clears a webhook with `null`. A transform that makes a secret of a setting that is not declared makes `null` of it too. */
import { isMap } from "../../values";
import { isLater } from "./context";

/** Whether a resource may clear its webhook. */
export function mayClear(args: unknown): boolean {
  return isMap(args) && (args.webhookUrl === null || isLater(args.webhookUrl));
}
