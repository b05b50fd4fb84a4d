/** The retry policy: whether a request is sent again after a failure, and after which backoff. Pure. Times are in milliseconds. */

/** How often and how long one call retries. */
export interface RetryPolicy {
  /** Attempts of one call where the service or the connection fails. A call that meets the rate limit is bounded by time alone. */
  attempts: number;
  /** The longest backoff before the second attempt; each later one may be twice as long. */
  firstBackoff: number;
  maxBackoff: number;
  /** What a Retry-After may ask for at most. */
  maxRetryAfter: number;
  /** A call starts no attempt later than this after its first one. */
  deadline: number;
}

/** The policy unless another is given. */
export const defaultRetryPolicy: RetryPolicy = {
  attempts: 5,
  firstBackoff: 500,
  maxBackoff: 20_000,
  maxRetryAfter: 60_000,
  deadline: 5 * 60_000,
};

/** How an attempt failed: the status of a response, or the code of the connection's error. */
export type Failure = { status: number; retryAfter: string | undefined } | { code: string };

/** Statuses that say nothing about the request itself. A PATCH with absolute values may be repeated. */
const transientStatuses = new Set([502, 503, 504]);

/** A connection that broke or timed out; not one that cannot be made, since that is a wrong address. */
const transientCodes = new Set([
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EAI_AGAIN",
  "UND_ERR_SOCKET",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_BODY_TIMEOUT",
]);

/** A connection that was never made. */
const unconnectedCodes = new Set(["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"]);

/** Whether the code of a connection's error says that the request cannot have arrived. */
export function neverArrived(code: string): boolean {
  return unconnectedCodes.has(code);
}

/** The backoff before the next attempt, with full jitter, or `undefined` to give up. A rate limit holds for all calls of the account. */
export function nextBackoff(
  failure: Failure,
  { attempt, elapsed, now, random }: { attempt: number; elapsed: number; now: number; random: number },
  policy: RetryPolicy = defaultRetryPolicy,
): { backoff: number; rateLimited: boolean } | undefined {
  const rateLimited = "status" in failure && failure.status === 429;
  const transient = "status" in failure ? transientStatuses.has(failure.status) : transientCodes.has(failure.code);
  if (!rateLimited && !(transient && attempt < policy.attempts)) return undefined;
  const asked = "status" in failure ? retryAfter(failure.retryAfter, now, policy) : undefined;
  const backoff = asked ?? Math.round(random * Math.min(policy.maxBackoff, policy.firstBackoff * 2 ** Math.min(attempt - 1, 10)));
  return elapsed + backoff > policy.deadline ? undefined : { backoff, rateLimited };
}

/** Reads Retry-After, in seconds or as a date; `undefined` where it is neither. */
export function retryAfter(text: string | undefined, now: number, { maxRetryAfter }: RetryPolicy = defaultRetryPolicy): number | undefined {
  if (text === undefined) return undefined;
  const asked = /^\s*\d+\s*$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isNaN(asked) ? undefined : Math.min(Math.max(asked, 0), maxRetryAfter);
}
