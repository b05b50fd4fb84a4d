/** Integrations that move into a set and out of it, under the real engine. */
import { tell } from "../support/tell";
import { stories } from "./stories/set-moves";

tell("moves between a resource and a set", stories);
