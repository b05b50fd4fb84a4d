/** A set of integrations as one resource, under the real engine. */
import { tell } from "../support/tell";
import { stories } from "./stories/set";

tell("a set", stories);
