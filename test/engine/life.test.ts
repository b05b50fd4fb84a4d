/** The life of a shop's settings, under the real engine. */
import { tell } from "../support/tell";
import { stories } from "./stories/life";

tell("a shop's settings", stories);
