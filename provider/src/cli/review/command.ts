/** `pulumi-sendcloud review`: what a preview means for the shops, for a pull request. */
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
import { foundStatus } from "../exit-status";

interface Options {
  html?: string;
  failOn?: FailOn;
}

export const review = new Command("review")
  .summary("say what a preview means for the shops, for a pull request")
  .description(
    "Read the output of `pulumi preview --json`, and print in Markdown what changes in each integration, and what that means for the shop. Risks come first, and secrets are not shown. What the preview does not show, such as a secret that may change, counts as a risk. What an adoption changes is known only if the preview was made with sendcloud:previewAdoption.",
  )
  .argument("[file]", "file with the preview; - is standard input", "-")
  .option(
    "--html <file>",
    "also write the whole review to this file, as one HTML page that loads nothing else",
  )
  .addOption(
    new Option(
      "--fail-on <what>",
      "end with status 2 if there is a risk, or any change; what is not known counts as a risk (default: end with 0)",
    ).choices(["risk", "change"]),
  )
  .addHelpText(
    "after",
    `
Exit status: 0 reviewed, 1 the preview failed or cannot be read, 2 --fail-on found what it names.

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
    throw new SendcloudError(
      `cannot read the preview: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
}

function writePage(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new SendcloudError(
      `cannot write the page: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
}
