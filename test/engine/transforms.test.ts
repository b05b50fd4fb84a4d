/** Transforms, under the real engine. */
import { tell } from "../support/tell";
import { stories } from "./stories/transforms";

tell("transforms", stories);
