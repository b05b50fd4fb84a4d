/** The formats of the stored state: reads every format that was ever written, and writes the newest. */
import * as z from "zod";
import { SendcloudError } from "../errors";
import { namesOf, pick } from "../settings/diff";
import { ignoredIn } from "../settings/secrets";
import { secretsIn } from "../settings/secrets";
import {
  choiceShape,
  declaredSettings,
  identityShape,
  settingNames,
  settingShape,
} from "../settings/schema";
import { present, type Properties } from "../values";
import {
  type Adoption,
  type Declared,
  type Managed,
  nothingAdopted,
  type State,
  unsureNames,
} from "./state";

/** The format that is written. Format 1 had no number and no `unsure`; before it, adoptions were not remembered at all. */
const newestFormat = 2;

const numbered = z.looseObject({ format: z.number().default(1) });

const adoptionSchema = z.object({
  before: z.record(z.string(), z.unknown()),
  applied: z.record(z.string(), z.unknown()).default({}),
  unsure: z.record(z.string(), z.array(z.unknown())).default({}),
  kept: z.record(z.string(), z.unknown()).default({}),
  undone: z.record(z.string(), z.unknown()).optional(),
  owner: z.string().optional(),
  missing: z.boolean().optional(),
  secrets: z.array(z.string()).optional(),
});

const factsSchema = z.object({
  type: z.string().optional().catch(undefined),
  createdAt: z.string().optional().catch(undefined),
});

const choicesSchema = z.object({
  account: choiceShape.account.optional().catch(undefined),
  onDestroy: choiceShape.onDestroy.optional().catch(undefined),
});

/** Reads the outputs of a resource. Its id, the integration's number, may be all that is known of a look-up. */
export function decodeState(outputs: Properties, id?: string): State {
  const { data: integrationId } = identityShape.integrationId.safeParse(
    Number(outputs.integrationId ?? id),
  );
  if (integrationId === undefined)
    throw new SendcloudError(
      "the resource's id must be the number of an integration, such as 12345",
    );
  return {
    integrationId,
    ...choicesSchema.parse(outputs),
    settings: pick(outputs, settingNames),
    adoption: decodeAdoption(outputs.adoption),
    facts: factsSchema.parse(outputs),
    lookUp: outputs.integrationId === undefined || outputs.adopted === false,
  };
}

function decodeAdoption(adoption: unknown): Adoption {
  if (adoption === undefined) return nothingAdopted;
  const format = numbered.safeParse(adoption).data?.format ?? 1;
  if (format > newestFormat) {
    throw new SendcloudError(
      `the stack's state was written by a newer pulumi-sendcloud: its output adoption is of format ${format}, and this version reads formats up to ${newestFormat}. Install the newest pulumi-sendcloud`,
    );
  }
  const { data } = adoptionSchema.safeParse(adoption);
  if (data !== undefined) return data;
  throw new SendcloudError(
    "the output adoption in the stack's state is damaged: go back to an earlier state with `pulumi stack import`",
  );
}

/** The outputs to store; the inverse of {@link decodeState}. */
export function encodeState({
  settings,
  adoption,
  facts,
  lookUp,
  ...managed
}: State): Record<string, unknown> {
  return present({
    ...identity(managed),
    ...pick(settings, settingNames),
    type: facts.type,
    createdAt: facts.createdAt,
    adoption: encodeAdoption(adoption),
    adopted: lookUp ? false : undefined,
  });
}

/** Leaves out empty parts: the engine writes the whole state many times during a run. */
function encodeAdoption(adoption: Adoption): Properties | undefined {
  const { before, applied, unsure, kept, undone, owner, missing, secrets } = adoption;
  const open = unsureNames(adoption).length > 0;
  const drifted = namesOf(applied).length > 0;
  if (namesOf(before).length === 0 && !open && !drifted && !missing) return undefined;
  const parts = {
    ...(drifted && { applied }),
    ...(open && { unsure }),
    ...(namesOf(kept).length > 0 && { kept }),
  };
  return present({ format: newestFormat, before, ...parts, undone, owner, missing, secrets });
}

/** The inputs that a refresh records: only what a program declares, which of a look-up is no setting. */
export function encodeInputs({ settings, lookUp, ...managed }: State): Record<string, unknown> {
  return present(
    lookUp
      ? { account: managed.account }
      : { ...identity(managed), ...pick(settings, settingNames) },
  );
}

function identity({ integrationId, account, onDestroy }: Managed): Properties {
  return { integrationId, account, onDestroy };
}

/** Reads inputs that were checked. */
export function decodeDeclared(inputs: Properties): Declared {
  const integrationId = identityShape.integrationId.parse(inputs.integrationId);
  const ignored = ignoredIn(inputs);
  // What somebody made of an ignored setting in the panel may break our rules.
  const declared = settingNames.filter(
    (name) => !ignored.includes(name) || settingShape[name].safeParse(inputs[name]).success,
  );
  return {
    integrationId,
    ...choicesSchema.parse(inputs),
    settings: declaredSettings.parse(pick(inputs, declared)),
    ignored,
    secrets: secretsIn(inputs),
  };
}
