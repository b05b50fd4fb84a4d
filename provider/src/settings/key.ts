/** What tells integrations apart: the number, within an account. Pure; loads nothing. */

/** The key of an integration in maps and sets. Without an account it is of the default one. */
export function integrationKey({
  integrationId,
  account,
}: {
  integrationId?: unknown;
  account?: unknown;
}): string {
  return JSON.stringify([account, integrationId]);
}
