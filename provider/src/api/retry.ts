/** Sends a request until there is a response, or the retry policy gives up. Times are in milliseconds. */
import { CancelledError, ConnectionError } from "../errors";
import { redact } from "../format";
import type { Clock, Kind, RateLimiter } from "./rate-limit";
import type { Asked } from "./refusals";
import type { createTransport, HttpRequest, HttpResponse, NoResponse } from "./transport";
import { unusable } from "./transport";

export const defaultRetryPolicy = {
  /** Attempts where the service or the connection fails. A call that meets the rate limit is bounded by time alone. */
  attempts: 5,
  /** The longest backoff before the second attempt; each later one may be twice as long. */
  firstBackoff: 500,
  maxBackoff: 20_000,
  /** What a Retry-After may ask for at most. */
  maxRetryAfter: 60_000,
  /** A call ends this long after its start. What it waits for our own pace does not count. */
  deadline: 120_000,
};

/** When a call, which may take several requests, began. What our own pace takes is added. */
export type Call = { began: number };

/** Makes what sends a request until there is a response. It throws {@link ConnectionError} where there is none. */
export function createRetry(
  send: ReturnType<typeof createTransport>["send"],
  rateLimiter: RateLimiter,
  clock: Clock,
  tell: (line: string) => void,
  policy: typeof defaultRetryPolicy,
  { secrets, from }: Pick<Asked, "secrets" | "from">,
) {
  /** Waits before another attempt. Returns whether there is one. */
  async function backsOff(
    answer: HttpResponse | NoResponse,
    attempt: number,
    { began }: Call,
  ): Promise<boolean> {
    const now = clock.now();
    const backoff = nextBackoff(answer, { attempt, now, random: Math.random() }, policy);
    const isLate = (wait: number): boolean => now - began + wait > policy.deadline;
    if (backoff === undefined || isLate(backoff)) return false;
    if (!isLimit(answer)) {
      await rateLimiter.sleep(backoff);
      return true;
    }
    const seconds = Math.ceil(backoff / 1000);
    // Short pauses are not reported.
    if (rateLimiter.pause(backoff) && seconds >= 5)
      tell(`Sendcloud's rate limit is reached: waiting ${seconds} s, then going on`);
    // Another call may have been asked to wait for longer.
    return !isLate(rateLimiter.pausedFor());
  }

  return async (kind: Kind, request: HttpRequest, call: Call): Promise<HttpResponse> => {
    const name = `${request.method} ${request.url}`;
    let mayHaveArrived = false;
    let isLost = false;
    let count = 0;
    let answer: HttpResponse | NoResponse | undefined;
    try {
      do {
        call.began += await rateLimiter.ready(kind);
        // An attempt at the end of its call's time gets a second, or its wait was for nothing.
        const timeLeft = Math.max(policy.deadline - (clock.now() - call.began), 1_000);
        answer = await send(request, timeLeft);
        count++;
        isLost = mayHaveArrived;
        mayHaveArrived ||= "sent" in answer ? answer.sent : !isLimit(answer);
      } while (await backsOff(answer, count, call));
    } catch (error) {
      if (!(error instanceof CancelledError)) throw error;
      // A cancelled command ends with the outcome of what was sent: that may have been applied.
      if (answer === undefined) throw new CancelledError(name, { cause: error });
    }
    if ("status" in answer) {
      // Such a refusal says nothing about the settings, so an attempt before it may have been applied.
      if (!(isLost && kind === "write" && [403, 409, 429].includes(answer.status))) return answer;
      const what = `an answer was lost, and then the status was ${answer.status}`;
      answer = { error: new Error(what), code: "", sent: true };
    }
    const { error: cause, code } = answer;
    const after = count > 1 ? ` after ${count} attempts` : "";
    const why = redact(cause.message || code || cause.name, secrets);
    const advice = adviceFor(code, request.method === "POST" ? from.tokenUrl : from.baseUrl);
    const message = `no response from Sendcloud${after}: ${why} (${name}). ${advice}`;
    throw new ConnectionError(message, mayHaveArrived, { cause });
  };
}

function adviceFor(code: string, place: string): string {
  if (/CERT|UNABLE_TO_VERIFY|_CRL|HOSTNAME_MISMATCH/.test(code))
    return `The certificate is not trusted here: where a company's proxy or authority signs it, set NODE_EXTRA_CA_CERTS to the file of that authority's certificate; where it has expired or names another host, check this machine's clock and ${place}`;
  if (/^(EPROTO|ERR_SSL)/.test(code))
    return `What answers there does not speak https: check ${place}, and the proxy if there is one`;
  if (code.startsWith("PROXY"))
    return "Check the proxy, and the user and password in its URL; NO_PROXY names hosts that need none";
  return `Check the network and ${place}, then run again`;
}

/** Statuses that say nothing about the request itself. A PATCH with absolute values may be repeated. */
const transient = [408, 425, 502, 503, 504];

/** Why no connection could be made, where another attempt may help. */
const transientCodes =
  /^(ECONNRESET|EPIPE|ETIMEDOUT|EAI_AGAIN|UND_ERR_(SOCKET|(CONNECT|HEADERS)_TIMEOUT)|PROXY (408|425|429|502|503|504))$/;

function isLimit(answer: HttpResponse | NoResponse): boolean {
  return "status" in answer && answer.status === 429;
}

/**
 * The backoff before the next attempt; `undefined` to give up. It is exponential with jitter, and longer where Retry-After
 * asks for it. At the rate limit it is at least one second, then two, four and so on.
 */
export function nextBackoff(
  answer: HttpResponse | NoResponse,
  { attempt, now, random }: { attempt: number; now: number; random: number },
  { attempts, firstBackoff, maxBackoff, maxRetryAfter } = defaultRetryPolicy,
): number | undefined {
  const isTransient =
    "status" in answer
      ? transient.includes(answer.status)
      : answer.code !== unusable && (answer.sent || transientCodes.test(answer.code));
  if (!isLimit(answer) && !(isTransient && attempt < attempts)) return undefined;
  const asked = "status" in answer ? retryAfter(answer.retryAfter, now, maxRetryAfter) : 0;
  const [least, times] = isLimit(answer) ? [0.5, 4] : [0, 1];
  const doubled = times * firstBackoff * 2 ** Math.min(attempt - 1, 10);
  const own = (least + (1 - least) * random) * Math.min(maxBackoff, doubled);
  // A Retry-After of five seconds or more is followed exactly; one of less than a second says only that there is a limit.
  return Math.round(Math.max(asked, asked < 1000 ? own : Math.min(own, 5_000)));
}

/** Reads Retry-After, in seconds or as a date; 0 where it asks for nothing that can be read. */
export function retryAfter(text = "", now: number, most = 60_000): number {
  const asked = Number.isNaN(Number(text)) ? Date.parse(text) - now : Number(text) * 1000;
  return Number.isNaN(asked) ? 0 : Math.min(Math.max(asked, 0), most);
}
