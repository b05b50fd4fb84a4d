/** What can be chosen of Sendcloud's documented behaviour, such as the limits of requests. Whatever else it may do, a test makes with an interceptor. */
import type { Answer } from "./responses";

/** What an emulator does, as far as it can be chosen. The rest is as recorded, or else as documented. */
export interface Behaviours {
  /** Whether rules that join two fields look at the change `merged` with what is stored, or at its `body` alone: it is not documented which. `merged` unless given. */
  rules?: "merged" | "body";
  /** How many integrations a page of the list has: all unless given. */
  pageSize?: number;
  /** The limits of requests: those that are `documented`, others, or `off`, which it is unless given. */
  limits?: Limits | "documented" | "off";
  /** Scopes that OAuth2 clients have. A token has them all where its request names none. */
  scopes?: readonly string[];
  /** How long an access token is valid, in seconds: 3600 unless given. */
  tokenLifetime?: number;
}

export type Decided = Required<Behaviours>;

/** Fills in the defaults. */
export function decided(given: Behaviours): Decided {
  return {
    rules: given.rules ?? "merged",
    pageSize: given.pageSize ?? Infinity,
    limits: given.limits ?? "off",
    scopes: given.scopes ?? ["api", "read:integration", "write:integration"],
    tokenLifetime: given.tokenLifetime ?? 3600,
  };
}

/** The limits of an account, all its keys together. What is not given is as documented; `Infinity` is no limit. */
export interface Limits {
  /** 1,000 unless given [documented]. */
  readsPerMinute?: number;
  /** 100 unless given [documented]. */
  writesPerMinute?: number;
  /** 15 unless given [documented]. */
  writesPerSecond?: number;
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
  if (isFull) return { status: 429, headers: {}, body: "" };
  accepted[kind] = [...inMinute, time];
  return undefined;
}
