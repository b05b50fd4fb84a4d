/** The command line `pulumi-sendcloud`: which commands there are. One file a command. */
import { Command } from "commander";
import { drift } from "./drift/command";
import { emulate } from "./emulate/command";
import { importCommand } from "./import/command";
import { promote } from "./promote/command";
import { version } from "../api/version";
import { outliveReaders } from "./closed-pipe";
import { messageOf } from "./pulumi-cause";
import { review } from "./review/command";

outliveReaders();

new Command("pulumi-sendcloud")
  .version(version, "-V, --version", "print the version of pulumi-sendcloud")
  .description("Tools around Sendcloud integration settings as Pulumi code")
  .addCommand(importCommand)
  .addCommand(drift)
  .addCommand(promote)
  .addCommand(review)
  .addCommand(emulate)
  .addHelpText("after", "\nExit status of every command: 0 done, 1 an error; some end with 2 where they found what they look for.\n")
  .parseAsync()
  .catch((error: unknown) => {
    console.error(`error: ${messageOf(error)}`);
    process.exitCode = 1;
  });
