/** What `pulumi preview --json` says of integrations: each change with what was and what would be. Pure. */
import * as z from "zod";
import { resourceName, resourceType, setType } from "../../pulumi/tokens";
import { SendcloudError } from "../../errors";
import { isMap, parsedJson } from "../../values";
import { membersOf } from "../../settings/members";
import { redact } from "../../format";

/** Properties of one side of a change. The engine has put `[secret]` in place of secrets. */
export type Side = Readonly<Record<string, unknown>>;

/** What a run would do to one resource. */
export interface Change {
  resource: string;
  stack: string;
  /** `adopt` has no before, `release` no after. */
  action: "adopt" | "update" | "move" | "release";
  before: Side;
  after: Side;
}

/** A preview, as far as a review needs it. */
export interface Preview {
  changes: Change[];
  /** Resources of other types that would change, by type. */
  others: Record<string, number>;
  /** What the preview failed with. */
  errors: string[];
  /** What the preview warned of. */
  warnings: string[];
}

const state = z.object({
  type: z.string(),
  inputs: z.record(z.string(), z.unknown()).default({}),
  outputs: z.record(z.string(), z.unknown()).default({}),
});

const document = z
  .object({
    steps: z.array(z.object({ op: z.string(), urn: z.string(), oldState: state.optional(), newState: state.optional() })).optional(),
    diagnostics: z.array(z.object({ message: z.string().default(""), severity: z.string().default("") })).optional(),
  })
  .refine(({ steps, diagnostics }) => steps !== undefined || diagnostics !== undefined);

/** The steps that are a change of their own; `replace` stands for both parts of a replacement. */
const actions: Record<string, Change["action"]> = { create: "adopt", update: "update", replace: "move", delete: "release" };

/** Reads the text of `pulumi preview --json`. Throws where it is something else. */
export function readPreview(text: string): Preview {
  const { data } = document.safeParse(parsedJson(text));
  if (data === undefined)
    throw new SendcloudError("this is not what `pulumi preview --json` prints: give its output as a file, or on standard input");
  const { steps = [], diagnostics = [] } = data;
  const preview: Preview = {
    changes: [],
    others: {},
    errors: said(diagnostics, "error"),
    warnings: said(diagnostics, "warning"),
  };
  for (const { op, urn, oldState, newState } of steps) {
    const type = newState?.type ?? oldState?.type ?? "";
    const action = actions[op];
    if (action === undefined || type === "pulumi:pulumi:Stack" || type.startsWith("pulumi:providers:")) continue;
    const set = type === setType ? changesOfSet(resourceName(urn), oldState?.outputs ?? {}, newState?.inputs ?? {}) : undefined;
    if (set !== undefined) {
      preview.changes.push(...set.map((change) => ({ ...change, stack: stackOf(urn) })));
      continue;
    }
    if (type !== resourceType) {
      preview.others[type] = (preview.others[type] ?? 0) + 1;
      continue;
    }
    preview.changes.push({
      resource: resourceName(urn),
      stack: stackOf(urn),
      action,
      before: action === "adopt" ? {} : (oldState?.outputs ?? {}),
      after: action === "release" ? {} : (newState?.inputs ?? {}),
    });
  }
  return preview;
}

function stackOf(urn: string): string {
  return urn.split("::")[0]?.split(":").at(-1) ?? "";
}

/** The changes of a set's members; `undefined` where they cannot be seen. */
function changesOfSet(set: string, olds: Side, news: Side): Omit<Change, "stack">[] | undefined {
  if (![olds.integrations ?? {}, news.integrations ?? {}].every(isMap)) return undefined;
  const [before, after] = [membersOf(olds), membersOf(news)];
  return [...new Set([...before.keys(), ...after.keys()])].map((name) => {
    const [was, becomes] = [before.get(name), after.get(name)];
    const moves =
      was !== undefined && becomes !== undefined && (was.integrationId !== becomes.integrationId || was.account !== becomes.account);
    const action = was === undefined ? "adopt" : becomes === undefined ? "release" : moves ? "move" : "update";
    return { resource: `${set}.${name}`, action, before: was ?? {}, after: becomes ?? {} };
  });
}

function said(diagnostics: readonly { message: string; severity: string }[], severity: string): string[] {
  const messages = diagnostics
    .filter((one) => one.severity === severity)
    .map(({ message }) =>
      message
        .replace(/<\{%[^%]*%\}>/g, "")
        .replace(/^(warning|error): /, "")
        .trim(),
    );
  return [...new Set(messages.map((message) => redact(message, []).trim()).filter((message) => message !== ""))];
}
