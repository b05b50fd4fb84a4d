/** Several Sendcloud accounts in one program, under the real engine: each account is an emulator of its own. */
import { tell } from "../support/tell";
import { stories } from "./stories/accounts";

tell("several accounts", stories);
