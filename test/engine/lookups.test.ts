/** Look-ups, under the real engine. */
import { tell } from "../support/tell";
import { stories } from "./stories/lookups";

tell("look-ups", stories);
