/** The review of a real preview, under the real engine. */
import { tell } from "../support/tell";
import { stories } from "./stories/review";

tell("the review command", stories);
