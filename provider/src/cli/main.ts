/** The command line `pulumi-sendcloud`: which commands there are. One file a command. */
import { Command } from "commander";
import { emulate } from "./emulate";
import { importCommand } from "./import/import-command";
import { promote } from "./promote/promote";
import { version } from "../config/sources";
import { messageOf } from "./pulumi-cause";
import { review } from "./review/review";

// A reader that leaves, such as `head`, ends no command: what it no longer reads is dropped.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE" || error.code === "ERR_STREAM_DESTROYED") return;
    process.exitCode = 1;
    if (stream === process.stdout)
      console.error(`error: the output cannot be written: ${error.message}`);
  });
}

new Command("pulumi-sendcloud")
  .version(version, "-V, --version", "print the version of pulumi-sendcloud")
  .description(
    "Manage the settings of Sendcloud integrations with Pulumi: import them into a program, review previews, and promote changes.",
  )
  .addCommand(importCommand)
  .addCommand(promote)
  .addCommand(review)
  .addCommand(emulate)
  .addHelpText(
    "after",
    "\nExit status of every command: 0 done, 1 an error, 2 where the command found what it looks for (a risk, or drift after a promotion).\n",
  )
  .parseAsync()
  .catch((error: unknown) => {
    console.error(`error: ${messageOf(error)}`);
    process.exitCode = 1;
  });
