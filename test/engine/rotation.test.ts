/** Keys that are rotated between two runs, under the real engine. */
import { tell } from "../support/tell";
import { stories } from "./stories/rotation";

tell("rotated keys", stories);
