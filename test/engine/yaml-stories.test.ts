/** The stories again, with programs in YAML over the plugin: what is so of one edge is so of the other. */
import { stories as accounts } from "./stories/accounts";
import { stories as dependencies } from "./stories/dependencies";
import { stories as destroy } from "./stories/destroy";
import { stories as drift } from "./stories/drift";
import { stories as duplicates } from "./stories/duplicates";
import { stories as ignoreChanges } from "./stories/ignore-changes";
import { stories as life } from "./stories/life";
import { stories as lostAnswers } from "./stories/lost-answers";
import { stories as oauth2 } from "./stories/oauth2";
import { stories as refusals } from "./stories/refusals";
import { stories as restore } from "./stories/restore";
import { stories as rotation } from "./stories/rotation";
import { stories as verifiedWrites } from "./stories/verified-writes";
import { stories as warnings } from "./stories/warnings";
import { tellInYaml } from "../support/tell";

tellInYaml("in YAML", [
  ...life,
  ...drift,
  ...destroy,
  ...restore,
  ...dependencies,
  ...duplicates,
  ...ignoreChanges,
  ...lostAnswers,
  ...oauth2,
  ...refusals,
  ...rotation,
  ...verifiedWrites,
  ...warnings,
  ...accounts,
]);
