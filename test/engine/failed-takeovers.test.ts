/** Take-overs that fail at first, under the real engine. */
import { tell } from "../support/tell";
import { stories } from "./stories/failed-takeovers";

tell("take-overs that fail at first", stories);
