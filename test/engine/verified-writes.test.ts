/** Writes that are read back, under the real engine. */
import { tell } from "../support/tell";
import { stories } from "./stories/verified-writes";

tell("verified writes", stories);
