/** Plugin: the preview of a first adoption shows what the shop has, and what it would become. It reads from the API, so it is asked for. */
import { isOn } from "../../config/sources";
import { lookAtAdoption } from "../../lifecycle/adoption-look";
import type { Wanted } from "../../lifecycle/adoption-preview";
import { settingNames } from "../../settings/schema";
import { isFreeText } from "../../settings/schema";
import { present, type Properties } from "../../values";
import { isUnknown } from "../tokens";
import type { Session } from "./session";

/** Tells what the adoption would change, where `sendcloud:previewAdoption` is on. Returns the facts that could be seen. */
export async function previewAdoption(
  { run }: Session,
  name: string,
  inputs: Properties,
  secrets: readonly string[] = [],
): Promise<Properties> {
  if (!isOn(run.config.previewAdoption)) return {};
  const wanted = new Map(
    Object.entries(inputs).map(
      ([property, value]) =>
        [property, secrets.includes(property) ? "secret" : wantedAs(property, value)] as const,
    ),
  );
  const { text, seen } = await lookAtAdoption(name, wanted, (account) => run.client(account));
  run.tell(seen === undefined ? `warning: ${text}` : text);
  return present({ type: seen?.type ?? undefined, createdAt: seen?.createdAt ?? undefined });
}

/** Free text is not shown, whether or not the program holds it secret. */
function wantedAs(property: string, value: unknown): Wanted {
  if (isUnknown(value) || (Array.isArray(value) && value.some(isUnknown))) return "unknown";
  return { value, hidden: settingNames.some((name) => name === property && isFreeText(name)) };
}
