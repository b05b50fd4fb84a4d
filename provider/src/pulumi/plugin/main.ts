/** Plugin: the entry point of its launcher. */
import { start } from "./start";

void start();
