/** The command line `pulumi-sendcloud`: which commands there are. One file a command. */
import { Command } from "commander";
import { emulate } from "./emulate";
import { review } from "./review";

new Command("pulumi-sendcloud")
  .description("Tools around Sendcloud integration settings as Pulumi code")
  .addCommand(review)
  .addCommand(emulate)
  .parseAsync()
  .catch((error: unknown) => {
    console.error(`error: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  });
