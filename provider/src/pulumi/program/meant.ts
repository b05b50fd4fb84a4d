/** Program process: which integration a value means. */
import { isMap } from "../../values";
import type { Meant } from "../announcement";

/** The integration that is meant, where the declaration is whole: what is wrong with it, `check` says. */
export function meant(value: unknown): Meant[] {
  if (!isMap(value) || typeof value.integrationId !== "number") return [];
  return [{ integrationId: value.integrationId, account: typeof value.account === "string" ? value.account : undefined }];
}
