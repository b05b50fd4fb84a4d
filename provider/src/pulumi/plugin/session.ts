/** Plugin: what one configured plugin process holds: its run, and what its resources declare. */
import type { ClientOptions } from "../../api/client";
import { createCatalogue, type Catalogue } from "../../lifecycle/lookups";
import { createRun, type Run } from "../../lifecycle/run";
import { isSilenced } from "../../config/silence";
import type { Found } from "../../config/sources";
import { createClaims } from "../../settings/claims";
import { createDeclarationWarnings, warning } from "../../settings/declaration-warnings";
import type { Failure } from "../../settings/check";
import type { Properties } from "../../values";
import { isUnknown, stackName } from "../tokens";

/** One process serves one provider resource, and one command. */
export interface Session {
  readonly run: Run;
  readonly catalogue: Catalogue;
  /** What is wrong with the configuration, for resources of this account, as far as the account is known. */
  misconfigured(account: unknown): Failure[];
  /** Notes what a resource, or a member of one, declares: warns of what is doubtful, and fails where another one declares it too. */
  declare(urn: string, name: string, declared: Properties): Failure[];
}

export interface SessionOptions extends Pick<ClientOptions, "retryPolicy" | "timeOuts"> {
  config: Found;
  tell: (line: string) => void;
  /** Aborted where the engine cancels the command. */
  signal: AbortSignal;
}

export function createSession(options: SessionOptions): Session {
  const { config, tell } = options;
  const run = createRun(options);
  const claims = createClaims();
  const warnings = createDeclarationWarnings();
  const warned = new Set<string>();

  function warn(urn: string, resource: string, { webhookActive, webhookUrl, feedbackType }: Properties): void {
    const known = { webhookActive, webhookUrl, feedbackType };
    for (const doubt of warnings.about(known, { resource, stack: stackName(urn) }, config.baseUrl?.value)) {
      const line = warning(resource, doubt);
      // A resource that is replaced is checked twice.
      if (!isSilenced(doubt.name, config.silence) && !warned.has(line)) tell(`warning: ${line}`);
      warned.add(line);
    }
  }

  return {
    run,
    catalogue: createCatalogue((account) => run.client(account)),
    misconfigured(account) {
      const name = typeof account === "string" && account !== "" && !isUnknown(account) ? account : undefined;
      return run.problems(name).map((reason) => ({ property: "", reason }));
    },
    declare(urn, name, declared) {
      warn(urn, name, declared);
      const { integrationId } = declared;
      if (typeof integrationId !== "number" || isUnknown(declared.account)) return [];
      const integration = { integrationId, account: typeof declared.account === "string" ? declared.account : undefined };
      run.replacements.declare(integration);
      const problem = claims.claim(integration, { key: JSON.stringify([urn, name]), name });
      return problem === undefined ? [] : [{ property: "", reason: problem }];
    },
  };
}
