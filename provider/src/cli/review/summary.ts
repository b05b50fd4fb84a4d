/** The first sentence of a review. It never says "no risks" where something could not be judged. Pure. */
import type { Review } from "./review";

/** A part of a sentence, and whether it stands out. */
export interface Phrase {
  text: string;
  strong: boolean;
}

/** How many integrations change, and with how many risks, unknowns and warnings. */
export function summaryOf({
  integrations,
  risks,
  unknowns,
  warnings,
  errors,
  unseen,
}: Review): Phrase[] {
  const phrase = (text: string, strong = false): Phrase => ({ text, strong });
  const counts = [
    ...(risks > 0 ? [phrase(counted(risks, "risk"), true)] : []),
    ...(unknowns > 0 ? [phrase(`${unknowns} not known`, true)] : []),
    ...(risks === 0 && unknowns === 0 && errors.length === 0 && integrations > 0
      ? [phrase("no risks")]
      : []),
    ...(warnings.length > 0 ? [phrase(counted(warnings.length, "warning"), true)] : []),
  ];
  const problems = errors.reduce((sum, failure) => sum + failure.problems.length, 0);
  const first =
    errors.length > 0
      ? phrase(
          `The preview failed with ${counted(problems, "problem")}, so that not everything is known`,
          true,
        )
      : phrase(changing(integrations, unseen.length === 0));
  return [first, ...counts];
}

/** A number of things, in words. */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}

function changing(integrations: number, isComplete: boolean): string {
  if (integrations === 0)
    return isComplete ? "No integration changes" : "No change of an integration is listed";
  return integrations === 1 ? "1 integration changes" : `${integrations} integrations change`;
}

/** What a review is written with. */
export interface Context {
  /** When it was made. */
  time?: Date;
  /** Whether there is a page beside the Markdown. */
  page?: boolean;
}

/** When the review was made, to the minute. */
export function timeText({ time }: Context): string[] {
  return time === undefined ? [] : [`${time.toISOString().slice(0, 16).replace("T", " ")} UTC`];
}
