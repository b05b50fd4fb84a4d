/** `pulumi-sendcloud review`: what a preview means to the shops, for a pull request. */
import { readFileSync, writeFileSync } from "node:fs";
import { buffer } from "node:stream/consumers";
import { Command, Option } from "commander";
import { SendcloudError } from "../../errors";
import { type FailOn, has } from "./gate";
import { html } from "./html/page";
import { markdown } from "./markdown/comment";
import { readPreview } from "./preview/preview";
import { review as reviewOf } from "./review";
import { decoded } from "./preview/text";
import { foundStatus } from "../io";

interface Options {
  html?: string;
  failOn?: FailOn;
}

export const review = new Command("review")
  .summary("say what a preview means to the shops, for a pull request")
  .description(
    "Read the output of `pulumi preview --json`, and print in Markdown what changes for each integration, and what that means to the shop. Risks come first; secrets are not shown. What cannot be seen, such as a secret that may change, is a risk; an adoption is not known unless the preview was made with sendcloud:previewAdoption.",
  )
  .argument("[file]", "the preview; standard input where it is left out or -", "-")
  .option("--html <file>", "write a page too, that needs nothing else, and leaves nothing out")
  .addOption(
    new Option("--fail-on <what>", "end with status 2 where there is one; what is not known counts as a risk").choices(["risk", "change"]),
  )
  .addHelpText(
    "after",
    `
Exit status: 0 reviewed, 1 the preview failed or cannot be read, 2 what --fail-on names was found.

Example:
  pulumi preview --json | npx pulumi-sendcloud review --fail-on risk > review.md
`,
  )
  .action(async (file: string, { html: page, failOn }: Options) => {
    const result = reviewOf(readPreview(decoded(await bytesOf(file))));
    const context = { time: new Date(), page: page !== undefined };
    if (page !== undefined) writePage(page, html(result, context));
    process.stdout.write(markdown(result, context));
    if (result.errors.length > 0) process.exitCode = 1;
    else if (failOn !== undefined && has(result, failOn)) process.exitCode = foundStatus;
  });

async function bytesOf(file: string): Promise<Uint8Array> {
  if (file === "-") return buffer(process.stdin);
  try {
    return readFileSync(file);
  } catch (error) {
    throw new SendcloudError(`cannot read the preview: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function writePage(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new SendcloudError(`cannot write the page: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
