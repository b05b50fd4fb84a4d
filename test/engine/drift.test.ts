/** What refresh tells of a shop, under the real engine. */
import { tell } from "../support/tell";
import { stories } from "./stories/drift";

tell("drift", stories);
