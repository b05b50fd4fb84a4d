/** Whether to ask again after a failure, and when. Pure. Times are in milliseconds. */

/** How often and how long one call asks again. */
export const patience = {
  /** Requests of one call where the service or the connection fails. A call that meets the request limit is bounded by time alone. */
  attempts: 5,
  /** The longest first pause; each later one may be twice as long. */
  firstPause: 500,
  longestPause: 20_000,
  /** What a Retry-After may ask for at most. */
  longestRetryAfter: 60_000,
  /** A call asks no more once this much time has passed since its first request. */
  deadline: 5 * 60_000,
} as const;

/** What an attempt met: the status of an answer, or the code of the connection's error. */
export type Met = { status: number; retryAfter: string | undefined } | { code: string };

/** Statuses that say nothing about the request itself. A PATCH with absolute values may be repeated. */
const passing = new Set([502, 503, 504]);

/** A connection that broke or timed out; not one that cannot be made, since that is a wrong address. */
const broken = new Set([
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
const unmade = new Set(["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"]);

/** Whether the code of a connection's error says that the request cannot have arrived. */
export function neverArrived(code: string): boolean {
  return unmade.has(code);
}

/** The pause before the next attempt, or `undefined` to give up. `everybody` says that it holds for all calls of the account. */
export function nextPause(
  met: Met,
  { attempt, elapsed, now, random }: { attempt: number; elapsed: number; now: number; random: number },
): { pause: number; everybody: boolean } | undefined {
  const limited = "status" in met && met.status === 429;
  const again = limited || (attempt < patience.attempts && ("status" in met ? passing.has(met.status) : broken.has(met.code)));
  if (!again) return undefined;
  const asked = "status" in met ? retryAfter(met.retryAfter, now) : undefined;
  const pause = asked ?? Math.round(random * Math.min(patience.longestPause, patience.firstPause * 2 ** Math.min(attempt - 1, 10)));
  return elapsed + pause > patience.deadline ? undefined : { pause, everybody: limited };
}

/** Reads Retry-After, in seconds or as a date; `undefined` where it is neither. */
export function retryAfter(text: string | undefined, now: number): number | undefined {
  if (text === undefined) return undefined;
  const asked = /^\s*\d+\s*$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isNaN(asked) ? undefined : Math.min(Math.max(asked, 0), patience.longestRetryAfter);
}
