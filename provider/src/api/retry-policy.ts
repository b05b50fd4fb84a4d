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
  /** A call ends this long after its start at the latest. What it waits for our own pace does not count. */
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
const transientStatuses = new Set([408, 425, 502, 503, 504]);

/** A connection that broke or timed out. One that cannot be made is not among them: its address is wrong. */
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
const unconnectedCodes = new Set([
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** Whether the code of a connection's error says that the other side's certificate is not accepted, by whatever rule. */
export function isCertificateCode(code: string): boolean {
  return /CERT|UNABLE_TO_VERIFY|_CRL|HOSTNAME_MISMATCH/.test(code);
}

/** Whether the code of a connection's error says that the request cannot have arrived. */
export function neverArrived(code: string): boolean {
  return unconnectedCodes.has(code) || isCertificateCode(code);
}

/**
 * The backoff before the next attempt, or `undefined` to give up: exponential with jitter, and longer where Retry-After
 * asks for it. A Retry-After of less than a second says only that there is a limit. A rate limit holds for all
 * calls of the account.
 */
export function nextBackoff(
  failure: Failure,
  {
    attempt,
    elapsed,
    now,
    random,
  }: { attempt: number; elapsed: number; now: number; random: number },
  policy: RetryPolicy = defaultRetryPolicy,
): { backoff: number; rateLimited: boolean } | undefined {
  const rateLimited = "status" in failure && failure.status === 429;
  const transient =
    "status" in failure ? transientStatuses.has(failure.status) : transientCodes.has(failure.code);
  if (!rateLimited && !(transient && attempt < policy.attempts)) return undefined;
  const asked = "status" in failure ? (retryAfter(failure.retryAfter, now, policy) ?? 0) : 0;
  const own = rateLimited
    ? limitBackoff(attempt, random, policy)
    : fullJitter(attempt, random, policy);
  const backoff = Math.round(
    asked < 1000 ? Math.max(own, asked) : Math.max(asked, Math.min(own, longEnough)),
  );
  return elapsed + backoff > policy.deadline ? undefined : { backoff, rateLimited };
}

/** A Retry-After of this much, in milliseconds, is followed exactly, however often it is met. */
const longEnough = 5_000;

function fullJitter(
  attempt: number,
  random: number,
  { firstBackoff, maxBackoff }: RetryPolicy,
): number {
  return random * Math.min(maxBackoff, firstBackoff * 2 ** Math.min(attempt - 1, 10));
}

/** Twice as long after each attempt, and at least half of that: from four times the first backoff on, which makes one second, then two, four, and so on. */
function limitBackoff(
  attempt: number,
  random: number,
  { firstBackoff, maxBackoff }: RetryPolicy,
): number {
  return (
    ((1 + random) / 2) * Math.min(maxBackoff, 4 * firstBackoff * 2 ** Math.min(attempt - 1, 10))
  );
}

/** Reads Retry-After, in seconds or as a date, in milliseconds; `undefined` where it is neither. */
export function retryAfter(
  text: string | undefined,
  now: number,
  { maxRetryAfter }: RetryPolicy = defaultRetryPolicy,
): number | undefined {
  const isNumber = /^\s*[+-]?(\d+\.?\d*|\.\d+)\s*$/.test(text ?? "");
  const isDate = /^\s*([a-z]{3,9},? |\d{4}-\d\d).*\d:\d\d/i.test(text ?? "");
  if (text === undefined || !(isNumber || isDate)) return undefined;
  const asked = isNumber ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isNaN(asked) ? undefined : Math.min(Math.max(asked, 0), maxRetryAfter);
}
