/** Ups that are killed, and stacks that manage the same shop, under the real engine. */
import { tell } from "../support/tell";
import { stories } from "./stories/interruptions";

tell("interruptions", stories);
