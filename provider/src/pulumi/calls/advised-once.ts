/** Both edges: errors of many resources for one reason stay readable. */
import { SendcloudError } from "../../errors";
import type { Run } from "../../lifecycle/run";

/** When many resources fail for the same reason, what to do is said once. */
export function advisedOnce(run: Run, problem: SendcloudError): SendcloudError {
  const { advice, message } = problem;
  if (advice === undefined) return problem;
  if (!run.advised.has(advice)) {
    run.advised.add(advice);
    return problem;
  }
  const instead = /^\p{Lu}/u.test(advice)
    ? "What to do is said of another resource"
    : "what to do is said of another resource";
  return new SendcloudError(message.replace(advice, () => instead));
}
