/** Destroying and replacing, under the real engine. */
import { tell } from "../support/tell";
import { stories } from "./stories/destroy";

tell("destroying and replacing", stories);
