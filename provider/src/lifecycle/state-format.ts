/** How a state is stored: as the outputs of its resource, of which `adoption` is what programs do not declare. */
import { isDeepStrictEqual } from "node:util";
import * as z from "../zod-parts";
import { SendcloudError } from "../errors";
import { namesOf, omit, pick, type SettingValues } from "../settings/diff";
import { choiceShape, identityShape, settingNames } from "../settings/schema";
import { present, type Properties } from "../values";
import { type Adoption, nothingAdopted, type State } from "./state";

/** The format that is written, and the only one that is read. */
const format = 1;

const settingName = z.enum(settingNames);
const values = z.partialRecord(settingName, z.unknown());

const adoptionSchema = z.object({
  format: z.literal(format),
  before: values,
  applied: values.default({}),
  unsure: z.array(settingName).default([]),
  earlier: values.default({}),
  secrets: z.array(z.string()).default([]),
  owner: z.string().optional(),
  resource: z.string().optional(),
});

const factsSchema = z.object({
  type: z.string().optional().catch(undefined),
  createdAt: z.string().optional().catch(undefined),
});

/** What is chosen for a resource, from inputs or outputs. */
export const choicesSchema = z.object({
  account: choiceShape.account.optional().catch(undefined),
  onDestroy: choiceShape.onDestroy.optional().catch(undefined),
});

/** Reads the outputs of a resource. Its id, the integration's number, may be all that is known of a look-up. */
export function decodeState(outputs: Properties, id?: string): State {
  const { data } = identityShape.integrationId.safeParse(Number(outputs.integrationId ?? id));
  if (data === undefined)
    throw new SendcloudError(
      "the resource's id must be the number of an integration, such as 12345",
    );
  const settings = pick(outputs, settingNames);
  return {
    integrationId: data,
    ...choicesSchema.parse(outputs),
    settings,
    adoption: decodeAdoption(outputs.adoption, settings),
    facts: factsSchema.parse(outputs),
    isLookUp: outputs.adoption === undefined,
  };
}

function decodeAdoption(adoption: unknown, settings: SettingValues): Adoption {
  if (adoption === undefined) return nothingAdopted;
  const { data } = adoptionSchema.safeParse(adoption);
  if (data !== undefined) return { ...data, applied: { ...settings, ...data.applied } };
  throw new SendcloudError(
    `the output adoption in the stack's state is not of format ${format}, which is all that this version of pulumi-sendcloud reads. Nothing was sent. Use the version that wrote the state; or remove the resource with \`pulumi state delete\`, and adopt the integration anew`,
  );
}

/** The outputs to store; the inverse of {@link decodeState}. */
export function encodeState(state: State): Record<string, unknown> {
  const { settings, adoption, facts, isLookUp, ...choices } = state;
  return present({
    ...choices,
    ...pick(settings, settingNames),
    ...facts,
    adoption: isLookUp ? undefined : encodeAdoption(adoption, settings),
  });
}

/** Leaves out what is empty or applied as recorded: the engine writes the whole state many times during a run. */
function encodeAdoption(
  { applied, unsure, earlier, secrets, ...adoption }: Adoption,
  settings: SettingValues,
): Properties {
  const asRecorded = namesOf(applied).filter((name) =>
    isDeepStrictEqual(applied[name], settings[name]),
  );
  const others = omit(applied, asRecorded);
  return present({
    format,
    ...adoption,
    applied: namesOf(others).length > 0 ? others : undefined,
    unsure: unsure.length > 0 ? unsure : undefined,
    earlier: namesOf(earlier).length > 0 ? earlier : undefined,
    secrets: secrets.length > 0 ? secrets : undefined,
  });
}

/** The inputs that a refresh records: only what a program declares, which of a look-up is no setting. */
export function encodeInputs(state: State): Record<string, unknown> {
  const { integrationId, account, onDestroy, settings, isLookUp } = state;
  if (isLookUp) return present({ account });
  return present({ integrationId, account, onDestroy, ...pick(settings, settingNames) });
}
