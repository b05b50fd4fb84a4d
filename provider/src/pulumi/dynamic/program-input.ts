/** Provider process: the hidden input by which a program says what the SDK does not tell a dynamic provider. */
import * as z from "../../zod-parts";
import { visible } from "../../format";
import { ignoredSettings } from "../../settings/ignore-changes";
import { present, type Properties } from "../../values";
import type { Declaration } from "../calls/check-resource";
import { programInput } from "../tokens";

const names = z.array(z.string()).readonly().catch([]);

/** What a program sends, and of it what checked inputs keep. */
const schema = z.object({
  name: z.string(),
  /** Tells two resources of one name apart. Checked inputs do not hold it: it may differ in the next run. */
  number: z.number().optional(),
  /** The paths of the option of that name. */
  ignoreChanges: names.optional(),
  /** Names of the inputs that the program holds secret. */
  secrets: names.optional(),
  /** Keys of the stack's configuration, without `sendcloud:`. */
  configured: names.optional(),
  /** Those of them that are secret, but stand there in plain text. */
  plain: names.optional(),
});

/** What the program says of a resource; `undefined` in a look-up. */
export type ProgramInput = z.infer<typeof schema>;

/** Separates what the program declares from what it says beside it. */
export function readInputs(inputs: Properties) {
  const { __provider, [programInput]: hidden, ...declared } = inputs;
  return { declared, program: schema.safeParse(hidden).data };
}

/** What is known of a declaration. */
export function declarationOf(
  program: ProgramInput | undefined,
  declared: Properties,
): Declaration {
  if (program === undefined) return { by: undefined, ignored: [], secrets: [] };
  const { name, number, ignoreChanges = [], secrets = [], configured = [] } = program;
  const { ignored, doubts } = ignoredSettings(ignoreChanges);
  return {
    by: { name: visible(name), key: `${number ?? ""} ${name}` },
    ignored,
    secrets: Object.keys(declared).filter((property) => secrets.includes(property)),
    doubts,
    configured,
  };
}

/** What checked inputs keep: an update is told it, and it is the same in the next run. */
export function hiddenInput(program?: ProgramInput, paths = program?.ignoreChanges): Properties {
  if (program === undefined) return {};
  const { name, secrets } = program;
  return { [programInput]: present({ name, ignoreChanges: paths, secrets }) };
}
