/** What only the plugin can, with programs in YAML under the real engine. */
import { stories } from "./stories/plugin";
import { tellNative } from "../support/tell";

tellNative("the plugin in YAML", stories);
