/** Values that are not configured, under the real engine. */
import { tell } from "../support/tell";
import { stories } from "./stories/missing";

tell("missing values", stories);
