/** The request limit of an account: so many reads and writes in a minute, and writes in a second. */
import type { ApiResponse } from "./exchange";

/** The limits of an account, all its keys together. What is not given is as documented; `Infinity` is no limit. */
export interface Limits {
  /** 1,000 unless given [documented]. */
  readsPerMinute?: number;
  /** 100 unless given [documented]. */
  writesPerMinute?: number;
  /** 15 unless given [documented]. */
  writesPerSecond?: number;
  /** Text of the header Retry-After, such as `0`, `0.5`, `-1` or a date; no header unless given [documented: none is promised]. */
  retryAfter?: string;
  /** Body of the refusal; none unless given [documented: it may be empty]. */
  body?: string;
}

/** When an account's requests of the last minute were accepted, in milliseconds since 1970. */
export interface Accepted {
  reads: number[];
  writes: number[];
}

/** The refusal of a request that is one too many. `undefined` where it may pass: then it is counted. Refused requests are not. */
export function overLimit(
  method: string,
  accepted: Accepted,
  limits: Limits | "documented" | "off",
  time: number,
): ApiResponse | undefined {
  if (limits === "off") return undefined;
  const {
    readsPerMinute = 1000,
    writesPerMinute = 100,
    writesPerSecond = 15,
    retryAfter,
    body,
  } = limits === "documented" ? {} : limits;
  const kind = method === "GET" || method === "HEAD" ? "reads" : "writes";
  const inMinute = accepted[kind].filter((at) => at > time - 60_000);
  const inSecond = inMinute.filter((at) => at > time - 1_000);
  const isFull =
    kind === "reads"
      ? inMinute.length >= readsPerMinute
      : inMinute.length >= writesPerMinute || inSecond.length >= writesPerSecond;
  if (isFull)
    return {
      status: 429,
      headers: retryAfter === undefined ? {} : { "retry-after": retryAfter },
      ...(body !== undefined && { body }),
    };
  accepted[kind] = [...inMinute, time];
  return undefined;
}
