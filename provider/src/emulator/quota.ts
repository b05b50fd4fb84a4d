/** The request limits of an account: reads and writes in a minute, and writes in a second. */
import type { Answer } from "./responses";

/** The limits of an account, all its keys together. What is not given is as documented; `Infinity` is no limit. */
export interface Limits {
  /** 1,000 unless given [documented]. */
  readsPerMinute?: number;
  /** 100 unless given [documented]. */
  writesPerMinute?: number;
  /** 15 unless given [documented]. */
  writesPerSecond?: number;
  /** Text of the header Retry-After, such as `0`, `-1` or a date; no header unless given [documented: none is promised]. */
  retryAfter?: string;
}

/** When an account's requests of the last minute were accepted, in milliseconds since 1970. */
export interface Accepted {
  reads: number[];
  writes: number[];
}

/** The refusal of a request that is one too many. A request that may pass is counted; a refused one is not. */
export function overLimit(
  method: string,
  accepted: Accepted,
  given: Limits | "documented" | "off",
  time: number,
): Answer | undefined {
  if (given === "off") return undefined;
  const limits: Limits = given === "documented" ? {} : given;
  const { readsPerMinute = 1000, writesPerMinute = 100, writesPerSecond = 15 } = limits;
  const kind = method === "GET" || method === "HEAD" ? "reads" : "writes";
  const inMinute = accepted[kind].filter((at) => at > time - 60_000);
  const inSecond = inMinute.filter((at) => at > time - 1_000);
  const isFull =
    kind === "reads"
      ? inMinute.length >= readsPerMinute
      : inMinute.length >= writesPerMinute || inSecond.length >= writesPerSecond;
  const { retryAfter } = limits;
  const headers: Answer["headers"] = retryAfter === undefined ? {} : { "retry-after": retryAfter };
  if (isFull) return { status: 429, headers, body: "" };
  accepted[kind] = [...inMinute, time];
  return undefined;
}
