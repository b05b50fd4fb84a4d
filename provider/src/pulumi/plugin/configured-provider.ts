/** Plugin: the provider as the engine configured it. It is loaded with the first call that needs rules or the API: a host of YAML asks for the schema alone. */
import { Run, type RunOptions } from "../../lifecycle/run";
import type { Properties } from "../../values";
import { Session } from "../calls/session";
import { configurationOf } from "./configuration";
import type { EngineLog } from "./engine-log";
import { createFunctions } from "./invoke";
import { PluginResource } from "./plugin-resource";

export { checkConfiguration, compareConfigurations, plainTextWarnings } from "./configuration";

/** What a provider may be given in place of defaults. */
export type ProviderOptions = Pick<RunOptions, "retryPolicy" | "timeOuts" | "readOneByOne">;

/** What the engine's calls reach. */
export type ConfiguredProvider = ReturnType<typeof createConfigured>;

/** Begins a run with this configuration. */
export function createConfigured(
  configuration: Properties,
  log: EngineLog,
  options: ProviderOptions,
) {
  const controller = new AbortController();
  const config = configurationOf(configuration);
  const run = new Run({ config, tell: log.tell, signal: controller.signal, ...options });
  return {
    resource: new PluginResource(new Session(run)),
    invoke: createFunctions(run),
    /** Sends nothing more in this run. */
    cancel: () => controller.abort(),
  };
}
