/** Plugin: the provider that the engine has configured. Each `Configure` begins a run. */
import { SendcloudError } from "../../errors";
import type { RunOptions } from "../../lifecycle/run";
import type { Properties } from "../../values";
import { native } from "../tokens";
import { typeInUrn } from "../urns";
import type * as core from "./core";
import type { EngineLog } from "./engine-log";
import type { Kind } from "./kinds";

/** What a provider may be given in place of defaults. */
export type ProviderOptions = Pick<RunOptions, "retryPolicy" | "timeOuts" | "rereadDelays">;

/** What is loaded when it is first asked for. */
export type Core = typeof core;

/** The provider of this process. */
export interface Configured {
  core(): Promise<Core>;
  /** Begins a run with this configuration. */
  begin(configuration: Properties): Promise<void>;
  /** Sends nothing more in this run. */
  cancel(): void;
  kindOf(urn: string): Promise<Kind>;
  invoke(token: string, args: Properties): Promise<Properties>;
}

interface Running {
  kinds: Readonly<Record<string, Kind>>;
  invoke: (token: string, args: Properties) => Promise<Properties>;
}

export function createConfigured(log: EngineLog, options: ProviderOptions): Configured {
  let loaded: Promise<Core> | undefined;
  let running: Promise<Running> | undefined;
  let controller = new AbortController();
  const load = (): Promise<Core> => (loaded ??= import("./core.js"));

  async function start(configuration: Properties, signal: AbortSignal): Promise<Running> {
    const { createSession, configurationOf, single, invoke } = await load();
    const config = configurationOf(configuration);
    const session = createSession({ config, tell: log.tell, signal, ...options });
    const kinds = { [native.resource]: single(session) };
    return { kinds, invoke: (token, args) => invoke(session, token, args) };
  }

  function current(): Promise<Running> {
    return (
      running ?? Promise.reject(new SendcloudError("the provider is used before it is configured"))
    );
  }

  return {
    core: load,
    async begin(configuration) {
      controller = new AbortController();
      running = start(configuration, controller.signal);
      await running;
    },
    cancel: () => controller.abort(),
    async kindOf(urn) {
      const type = typeInUrn(urn) ?? urn;
      const { kinds } = await current();
      const kind = Object.hasOwn(kinds, type) ? kinds[type] : undefined;
      if (kind !== undefined) return kind;
      throw new SendcloudError(
        `there is no resource ${type}: there are ${Object.keys(kinds).join(" and ")}`,
      );
    },
    invoke: async (token, args) => (await current()).invoke(token, args),
  };
}
