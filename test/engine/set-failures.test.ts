/** Members of a set that fail, under the real engine. */
import { tell } from "../support/tell";
import { stories } from "./stories/set-failures";

tell("members that fail", stories);
