/** The two edges over one life cycle, each as a process that answers what an engine asks of one resource. */
import { join } from "node:path";
import { PluginProcess, resourceOfThePlugin } from "./plugin-process";
import { type hasty, ProviderProcess } from "./provider-process";
import { resourceOfItsOwn, type Spoken } from "./stack";

const root = join(__dirname, "../..");

export const edges = ["dynamic", "plugin"] as const;

interface Begun {
  spoken: Spoken;
  /** What the process printed as errors so far. */
  printed: () => string;
  stop: () => Promise<void>;
}

/** Starts an edge with this configuration, each value by its plain name. */
export async function begin(
  edge: (typeof edges)[number],
  config: Record<string, string>,
  options: ReturnType<typeof hasty>,
): Promise<Begun> {
  if (edge === "plugin") {
    const plugin = await PluginProcess.start({ hasty: options });
    return {
      spoken: resourceOfThePlugin(plugin, config),
      printed: () => plugin.printed,
      stop: () => plugin.stop(),
    };
  }
  const prefixed = Object.fromEntries(
    Object.entries(config).map(([name, value]) => [`sendcloud:${name}`, value]),
  );
  const provider = await ProviderProcess.start(root, prefixed, {}, options);
  return {
    spoken: resourceOfItsOwn(provider),
    printed: () => provider.printed,
    stop: () => provider.stop(),
  };
}
