/** Adoptions that are shown before they happen, under the real engine. */
import { tell } from "../support/tell";
import { stories } from "./stories/adoption-preview";

tell("previews of adoptions", stories);
