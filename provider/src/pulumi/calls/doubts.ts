/** Both edges: tells what is doubtful about a declaration, a line each, named by the resource; each line once a run. */
import { isSilenced } from "../../config/key-names";
import { listed, namesByText } from "../../format";
import type { Run } from "../../lifecycle/run";
import { type Doubt, doubts, environmentIn } from "../../settings/warnings";
import { knownOf } from "../../settings/check";
import { valueDoubts } from "../../settings/value-doubts";
import { isLoopback, parsedUrl } from "../../url";
import { isUnknown } from "../tokens";
import type { Declaration, Declarer } from "./declarer";

/** Tells what is doubtful about the declarations of one resource, as far as their values are known, and about the paths of its `ignoreChanges`. */
export type TellDoubts = (
  run: Run,
  by: Declarer,
  declarations: readonly Declaration[],
  aboutPaths?: readonly string[],
) => void;

/** Creates the record of one run, empty at first. */
export function createDoubts(): TellDoubts {
  const told = new Set<string>();
  const webhooks = new Map<string, Declaration[]>();

  /** Remembers that the resource uses the webhook; answers with one of another environment that does too. */
  function sharing(one: Declaration): Doubt[] {
    const { webhookUrl: url } = one.declared;
    const environment = environmentOf(one);
    if (typeof url !== "string" || isUnknown(url) || environment === undefined) return [];
    const users = webhooks.get(url) ?? [];
    if (!users.some((user) => environmentOf(user) === environment))
      webhooks.set(url, [...users, one]);
    const other = users.find(
      (user) => environmentOf(user) !== environment && user.label !== one.label,
    );
    if (other === undefined) return [];
    const text = `its webhookUrl is that of '${other.label}' too, though one is for ${environment} and the other for ${environmentOf(other)}, both in the stack '${one.by.stack}'`;
    return [{ name: "sharedWebhook", text }];
  }

  return (run, by, declarations, aboutPaths = []) => {
    const found: [label: string, doubt: Doubt][] = aboutPaths.map((text) => [
      by.name,
      { name: "ignoreChanges", text },
    ]);
    for (const one of declarations)
      for (const doubt of [...doubtsOf(run, one), ...sharing(one)]) found.push([one.label, doubt]);
    const loud = found.filter(([, { name }]) => !isSilenced(name, run.config.silence));
    const said = loud.map(
      ([label, { name, text }]) => [`'${label}'`, `${text} (sendcloud:silence ${name})`] as const,
    );
    for (const [text, of] of namesByText(said)) {
      const line = `warning: ${of.length > 1 ? "resources" : "resource"} ${listed(of)}: ${text}`;
      if (told.has(line)) continue;
      told.add(line);
      run.tell(line);
    }
  };
}

function doubtsOf({ config }: Run, { declared, secrets }: Declaration): Doubt[] {
  const { webhookActive, webhookUrl, feedbackType } = declared;
  const api = config.baseUrl && parsedUrl(config.baseUrl.value);
  const emulated = api !== undefined && isLoopback(api.hostname);
  const joint = isUnknown(webhookActive)
    ? []
    : doubts({ webhookActive, webhookUrl, feedbackType }, emulated);
  return [
    ...joint,
    ...valueDoubts(knownOf(Object.entries(declared), isUnknown), emulated, secrets),
  ];
}

function environmentOf({ label, by }: Declaration): string | undefined {
  return environmentIn(label) ?? environmentIn(by.stack);
}
