/** The entry point of the plugin's launcher. */
import { start } from "./server";

void start();
