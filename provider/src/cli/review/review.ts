/** `pulumi-sendcloud review`: what a preview means for the shops, for a pull request. */
import { readFileSync, writeFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { Command, Option } from "commander";
import { SendcloudError } from "../../errors";
import { entriesOf } from "./changes";
import { markdown, marker, type Review } from "./comment";
import { errorsIn, readDigest, warningsIn } from "./digest";
import { page } from "./page";

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
    const given = await attempted("read the preview", () =>
      file === "-" ? text(process.stdin) : readFileSync(file, "utf8"),
    );
    const result = reviewOf(given);
    const time = new Date();
    if (html !== undefined) {
      const whole = await page(markdown(result, time, Infinity));
      await attempted("write the page", () => writeFileSync(html, whole));
    }
    process.stdout.write(`${marker(result)}\n${markdown(result, time)}`);
    if (result.errors.length > 0) process.exitCode = 1;
    else if (failOn !== undefined && has(result, failOn)) process.exitCode = 2;
  });

async function attempted<Result>(what: string, act: () => Result): Promise<Awaited<Result>> {
  try {
    return await act();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new SendcloudError(`cannot ${what}: ${why}`, { cause });
  }
}

/** Whether a review has a risk, or any change. What is not known may be a risk. */
export function has(review: Review, what: "risk" | "change"): boolean {
  if (what === "risk") return review.risks + review.unknowns > 0;
  return review.unseen.length > 0 || review.entries.some(({ isIdle }) => !isIdle);
}

/** Reviews the text of a preview. */
export function reviewOf(given: string): Review {
  const digest = readDigest(given);
  const { steps, diagnostics, unlisted } = digest;
  const [errors, entries] = [errorsIn(diagnostics), entriesOf(digest)];
  const isRefresh = steps.some(({ op }) => op === "refresh");
  const advice = isRefresh ? ": `pulumi refresh --preview-only --diff` does" : "";
  const isUnseen = unlisted > 0 && errors.length === 0;
  const unseen = `the preview counts ${unlisted} change${unlisted === 1 ? "" : "s"} that it does not list${advice}`;
  const weights = entries.map(({ note, rows }) => [note, ...rows].map((one) => one?.weight));
  const risks = weights.flat().filter((weight) => weight === "risk").length;
  const [stack = ""] = [...steps, ...diagnostics].flatMap(
    ({ urn }) => /^urn:pulumi:(.*?)::(.*?)::/.exec(urn)?.slice(1, 3).reverse().join("/") ?? [],
  );
  return {
    stack,
    entries,
    unseen: isUnseen ? [unseen] : [],
    risks: risks + Number(isUnseen),
    unknowns: weights.filter((all) => all.includes("unknown")).length,
    errors,
    warnings: warningsIn(diagnostics),
  };
}
