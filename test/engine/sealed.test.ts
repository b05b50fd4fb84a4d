/** Values that become secrets, under the real engine. */
import { tell } from "../support/tell";
import { stories } from "./stories/sealed";

tell("secrets that come later", stories);
