/** The entry point "pulumi-sendcloud/provider": states hold its address, so its path and its exports must not change. */
import { engineAmong, watchEngine } from "../engine-watch";
import { createProvider } from "./integration-provider";

const engine = engineAmong(process.argv.slice(2));

const provider = createProvider({
  // Pulumi's runtime outlives a killed engine, and would still send queued changes during the next run.
  begun: () => watchEngine(engine, () => process.exit()),
});

export const { configure, check, diff, create, read, update } = provider;
const { delete: remove } = provider;
export { remove as delete };
