/** Settings that return to what they were, under the real engine. */
import { tell } from "../support/tell";
import { stories } from "./stories/restore";

tell("restoring", stories);
