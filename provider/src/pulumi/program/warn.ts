/** Program process: tells what is doubtful about a declaration, a line each, named by the resource. */
import * as pulumi from "@pulumi/pulumi";
import { isLoopback, parsedUrl } from "../../url";
import { isSilenced } from "../../config/silence";
import { doubts, environmentIn, type WarningName } from "../../settings/warnings";
import { configured, isLater } from "./context";

interface Declared {
  webhookActive?: pulumi.Input<boolean> | undefined;
  webhookUrl?: pulumi.Input<string | null> | undefined;
  feedbackType?: pulumi.Input<string> | undefined;
}

/** Who uses which webhook. Of the whole process: the programs of several stacks may run in one, and may share a webhook by mistake. */
const users = new Map<string, { name: string; environment: string }[]>();

/** Warns once the values are known; a value that a preview does not know yet is waited for. */
export function warn(resource: string, { webhookActive, webhookUrl, feedbackType }: Declared): void {
  const { baseUrl, silence } = configured();
  const stack = pulumi.getStack();
  const api = baseUrl && parsedUrl(baseUrl.value);
  const emulated = api !== undefined && isLoopback(api.hostname);
  const tell = (name: WarningName, text: string): void => {
    if (!isSilenced(name, silence)) void pulumi.log.warn(`resource '${resource}': ${text} (sendcloud:silence ${name})`);
  };
  const silent = { webhookActive: undefined, webhookUrl: undefined, feedbackType: undefined };
  whenKnown(webhookActive, webhookUrl, (active, url) => {
    for (const { name, text } of doubts({ ...silent, webhookActive: active, webhookUrl: url }, emulated)) tell(name, text);
    if (typeof url !== "string") return;
    const other = sharing(url, resource, stack);
    if (other !== undefined) {
      tell(
        "sharedWebhook",
        `its webhookUrl is that of '${other.name}' too, though one is for ${environmentIn(resource) ?? environmentIn(stack)} and the other for ${other.environment}`,
      );
    }
  });
  whenKnown(webhookActive, feedbackType, (active, feedback) => {
    for (const { name, text } of doubts({ ...silent, webhookActive: active, feedbackType: feedback }, emulated)) tell(name, text);
  });
}

/** Remembers that the resource uses the webhook; answers with one of another environment that does too. */
function sharing(url: string, resource: string, stack: string): { name: string; environment: string } | undefined {
  const environment = environmentIn(resource) ?? environmentIn(stack);
  if (environment === undefined) return undefined;
  const all = users.get(url) ?? [];
  users.set(url, [...all, { name: resource, environment }]);
  return all.find((user) => user.environment !== environment);
}

/** Does the work with the values: at once, where neither is known only later. */
function whenKnown(one: unknown, other: unknown, work: (one: unknown, other: unknown) => void): void {
  if (isLater(one) || isLater(other)) pulumi.all([one, other]).apply((values) => work(...values));
  else work(one, other);
}
