/** The stories again, with programs in YAML over the plugin: what is so of one edge is so of the other. */
import { stories as accounts } from "./stories/accounts";
import { stories as dependencies } from "./stories/dependencies";
import { stories as destroy } from "./stories/destroy";
import { stories as duplicates } from "./stories/duplicates";
import { stories as ignoreChanges } from "./stories/ignore-changes";
import { stories as life } from "./stories/life";
import { stories as rotation } from "./stories/rotation";
import { tellInYaml } from "../support/tell";

tellInYaml("in YAML", [
  ...life,
  ...destroy,
  ...dependencies,
  ...duplicates,
  ...ignoreChanges,
  ...rotation,
  ...accounts,
]);
