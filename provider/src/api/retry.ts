/** Sends a request, retrying until it succeeds or the retry policy gives up. */
import { ConnectionError } from "../errors";
import { redact } from "../format";
import type { Clock, RateLimiter } from "./rate-limit";
import { type Failure, neverArrived, nextBackoff, type RetryPolicy } from "./retry-policy";
import type { HttpResponse } from "./transport";

/** What all requests of one account share. */
export interface RetryOptions {
  rateLimiter: RateLimiter;
  clock: Clock;
  policy: RetryPolicy;
  /** Called with one line of progress at a time. */
  tell: (line: string) => void;
  /** Text that is redacted from messages; access tokens are added to it. */
  secrets: readonly string[];
}

/** Sends a request, named by its method and URL, until there is a response. Throws {@link ConnectionError} where there is none. */
export type Retry = (request: string, send: () => Promise<HttpResponse>) => Promise<HttpResponse>;

/** Pauses shorter than this, in milliseconds, are not reported. */
const longPause = 5_000;

/** Makes the retry of one account's requests. */
export function createRetry({ rateLimiter, clock, policy, tell, secrets }: RetryOptions): Retry {
  /** Whether to send again, after the backoff that this takes. */
  async function backedOff(failure: Failure, attempt: number, started: number): Promise<boolean> {
    const now = clock.now();
    const next = nextBackoff(failure, { attempt, elapsed: now - started, now, random: Math.random() }, policy);
    if (next === undefined) return false;
    if (!next.rateLimited) {
      await clock.sleep(next.backoff);
    } else if (rateLimiter.pause(next.backoff) && next.backoff >= longPause) {
      tell(`Sendcloud's rate limit is reached: waiting ${Math.ceil(next.backoff / 1000)} s, then going on`);
    }
    return true;
  }

  function noResponse(cause: unknown, request: string, attempts: number, mayHaveArrived: boolean): ConnectionError {
    const why = redact(cause instanceof Error ? cause.message || codeOf(cause) : String(cause), secrets);
    const after = attempts > 1 ? ` after ${attempts} attempts` : "";
    return new ConnectionError(
      `no response from Sendcloud${after}: ${why} (${request}). Check the network and sendcloud:baseUrl, then run again`,
      mayHaveArrived,
      { cause },
    );
  }

  return async (request, send) => {
    let started: number | undefined;
    let mayHaveArrived = false;
    for (let attempt = 1; ; attempt++) {
      await rateLimiter.ready();
      started ??= clock.now();
      try {
        const response = await send();
        if (!(await backedOff(response, attempt, started))) return response;
      } catch (cause) {
        const code = codeOf(cause);
        mayHaveArrived ||= !neverArrived(code);
        if (!(await backedOff({ code }, attempt, started))) throw noResponse(cause, request, attempt, mayHaveArrived);
      }
    }
  };
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && "code" in cause ? String(cause.code) : "";
}
