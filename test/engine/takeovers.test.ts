/** Resources that take integrations over from one another, under the real engine. */
import { tell } from "../support/tell";
import { stories } from "./stories/takeovers";

tell("resources that take integrations over", stories);
