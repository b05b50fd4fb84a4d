/** The stories of sets and options again, with programs in YAML over the plugin. */
import { stories as options } from "./stories/options";
import { stories as sealed } from "./stories/sealed";
import { stories as set } from "./stories/set";
import { stories as setFailures } from "./stories/set-failures";
import { stories as setMoves } from "./stories/set-moves";
import { stories as setValues } from "./stories/set-values";
import { stories as takeovers } from "./stories/takeovers";
import { tellInYaml } from "../support/tell";

tellInYaml("sets and options, in YAML", [
  ...set,
  ...setMoves,
  ...setFailures,
  ...setValues,
  ...sealed,
  ...options,
  ...takeovers,
]);
