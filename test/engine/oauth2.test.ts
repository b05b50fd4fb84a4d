/** OAuth2 clients, under the real engine. */
import { tell } from "../support/tell";
import { stories } from "./stories/oauth2";

tell("OAuth2", stories);
