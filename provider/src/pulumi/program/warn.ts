/** Program process: tells what is doubtful about a declaration, a line each, named by the resource. */
import * as pulumi from "@pulumi/pulumi";
import { isSilenced } from "../../config/silence";
import { createDeclarationWarnings, warning } from "../../settings/declaration-warnings";
import type { Doubtful } from "../../settings/warnings";
import { configured, isLater } from "./context";

interface Declared {
  webhookActive?: pulumi.Input<boolean> | undefined;
  webhookUrl?: pulumi.Input<string | null> | undefined;
  feedbackType?: pulumi.Input<string> | undefined;
}

/** Of the whole process: the programs of several stacks may run in one, and may share a webhook by mistake. */
const warnings = createDeclarationWarnings();

/** Warns once the values are known; a value that a preview does not know yet is waited for. */
export function warn(resource: string, { webhookActive, webhookUrl, feedbackType }: Declared): void {
  const { baseUrl, silence } = configured();
  const place = { resource, stack: pulumi.getStack() };
  const tell = (known: Partial<Doubtful>): void => {
    for (const doubt of warnings.about(known, place, baseUrl?.value)) {
      if (!isSilenced(doubt.name, silence)) void pulumi.log.warn(warning(resource, doubt));
    }
  };
  whenKnown(webhookActive, webhookUrl, (active, url) => tell({ webhookActive: active, webhookUrl: url }));
  whenKnown(webhookActive, feedbackType, (active, feedback) => tell({ webhookActive: active, feedbackType: feedback }));
}

/** Does the work with the values: at once, where neither is known only later. */
function whenKnown(one: unknown, other: unknown, work: (one: unknown, other: unknown) => void): void {
  if (isLater(one) || isLater(other)) pulumi.all([one, other]).apply((values) => work(...values));
  else work(one, other);
}
