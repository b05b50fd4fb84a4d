/** What zod says against a declaration, as broken rules: each on its property where the engine may print the property's value. Pure. */
import { distance } from "fastest-levenshtein";
import type * as z from "zod";
import { described } from "../format";
import { choiceShape, declaredSettings, identityShape, isUrlSetting } from "./schema";

/** A broken rule. `property` is empty where the engine must not print the property's value; the reason then names it. */
export interface Failure {
  property: string;
  reason: string;
}

/** Everything that may be declared of one integration; what is required is told apart. */
export const declaration = declaredSettings.extend({
  integrationId: identityShape.integrationId.optional(),
  account: choiceShape.account.optional(),
  onDestroy: choiceShape.onDestroy.optional(),
});

/** The rules that an issue is about. No value is shown of what is among `secrets`. */
export function broken(
  issue: z.core.$ZodIssue,
  declared: Readonly<Record<string, unknown>>,
  secrets: readonly string[],
): Failure[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      property: "",
      reason: `${key} is not a property of this resource${suggestion(key)}`,
    }));
  }
  const name = String(issue.path[0]);
  const isSecret = secrets.includes(name);
  const reason = isSecret ? withoutValues(issue.message, declared[name]) : issue.message;
  return [
    isSecret || mayHoldUrl(name, declared[name])
      ? { property: "", reason: `${name} ${reason}` }
      : { property: name, reason },
  ];
}

/** The message with the kinds of numbers and flags in place of their values. */
function withoutValues(message: string, value: unknown): string {
  const given: unknown[] = Array.isArray(value) ? value : [value];
  const shown = given.filter((one) => typeof one === "number" || typeof one === "boolean");
  return shown.reduce<string>(
    (rest, one) => rest.replaceAll(described(one), `a ${typeof one}`),
    message,
  );
}

/** Engines before 3.274 print the value of a failing property in plain text, secret or not; a URL may hold a token. */
function mayHoldUrl(name: string, value: unknown): boolean {
  return isUrlSetting(name) || JSON.stringify(value).includes("://");
}

function suggestion(key: string): string {
  const names = Object.keys(declaration.shape);
  const plain = (name: string): string => name.replaceAll("_", "").toLowerCase();
  const near = names.find((name) => distance(plain(name), plain(key)) <= 2);
  return near === undefined
    ? `: its properties are ${names.join(", ")}`
    : `: did you mean ${near}?`;
}
