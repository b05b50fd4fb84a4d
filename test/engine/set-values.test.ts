/** Sets with values that are secret or not known yet, under the real engine. */
import { tell } from "../support/tell";
import { stories } from "./stories/set-values";

tell("previews of a set", stories);
