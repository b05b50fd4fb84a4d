/** Provider process: the shape of inputs and outputs in the state. States in the wild hold every format that ever was: see the README. */
import * as z from "zod";
import { namesOf, pick } from "../settings/diff";
import { SendcloudError } from "../errors";
import type { Facts, KnownFacts, Outcome } from "./integration";
import { present, type Properties } from "../values";
import { type Adoption, type Recorded, unsureOf } from "./state";
import { type DeclaredSettings, declaredSettings, settingNames } from "../settings/schema";

/** The format that is written. Formats that are read: 1, which had no number and no `unsure`, and this one. */
const stateFormat = 2;

const numbered = z.looseObject({ format: z.number().default(1) });

const adoptionRecord = z.object({
  before: z.record(z.string(), z.unknown()),
  applied: z.record(z.string(), z.unknown()).default({}),
  unsure: z.record(z.string(), z.array(z.unknown())).default({}),
});

/** What an earlier run recorded. States of before adoptions were remembered have none: settings are remembered from the next update on. */
export function recordedIn(properties: Properties): Recorded {
  const restore = properties.onDestroy === "restore";
  if (properties.adoption === undefined) return { settings: properties, adoption: { before: {}, applied: {}, unsure: {} }, restore };
  const format = numbered.safeParse(properties.adoption).data?.format ?? 1;
  if (format > stateFormat) {
    throw new SendcloudError(
      `the stack's state was written by a newer pulumi-sendcloud: its output adoption is of format ${format}, and this version reads formats up to ${stateFormat}. Install the newest pulumi-sendcloud`,
    );
  }
  const { data: adoption } = adoptionRecord.safeParse(properties.adoption);
  if (adoption !== undefined) return { settings: properties, adoption, restore };
  throw new SendcloudError("the output adoption in the stack's state is damaged: go back to an earlier state with `pulumi stack import`");
}

/** The part of what was recorded that says which integration it is, and what is decided about it. */
export function identifiedIn({
  integrationId,
  account,
  onDestroy,
}: Properties): Record<"integrationId" | "account" | "onDestroy", unknown> {
  return { integrationId, account, onDestroy };
}

const factsRecord = z.object({ type: z.string().optional().catch(undefined), createdAt: z.string().optional().catch(undefined) });

/** What is recorded of an integration besides its settings. */
export function factsIn(properties: Properties): KnownFacts {
  return factsRecord.parse(properties);
}

/** The declared settings in inputs that were checked. */
export function declaredIn(properties: Properties): DeclaredSettings {
  return declaredSettings.parse(pick(properties, settingNames));
}

/** The outputs of an integration of which this is known. */
export function outputsOf(
  inputs: Properties,
  { settings, adoption }: Pick<Outcome, "settings" | "adoption">,
  facts: KnownFacts,
): Properties {
  return present({
    ...identifiedIn(inputs),
    ...pick(settings, settingNames),
    type: facts.type,
    createdAt: facts.createdAt,
    adoption: stored(adoption),
  });
}

/** Whether a resource is looked up rather than managed: the first time it has no number but its id, then it is marked. */
export function isLookUp({ integrationId, adopted }: Properties): boolean {
  return integrationId === undefined || adopted === false;
}

/** What a refresh records of an integration: as inputs only what a program declares, which of a look-up is no setting. */
export function refreshed(
  props: Properties,
  id: number,
  live: Pick<Outcome, "settings" | "adoption">,
  facts: Facts,
): { inputs: Record<string, unknown>; props: Properties } {
  const lookUp = isLookUp(props);
  const identified = { ...props, integrationId: id };
  const inputs = lookUp ? { account: props.account } : { ...identifiedIn(identified), ...pick(live.settings, settingNames) };
  return { inputs: present(inputs), props: { ...outputsOf(identified, live, facts), ...(lookUp && { adopted: false }) } };
}

/** The record without its empty parts: every byte of a state is written again and again during a run. */
function stored(adoption: Adoption): Properties | undefined {
  const { before, applied, unsure } = adoption;
  const open = unsureOf(adoption).length > 0;
  const drifted = namesOf(applied).length > 0;
  if (namesOf(before).length === 0 && !open && !drifted) return undefined;
  return { format: stateFormat, before, ...(drifted && { applied }), ...(open && { unsure }) };
}
