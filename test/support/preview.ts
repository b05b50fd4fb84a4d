/** Reviews of previews as comments on a pull request. */
import { markdown, type Review } from "../../provider/src/cli/review/comment";
import { reviewOf } from "../../provider/src/cli/review/review";
import { printed } from "./printed-preview";

/** The comment on a pull request. */
export function commented(review: Review): string {
  return markdown(review, new Date(0));
}

/** The comment on a preview of these steps. */
export function commentOn(steps: readonly object[], rest?: object): string {
  return commented(reviewOf(printed(steps, rest)));
}
