/** Why a run of Pulumi failed, in one line. */
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { cut, redact } from "../../format";
import { causeOf } from "../pulumi-cause";

/** Longer causes are cut, in characters. */
const maxLength = 300;

/** Hears the errors of a run, to tell the first of them as the cause. */
export class Cause {
  #first = "";

  readonly hear = ({ diagnosticEvent }: EngineEvent): void => {
    if (diagnosticEvent?.severity === "error") this.#first ||= oneLine(diagnosticEvent.message);
  };

  /** The cause: the first error of the run, or what the CLI printed where the run told none. */
  of(error: unknown): string {
    return this.#first || causeOf(error);
  }
}

/** Without the colours and the stack trace that Pulumi prints, and of URLs the host alone. */
function oneLine(message: string): string {
  const [text = ""] = message.replace(/<\{%.*?%\}>/g, "").split(/\n\s+at /);
  return cut(
    redact(
      text
        .replace(/\s+/g, " ")
        .trim()
        .replace(/^error: /, ""),
      [],
    ),
    maxLength,
  );
}
