/** Settings that depend on another resource, and resources that move to another integration, under the real engine. */
import { tell } from "../support/tell";
import { stories } from "./stories/dependencies";

tell("dependencies and moves", stories);
