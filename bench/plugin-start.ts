/** The plugin's start: until it listens, and then until it is configured and has checked a resource, for which it loads the rules. */
import { PluginProcess } from "../test/support/edges";
import { median, seconds, shown, table } from "./stopwatch";

const times = 7;

export async function pluginStart(): Promise<string> {
  const listening: number[] = [];
  const checked: number[] = [];
  const again: number[] = [];
  for (let time = 0; time < times; time++) {
    const started = performance.now();
    const plugin = await PluginProcess.start();
    try {
      listening.push((performance.now() - started) / 1000);
      const check = (): Promise<unknown> =>
        plugin.resource().check({ integrationId: 1, shopName: "Flowers" });
      checked.push(await seconds(() => plugin.configure({}).then(check)));
      again.push(await seconds(check));
    } finally {
      await plugin.stop();
    }
  }
  const rows = {
    "from its start until it listens": listening,
    "configuration and the first check": checked,
    "each check after it": again,
  };
  return table(
    ["the plugin", "median"],
    Object.entries(rows).map(([name, taken]) => [name, `${shown(median(taken))} s`]),
  );
}
