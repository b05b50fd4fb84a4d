/** Program process: which of the declared values are secrets. The engine gives them to a dynamic provider without saying so. */
import * as pulumi from "@pulumi/pulumi";
import { isMap } from "../../values";
import { isLater } from "./context";

/** Deeper than a setting nothing is declared. */
const deepest = 1;

/** The paths of all secrets, such as `["integrations", "flowers", "webhookUrl"]`; `undefined` where every value is plain, which costs nothing. */
export function secretsIn(args: unknown): Promise<string[][]> | undefined {
  const asked = secretsAt(args, []);
  return asked.length === 0 ? undefined : Promise.all(asked).then((found) => found.flat());
}

function secretsAt(value: unknown, path: string[]): Promise<string[][]>[] {
  if (isLater(value) || (Array.isArray(value) && value.some(isLater)))
    return [isSecret(value).then((secret) => (secret ? [path] : []))];
  if (path.length === deepest || !isMap(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => secretsAt(inner, [...path, name]));
}

/** What fails is left to the SDK, which reports it. */
function isSecret(value: unknown): Promise<boolean> {
  return pulumi.isSecret(pulumi.output(value)).catch(() => false);
}
