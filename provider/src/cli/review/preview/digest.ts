/** The shape of what `pulumi preview --json` prints, and the names of what is often given in its place. Pure. */
import * as z from "zod";
import { SendcloudError } from "../../../errors";
import type { Properties } from "../../../values";
import { objectsIn } from "./text";

const properties = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((value) => value ?? {});

const state = z.object({
  type: z.string().default(""),
  inputs: properties,
  outputs: properties,
  external: z.boolean().default(false),
  provider: z.string().default(""),
  retainOnDelete: z.boolean().default(false),
  deletedWith: z.string().default(""),
});

const step = z.object({
  op: z.string(),
  urn: z.string(),
  oldState: state.nullish(),
  newState: state.nullish(),
  detailedDiff: z.record(z.string(), z.unknown()).nullish().catch(undefined),
});
const diagnostic = z.object({
  urn: z.string().default(""),
  message: z.string().default(""),
  severity: z.string().default(""),
});

const digest = z
  .object({
    steps: z.array(step).nullish(),
    diagnostics: z.array(diagnostic).nullish(),
    changeSummary: z.record(z.string(), z.number()).nullish(),
  })
  .refine(
    ({ steps, diagnostics }) =>
      Boolean(steps) || diagnostics?.some(({ severity }) => severity === "error"),
  )
  .transform(({ steps, diagnostics, changeSummary }) => ({
    steps: steps ?? [],
    diagnostics: diagnostics ?? [],
    changeSummary: changeSummary ?? {},
  }));

/** A resource before or after, as the engine prints it. */
export type PrintedState = z.infer<typeof state>;
/** What the engine would do to one resource. */
export type Step = z.infer<typeof step>;
/** What was said while the preview was made. */
export type Diagnostic = z.infer<typeof diagnostic>;
/** A preview as it is printed. */
export type Digest = z.infer<typeof digest>;

/** Every preview in a text: there may be those of several stacks. Throws where there is none, and says what there is instead. */
export function digestsIn(text: string): Digest[] {
  const { objects, rest } = objectsIn(text);
  const digests = objects.flatMap((object) => digest.safeParse(object).data ?? []);
  const broken =
    cutOff.test(rest) ||
    objects.some((object) => "steps" in object && !digest.safeParse(object).success);
  if (digests.length === 0 || broken)
    throw new SendcloudError(
      `this is not what \`pulumi preview --json\` prints${whatElse(text, objects, rest)}`,
    );
  return digests;
}

/** Of a preview that ends too early, its beginning is part of no object. */
const cutOff = /"steps"\s*:/;

/** How many changes a preview counts that it does not list. A preview that failed counts what it came to. */
export function unlistedIn({ steps, changeSummary }: Digest): number {
  const counted = ["create", "update", "replace", "delete", "import"].map((op) => {
    const listed = steps.filter(
      (step) => step.op === op || (op === "replace" && step.op === "create-replacement"),
    ).length;
    return Math.max(0, (changeSummary[op] ?? 0) - listed);
  });
  return counted.reduce((sum, count) => sum + count, 0);
}

/** Other things that Pulumi prints, each by what it holds. */
const others: [name: string, is: (object: Properties) => boolean][] = [
  [
    "the summary that `--output json` prints",
    (object) => "result" in object && ("duration" in object || "summary" in object),
  ],
  [
    "a stream of engine events, as PULUMI_ENABLE_STREAMING_JSON_PREVIEW and `--event-log` write",
    (object) => "sequence" in object || "timestamp" in object,
  ],
  ["the plan that `--save-plan` writes", (object) => "resourcePlans" in object],
  [
    "the state that `pulumi stack export` prints",
    (object) => "deployment" in object || "checkpoint" in object,
  ],
];

const advice = "give the output of `pulumi preview --json` as a file, or on standard input";

function whatElse(text: string, objects: readonly Properties[], rest: string): string {
  const other = others.find(([, is]) => objects.some(is));
  if (other !== undefined) return `, but ${other[0]}: ${advice}`;
  if (text.trim() === "")
    return `, but empty: the command before may have failed. Run it alone, or ${advice}`;
  if (cutOff.test(rest))
    return `, or not all of it, since its end is missing: run it again to its end, and ${advice}`;
  if (/^(Previewing|Updating|Refreshing|Destroying) /m.test(text))
    return `, but what it prints for people, without --json: ${advice}`;
  return `: ${advice}`;
}
