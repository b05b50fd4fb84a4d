/** `pulumi-sendcloud review`: what a preview means to the shops, for a pull request. */
import { writeFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { Command, Option } from "commander";
import { html } from "./html";
import { markdown } from "./markdown";
import { readPreview } from "./preview";
import { review as reviewOf } from "./review";
import { foundStatus, readText } from "../io";

interface Options {
  html?: string;
  failOn?: "risk" | "change";
}

export const review = new Command("review")
  .summary("say what a preview means to the shops, for a pull request")
  .description(
    "Read the output of `pulumi preview --json`, and print in Markdown what changes for each integration, and what that means to the shop. Risks come first; secrets are not shown.",
  )
  .argument("[file]", "the preview; standard input where it is left out or -", "-")
  .option("--html <file>", "write a page too, that needs nothing else")
  .addOption(new Option("--fail-on <what>", "end with status 2 where there is one").choices(["risk", "change"]))
  .addHelpText(
    "after",
    `
Exit status: 0 reviewed, 1 the preview failed or cannot be read, 2 what --fail-on names was found.

Example:
  pulumi preview --json | npx pulumi-sendcloud review --fail-on risk > review.md
`,
  )
  .action(async (file: string, { html: page, failOn }: Options) => {
    const result = reviewOf(readPreview(file === "-" ? await text(process.stdin) : readText(file, "the preview")));
    process.stdout.write(markdown(result));
    if (page !== undefined) writeFileSync(page, html(result));
    if (result.errors.length > 0) process.exitCode = 1;
    else if (failOn === "risk" ? result.risks > 0 : failOn === "change" && result.sections.length > 0) process.exitCode = foundStatus;
  });
