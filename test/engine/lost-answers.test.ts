/** Writes whose answer is lost, under the real engine. */
import { tell } from "../support/tell";
import { stories } from "./stories/lost-answers";

tell("lost answers", stories);
