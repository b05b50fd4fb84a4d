/** Pulumi's resource options, under the real engine. */
import { tell } from "../support/tell";
import { stories } from "./stories/options";

tell("resource options", stories);
