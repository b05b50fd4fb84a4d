/** The warnings about each resource that a program declares. Loads no library, since the program process runs it. */
import { isLoopback, parsedUrl } from "../url";
import { type Doubt, type Doubtful, doubts, environmentIn } from "./warnings";

/** Where a declaration stands. */
export interface Place {
  resource: string;
  stack: string;
}

/** Remembers which webhook is for which environment; empty at first. */
export interface DeclarationWarnings {
  /** Doubts about what is declared, as far as it is known: of a webhook, also that it serves two environments. */
  about(declared: Partial<Doubtful>, place: Place, baseUrl: string | undefined): Doubt[];
}

export function createDeclarationWarnings(): DeclarationWarnings {
  const users = new Map<string, { name: string; environment: string }[]>();

  /** Remembers that the resource uses the webhook; answers with one of another environment that does too. */
  function sharing(url: string, { resource, stack }: Place): { other: string; text: string } | undefined {
    const environment = environmentIn(resource) ?? environmentIn(stack);
    if (environment === undefined) return undefined;
    const all = users.get(url) ?? [];
    users.set(url, [...all, { name: resource, environment }]);
    const other = all.find((user) => user.environment !== environment);
    return other && { other: other.name, text: `one is for ${environment} and the other for ${other.environment}` };
  }

  return {
    about({ webhookActive, webhookUrl, feedbackType }, place, baseUrl) {
      const api = baseUrl === undefined ? undefined : parsedUrl(baseUrl);
      const found = doubts({ webhookActive, webhookUrl, feedbackType }, api !== undefined && isLoopback(api.hostname));
      const shared = typeof webhookUrl === "string" ? sharing(webhookUrl, place) : undefined;
      if (shared) found.push({ name: "sharedWebhook", text: `its webhookUrl is that of '${shared.other}' too, though ${shared.text}` });
      return found;
    },
  };
}

/** A warning as it is printed. */
export function warning(resource: string, { name, text }: Doubt): string {
  return `resource '${resource}': ${text} (sendcloud:silence ${name})`;
}
