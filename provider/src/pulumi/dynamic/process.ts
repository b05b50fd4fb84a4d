/** Provider process: creates its two providers. One process serves one run. */
import { engineAmong, watchEngine } from "../engine-watch";
import { createProviders } from "./providers";

const engine = engineAmong(process.argv.slice(2));

export const integration = createProviders({
  // Pulumi's runtime outlives a killed engine, and would still send queued changes during the next run.
  begun: () => watchEngine(engine, () => process.exit()),
});
