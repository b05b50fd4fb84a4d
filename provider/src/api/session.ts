/** Sends the requests of one account: each signed, at its pace, and again where that may help. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Configuration } from "../config/accounts";
import { createAuthorization } from "./auth";
import { startCallTime } from "./call-time";
import { named, unlessCancelled, wakeful } from "./cancellation";
import { type Clock, createRateLimiter, type Ready } from "./rate-limit";
import { createRetry } from "./retry";
import { defaultRetryPolicy, type RetryPolicy } from "./retry-policy";
import {
  createTransport,
  defaultTimeOuts,
  type HttpResponse,
  type TimeOuts,
  type Transport,
} from "./transport";
import { version } from "./version";

/** What a client may be given in place of its defaults. */
export interface ClientOptions {
  retryPolicy?: RetryPolicy;
  timeOuts?: Partial<TimeOuts>;
  clock?: Clock;
  /** Called with one line of progress at a time. */
  tell?: (line: string) => void;
  /** Aborted where the command is cancelled. */
  signal?: AbortSignal | undefined;
}

/** What a request may take besides its method and URL. */
export interface SendOptions {
  /** Sent as JSON. */
  body?: unknown;
  /** The most that the response may have, in bytes. */
  maxSize?: number;
  /** In place of the session's own policy. */
  policy?: Partial<RetryPolicy>;
}

/** One account's connections, its place in the rate limit, and its credentials. */
export interface Session {
  /** Text that no message may hold; it grows with each token. */
  readonly secrets: readonly string[];
  /** Says how long so many writes, or fewer, will take, where that is long. */
  expectWrites(count: number): void;
  send(method: "GET" | "PATCH", url: string, options?: SendOptions): Promise<HttpResponse>;
  close(): Promise<void>;
}

const systemClock: Clock = { now: Date.now, sleep: (milliseconds) => sleep(milliseconds) };

/** No response but a list is near this size, in bytes. */
const usualSize = 4 * 1024 * 1024;

/** Opens a session. Nothing is sent yet. */
export function createSession(
  configuration: Configuration,
  {
    retryPolicy = defaultRetryPolicy,
    timeOuts,
    clock: ticking = systemClock,
    tell = () => {},
    signal,
  }: ClientOptions,
): Session {
  const clock = wakeful(ticking, signal);
  const times = { ...defaultTimeOuts, ...timeOuts };
  const transport = createTransport(configuration.baseUrl, configuration.maxConcurrency, times);
  const rateLimiter = createRateLimiter(configuration, clock, tell);
  const secrets: string[] = [];
  const retry = createRetry({ rateLimiter, clock, tell, secrets });
  const agent = { "user-agent": `pulumi-sendcloud/${version}` };

  let tokens: Transport | undefined;
  const authorization = createAuthorization(configuration.credentials, {
    clock,
    secrets,
    tell,
    post(url, headers, body, time) {
      const opened = (tokens ??= createTransport(url, 1, times));
      const request = {
        method: "POST",
        url,
        headers: { ...headers, ...agent },
        body,
        maxSize: usualSize,
      } as const;
      const send = (timeLeft: number): Promise<HttpResponse> =>
        opened.send({ ...request, timeLeft });
      const ready = unlessCancelled(() => rateLimiter.ready("token"), signal);
      return retry({ request: `POST ${url}`, send, ready, time, policy: retryPolicy });
    },
  });

  return {
    secrets,
    expectWrites: (count) => rateLimiter.expectWrites(count),
    /** A token that Sendcloud no longer accepts is replaced once, even before it expires. */
    send(method, url, { body, maxSize = usualSize, policy } = {}) {
      const sent = body === undefined ? undefined : JSON.stringify(body);
      const headers = {
        accept: "application/json",
        ...agent,
        ...(sent !== undefined && { "content-type": "application/json" }),
      };
      const asked = async (turn: Ready): Promise<HttpResponse> => {
        const ready = unlessCancelled(turn, signal);
        const time = startCallTime(clock);
        for (let renewals = 0; ; renewals++) {
          const header = await authorization.header(time);
          const request = {
            method,
            url,
            headers: { ...headers, authorization: header },
            body: sent,
            maxSize,
          };
          const send = (timeLeft: number): Promise<HttpResponse> =>
            transport.send({ ...request, timeLeft });
          const response = await retry({
            request: `${method} ${url}`,
            send,
            ready,
            time,
            policy: { ...retryPolicy, ...policy },
          });
          if (response.status !== 401 || renewals > 0 || !authorization.renew(header))
            return response;
        }
      };
      return named(`${method} ${url}`, () =>
        rateLimiter.call(method === "GET" ? "read" : "write", asked),
      );
    },
    async close() {
      await Promise.all([transport.close(), tokens?.close()]);
    },
  };
}
