/** An integration that is declared twice, under the real engine. */
import { tell } from "../support/tell";
import { stories } from "./stories/duplicates";

tell("duplicates", stories);
