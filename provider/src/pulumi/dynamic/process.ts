/** Provider process: creates its two providers. One process serves one run, so this is the only module that holds a run. */
import { createProviders } from "./providers";
import { exitWithEngine } from "../watchdog";

export const { integration, set } = createProviders({ begun: () => exitWithEngine() });
