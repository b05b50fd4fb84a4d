/** Both edges: errors of many resources for one reason stay readable. */
import { ApiError, type SendcloudError } from "../../errors";
import type { Run } from "../../lifecycle/run";

/** When many resources fail for the same reason, what to do is said once. */
export function advisedOnce(run: Run, problem: SendcloudError): SendcloudError {
  if (!(problem instanceof ApiError) || problem.reason === problem.message) return problem;
  const advice = problem.message.slice(problem.reason.length);
  if (!run.advised.has(advice)) {
    run.advised.add(advice);
    return problem;
  }
  return new ApiError(`${problem.reason}. What to do is said of another resource`, problem.status, problem.names, problem.reason);
}
