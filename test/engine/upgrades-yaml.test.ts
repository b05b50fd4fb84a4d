/** States that earlier versions wrote of dynamic resources, read by the plugin once a program in YAML declares the same. */
import { inYaml } from "../support/recorded-program-yaml";
import { tellInYaml, tellNative } from "../support/tell";
import { formatStories, recordedStories } from "./stories/upgrades";

tellNative("recorded states, in YAML", recordedStories(inYaml));
tellInYaml("states of other formats, in YAML", formatStories);
