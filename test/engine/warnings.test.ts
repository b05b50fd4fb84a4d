/** What is doubtful about a declaration, under the real engine. */
import { tell } from "../support/tell";
import { stories } from "./stories/warnings";

tell("warnings", stories);
