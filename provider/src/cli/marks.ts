/** The marks of secrets in an exported state, and values without them. Pure. */
import * as z from "zod";
import { isMap, type Properties } from "../values";

/** A secret as `pulumi stack export --show-secrets` writes it. */
const secret = z.object({ "4dabf18193072939515e22adb298388d": z.string(), plaintext: z.string() });

export function isSecret(value: unknown): boolean {
  return secret.safeParse(value).success;
}

/** Whether a value is a secret, or has one in it. */
export function holdsSecret(value: unknown): boolean {
  return (
    isSecret(value) ||
    ((Array.isArray(value) || isMap(value)) && Object.values(value).some(holdsSecret))
  );
}

/** A value without the mark of a secret around it. */
export function unsealed(value: unknown): unknown {
  const { data } = secret.safeParse(value);
  return data === undefined ? value : JSON.parse(data.plaintext);
}

/** A value without any mark, however deep. */
function plain(value: unknown): unknown {
  const bare = unsealed(value);
  if (Array.isArray(bare)) return bare.map(plain);
  return isMap(bare) ? inTheClear(bare) : bare;
}

export function inTheClear(side: Properties): Record<string, unknown> {
  return Object.fromEntries(Object.entries(side).map(([name, value]) => [name, plain(value)]));
}
