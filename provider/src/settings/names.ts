/** The names of what can be declared, and the key of an integration, for programs: loads no library. */
import type { Choices, Identity, Settings } from "./types";

/** Every name, with nothing declared. The compiler holds the names equal to the types, and so to the table in schema.ts. */
export const undeclared: Readonly<
  Record<keyof Identity | keyof Settings | keyof Choices, undefined>
> = {
  integrationId: undefined,
  account: undefined,
  shopName: undefined,
  shopUrl: undefined,
  servicePointEnabled: undefined,
  servicePointCarriers: undefined,
  webhookActive: undefined,
  webhookUrl: undefined,
  feedbackType: undefined,
  onDestroy: undefined,
};

/**
 * The key of an integration in maps and sets: its number within an account, the default one unless given. It is JSON,
 * since the name of an account may hold any character.
 */
export function integrationKey({
  integrationId,
  account,
}: {
  integrationId?: unknown;
  account?: unknown;
}): string {
  return JSON.stringify([account, integrationId]);
}
