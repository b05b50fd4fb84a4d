/** Why a Pulumi command failed, in one line and with what to do, out of all that it printed. Pure. */
import { stripVTControlCharacters } from "node:util";
import { cut, redact, visible } from "../format";

/** Longer causes are cut, in characters. */
const longest = 600;

/** Causes that operators often meet, each with a text of our own that says what to do. */
const known: readonly (readonly [RegExp, (found: RegExpExecArray) => string])[] = [
  [
    /spawn \S*pulumi\S* ENOENT|Command failed with ENOENT/,
    () => "the Pulumi CLI is not installed, or not on the PATH",
  ],
  [
    /Minimum version requirement failed.*minimum CLI version requirement is ([^,\s]+), your current CLI version is (\S+?)\.? /,
    ([, least, own]) => `the Pulumi CLI is ${own}, and ${least} or newer is needed: update it`,
  ],
  [
    /Failed to parse Pulumi CLI version/,
    () =>
      "the `pulumi` on the PATH is not the Pulumi CLI: `pulumi version` does not print a version",
  ],
  [
    /PULUMI_ACCESS_TOKEN must be set|not logged in|\[401\] Unauthorized|invalid access token/i,
    () =>
      "you are not logged in to Pulumi: run `pulumi login`, or set PULUMI_ACCESS_TOKEN or PULUMI_BACKEND_URL",
  ],
  [
    /incorrect passphrase/,
    () =>
      "the passphrase is not the stack's: set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE to the right one",
  ],
  [
    /passphrase must be set/,
    () =>
      "the stack's passphrase is not set: set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE",
  ],
  [
    /no stack named '?[^']*'? found/,
    ([found]) => `${found} (\`pulumi stack ls\` lists the stacks of this project)`,
  ],
  [
    /no stack selected/,
    () => "no stack is selected: name one with --stack, or run `pulumi stack select`",
  ],
  [
    /the stack is currently locked by|Another update is currently in progress/,
    () => "another update of the stack is in progress: wait for it, or end it with `pulumi cancel`",
  ],
  [/was killed with SIG(?:INT|TERM)|The operation was aborted/, () => "it was interrupted"],
  [
    /unknown flag: --json/,
    () => "`pulumi config set-all --json` came with the Pulumi CLI 3.202.0: update it",
  ],
  [
    /spawn (?:E2BIG|ENAMETOOLONG)/,
    () =>
      "the values are too long for one command line: promote fewer keys at once, or import less",
  ],
];

/** What a command's error says on the terminal: of a failed Pulumi command the cause alone, never its arguments, of which some may be secret. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return /\bCommand (?:failed|was killed)\b/.test(error.message)
    ? causeOf(error)
    : error.message || error.name;
}

/** Why a Pulumi command failed. */
export function causeOf(error: unknown): string {
  const text = withoutColors(error instanceof Error ? error.message : String(error));
  const cause = causeIn(text);
  for (const [pattern, explain] of known) {
    const found = pattern.exec(cause) ?? pattern.exec(firstLine(text));
    if (found !== null) return safe(explain(found));
  }
  return safe(cause);
}

/** What stands after `error:`, with the lines that it announces. Where there is none, the first line that is not the command itself, which may hold secrets. */
function causeIn(text: string): string {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const at = lines.findIndex((line) => /^(?:stderr: )?error: ?/.test(line));
  const rest = lines.slice(Math.max(at, 0)).filter((line) => at >= 0 || !isOfTheWrapper(line));
  const [first = "", ...more] = rest.filter((line) => line !== "");
  let cause = first.replace(/^(?:stderr: )?error: ?/, "");
  for (const line of more.slice(0, 3)) {
    if (cause.endsWith(":")) cause = `${cause} ${line}`;
  }
  return cause === "" ? "the Pulumi CLI ended without saying why" : cause;
}

/** The lines that the Automation API puts around what a command printed. */
function isOfTheWrapper(line: string): boolean {
  return /^(?:code: |stdout:|stderr: *$|err\?:|(?:stderr: |err\?: |Error: )*Command (?:failed|was killed)\b)/.test(
    line,
  );
}

/** The line that names the command, up to its first argument: what follows may hold secrets. */
function firstLine(text: string): string {
  return /Command (?:failed with [^:\n]*|was killed with \w+)/.exec(text)?.[0] ?? "";
}

function withoutColors(text: string): string {
  return stripVTControlCharacters(text).replace(/<\{%[^%]*%\}>/g, "");
}

/** A path stays whole; a URL is shown by its host alone. */
function safe(text: string): string {
  return cut(text.includes("://") ? redact(text, []) : visible(text), longest);
}
