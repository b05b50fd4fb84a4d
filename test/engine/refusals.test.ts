/** Requests that Sendcloud refuses, under the real engine. */
import { tell } from "../support/tell";
import { stories } from "./stories/refusals";

tell("refusals, outages and request limits", stories);
