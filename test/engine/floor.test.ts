/** The life of a shop's settings, under the oldest supported engine. */
import { versions } from "../../engine/versions";
import { tell } from "../support/tell";
import { stories } from "./stories/life";

tell("a shop's settings, under the oldest supported engine", stories, versions.floor);
