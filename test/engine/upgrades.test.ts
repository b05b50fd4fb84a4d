/** States that earlier versions wrote, under the real engine. */
import { tell } from "../support/tell";
import { stories } from "./stories/upgrades";

tell("states of other versions", stories);
