/** The option `ignoreChanges`, under the real engine. */
import { tell } from "../support/tell";
import { stories } from "./stories/ignore-changes";

tell("ignoreChanges", stories);
