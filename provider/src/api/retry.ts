/** Sends a request, retrying until it succeeds or the retry policy gives up. */
import { CancelledError, ConnectionError } from "../errors";
import { redact } from "../format";
import type { CallTime } from "./call-time";
import type { Clock, RateLimiter, Ready } from "./rate-limit";
import {
  type Failure,
  isCertificateCode,
  neverArrived,
  nextBackoff,
  type RetryPolicy,
} from "./retry-policy";
import type { HttpResponse } from "./transport";

/** What all requests of one account share. */
export interface RetryOptions {
  rateLimiter: RateLimiter;
  clock: Clock;
  /** Called with one line of progress at a time. */
  tell: (line: string) => void;
  /** Text that is redacted from messages; access tokens are added to it. */
  secrets: readonly string[];
}

/** A request that is sent again until there is a response. */
export interface Attempts {
  /** Method and URL, as messages name it. */
  request: string;
  /** Sends it once, in the time that is left of its call, in milliseconds. */
  send: (timeLeft: number) => Promise<HttpResponse>;
  /** Resolves when it may be sent. */
  ready: Ready;
  /** The time of the call that it is a part of. */
  time: CallTime;
  policy: RetryPolicy;
}

/** Sends a request until there is a response. Throws {@link ConnectionError} where there is none. */
export type Retry = (attempts: Attempts) => Promise<HttpResponse>;

/** Pauses shorter than this, in milliseconds, are not reported. */
const longPause = 5_000;

/** A timer may fire so much before its time, in milliseconds. */
const timerPrecision = 2;

/** Makes the retry of one account's requests. */
export function createRetry({ rateLimiter, clock, tell, secrets }: RetryOptions): Retry {
  /** Whether to send again, after the backoff that this takes. */
  async function backedOff(
    failure: Failure,
    attempt: number,
    { time, policy }: Attempts,
  ): Promise<boolean> {
    const next = nextBackoff(
      failure,
      { attempt, elapsed: time.elapsed(), now: clock.now(), random: Math.random() },
      policy,
    );
    if (next === undefined) return false;
    if (next.rateLimited && rateLimiter.pause(next.backoff) && next.backoff >= longPause) {
      tell(
        `Sendcloud's rate limit is reached: waiting ${Math.ceil(next.backoff / 1000)} s, then going on`,
      );
    }
    // Another call may have been told to wait for longer.
    if (time.elapsed() + rateLimiter.pausedFor() > policy.deadline) return false;
    return next.rateLimited || slept(next.backoff);
  }

  /** A cancelled command ends here with what the last attempt came to: that may have been applied. */
  async function slept(milliseconds: number): Promise<boolean> {
    try {
      await clock.sleep(milliseconds);
      return true;
    } catch (error) {
      if (error instanceof CancelledError) return false;
      throw error;
    }
  }

  function noResponse(
    cause: unknown,
    request: string,
    attempts: number,
    mayHaveArrived: boolean,
  ): ConnectionError {
    const code = codeOf(cause);
    const why = redact(
      cause instanceof Error ? cause.message || code || cause.name : String(cause),
      secrets,
    );
    const after = attempts > 1 ? ` after ${attempts} attempts` : "";
    const advice = isCertificateCode(code)
      ? certificateAdvice
      : "Check the network and sendcloud:baseUrl, then run again";
    return new ConnectionError(
      `no response from Sendcloud${after}: ${why} (${request}). ${advice}`,
      mayHaveArrived,
      { cause },
    );
  }

  return async (attempts) => {
    const { request, send, ready, time, policy } = attempts;
    let mayHaveArrived = false;
    let limited: HttpResponse | undefined;
    let last: (() => HttpResponse) | undefined;
    for (let attempt = 1; ; attempt++) {
      try {
        time.excuse(await ready());
      } catch (error) {
        if (last === undefined) throw error;
        return last();
      }
      try {
        // An attempt that starts at the very end gets a moment, or its wait was for nothing.
        const response = await send(
          Math.max(policy.deadline - time.elapsed(), policy.firstBackoff),
        );
        limited = response.status === 429 ? response : undefined;
        last = () => response;
        if (!(await backedOff(response, attempt, attempts))) return response;
      } catch (cause) {
        const code = codeOf(cause);
        mayHaveArrived ||= !neverArrived(code);
        const error = noResponse(cause, request, attempt, mayHaveArrived);
        last = () => {
          throw error;
        };
        if (await backedOff({ code }, attempt, attempts)) continue;
        // An attempt at the very end of a call's time was cut short: what ended it was the rate limit.
        if (limited !== undefined && time.elapsed() >= policy.deadline - timerPrecision)
          return limited;
        throw error;
      }
    }
  };
}

const certificateAdvice =
  "The certificate is not trusted here: where a company's proxy or authority signs it, set NODE_EXTRA_CA_CERTS to the file of that authority's certificate; where it has expired or names another host, check this machine's clock and sendcloud:baseUrl";

/** The code of an error, or of the error below it. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  return "code" in error && typeof error.code === "string" ? error.code : codeOf(error.cause);
}
