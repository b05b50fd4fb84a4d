/** Provider process: its providers. One process serves one run, so that this is the one place where a run is shared by modules. */
import { createProviders } from "./providers";
import { exitWithEngine } from "./watchdog";

export const { integration, set } = createProviders({ begun: () => exitWithEngine() });
