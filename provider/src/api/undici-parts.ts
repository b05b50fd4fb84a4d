/** The parts of undici that are used, in one file of the build: with its index, four times as much would be loaded. */
import type * as undici from "undici";

export type Library = Pick<typeof undici, "Agent" | "EnvHttpProxyAgent" | "Pool">;

/** Loads them: a run that sends nothing does without. */
export function loadLibrary(): Library {
  /* eslint-disable @typescript-eslint/no-require-imports, @typescript-eslint/no-unsafe-assignment -- they have no types of their own */
  const Dispatcher: typeof undici.Dispatcher = require("undici/lib/dispatcher/dispatcher");
  // As its index does. A proxy's tunnel is opened by `connect`.
  Dispatcher.prototype.connect = require("undici/lib/api/api-connect");
  return {
    Agent: require("undici/lib/dispatcher/agent"),
    EnvHttpProxyAgent: require("undici/lib/dispatcher/env-http-proxy-agent"),
    Pool: require("undici/lib/dispatcher/pool"),
  };
}
