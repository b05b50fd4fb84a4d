/** Plugin: the preview of a first adoption. */
import { previewsAdoption } from "../../config/sources";
import { adoptionPreview } from "../../lifecycle/adoption-preview";
import { present, type Properties } from "../../values";
import { isUnknown } from "../tokens";
import type { Session } from "./session";

/** Prints what the adoption changes. Returns the outputs that are known from it. */
export async function previewAdoption(
  { run }: Session,
  name: string,
  inputs: Properties,
  secrets: readonly string[] = [],
): Promise<Properties> {
  if (!previewsAdoption(run.config)) return {};
  const { text, seen } = await adoptionPreview(
    {
      name,
      inputs,
      secrets,
      isUnknown: (value) => isUnknown(value) || (Array.isArray(value) && value.some(isUnknown)),
    },
    (account) => run.client(account),
  );
  run.tell(seen ? text : `warning: ${text}`);
  return present({ type: seen?.type ?? undefined, createdAt: seen?.createdAt ?? undefined });
}
