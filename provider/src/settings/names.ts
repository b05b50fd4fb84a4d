/** The names of what can be declared, for programs: loads no library. */
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
