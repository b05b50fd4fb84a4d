/** Provider process: the two dynamic providers, which share one run. */
import type * as pulumi from "@pulumi/pulumi";
import { lookUp } from "../../config/sources";
import { createRun, type Run, type RunOptions } from "../../lifecycle/run";
import { createDoubts } from "../calls/doubts";
import { createDuplicates } from "../calls/duplicates";
import { integrationProvider } from "./integration";
import type { DynamicProvider } from "./results";
import type { Session } from "../calls/session";

/** A provider, and the call that begins the run. */
export interface ConfiguredProvider extends DynamicProvider {
  configure: (request: pulumi.dynamic.ConfigureRequest) => Promise<void>;
}

type Injected = "retryPolicy" | "timeOuts" | "rereadDelays" | "readOneByOne";

/** What the providers may be given in place of defaults. */
export interface ProviderOptions extends Pick<RunOptions, Injected> {
  /** Called once the run begins. */
  begun?: () => void;
}

/** Creates the providers of one run, which starts at the first `configure`: the SDK configures each provider once in a process. */
export function createProviders({
  begun,
  ...clientOptions
}: ProviderOptions = {}): ConfiguredProvider {
  let run: Run | undefined;

  /** Synchronous in all but its type: another resource may reach `check` before an awaited call here would return. */
  function configure({ config }: pulumi.dynamic.ConfigureRequest): Promise<void> {
    if (run === undefined) {
      const found = lookUp((key) => config.get(key), process.env);
      run = createRun({ config: { ...found, dynamic: true }, tell, ...clientOptions });
      begun?.();
    }
    return Promise.resolve();
  }

  function running(): Run {
    if (run === undefined) throw new Error("the provider is used before it is configured");
    return run;
  }

  const session: Session = { running, duplicates: createDuplicates(), tellDoubts: createDoubts() };
  return { configure, ...integrationProvider(session) };
}

/** The engine shows what this process prints as a message of the stack, while the run goes on. */
function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}
