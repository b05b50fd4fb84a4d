/** `pulumi-sendcloud review`: what a preview means for the shops, for a pull request. */
import { readFileSync, writeFileSync } from "node:fs";
import { buffer } from "node:stream/consumers";
import { Command, Option } from "commander";
import { SendcloudError } from "../../errors";
import { foundStatus } from "../terminal";
import { markdown, marker, type Review } from "./comment";
import { decoded, errorsIn, printedIn, readDigest, warningsIn } from "./digest";
import { page } from "./page";
import { entryOf } from "./rows";
import { changesIn } from "./steps";

export const review = new Command("review")
  .summary("say what a preview means for the shops, for a pull request")
  .description(
    "Read the output of `pulumi preview --json`, and print in Markdown what changes in each integration, and what that means for the shop. Risks come first, and secrets are not shown. What the preview does not show counts as a risk, or as not known.",
  )
  .argument("[file]", "file with the preview; - is standard input", "-")
  .option("--html <file>", "also write the whole review to this file, as one HTML page")
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
  pulumi preview --json | npx --no-install pulumi-sendcloud review --fail-on risk > review.md
`,
  )
  .action(async (file: string, { html, failOn }: { html?: string; failOn?: "risk" | "change" }) => {
    const result = reviewOf(
      decoded(
        await attempted("read the preview", () =>
          file === "-" ? buffer(process.stdin) : readFileSync(file),
        ),
      ),
    );
    const time = new Date();
    if (html !== undefined) {
      const text = await page(markdown(result, time, Infinity));
      await attempted("write the page", () => writeFileSync(html, text));
    }
    process.stdout.write(`${marker(result)}\n${markdown(result, time)}`);
    if (result.errors.length > 0) process.exitCode = 1;
    else if (failOn !== undefined && has(result, failOn)) process.exitCode = foundStatus;
  });

async function attempted<Result>(what: string, act: () => Result): Promise<Awaited<Result>> {
  try {
    return await act();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new SendcloudError(`cannot ${what}: ${why}`, { cause });
  }
}

/** Whether a review has a risk, or any change. What is not known may be a risk, so it counts as one. */
export function has(
  { risks, unknowns, entries, unseen }: Review,
  what: "risk" | "change",
): boolean {
  return (what === "risk" ? risks + unknowns : entries.length + unseen.length) > 0;
}

/** Reviews the text of a preview. */
export function reviewOf(text: string): Review {
  const digest = readDigest(text);
  const { steps, diagnostics, unlisted } = digest;
  const errors = errorsIn(digest);
  const printed = printedIn(digest);
  const entries = changesIn(steps).map((change) =>
    entryOf(change, printed(change.urn, change.after.integrationId)),
  );
  const uncounted = `the preview counts ${unlisted} ${unlisted === 1 ? "change" : "changes"} that it does not list`;
  const hint = steps.some(({ op }) => op === "refresh")
    ? ": `pulumi refresh --preview-only --diff` does"
    : "";
  const unseen = unlisted === 0 || errors.length > 0 ? [] : [uncounted + hint];
  const weights = entries.map(({ notes, rows }) => [...notes, ...rows].map(({ weight }) => weight));
  const stacks = [...steps, ...diagnostics].flatMap(
    ({ urn }) => /^urn:pulumi:(.*?)::(.*?)::/.exec(urn)?.slice(1, 3).reverse().join("/") ?? [],
  );
  return {
    stacks: [...new Set(stacks)].sort(),
    entries,
    unseen,
    risks: weights.flat().filter((weight) => weight === "risk").length + unseen.length,
    unknowns: weights.filter((all) => all.includes("unknown")).length,
    errors,
    warnings: warningsIn(digest),
  };
}
