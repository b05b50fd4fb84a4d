/** What can be chosen of Sendcloud's documented behaviour. Whatever else it may do, a test makes with an interceptor. */
import type { Limits } from "./quota";

/**
 * What an emulator does, as far as it can be chosen. The rest is as recorded, or else as documented.
 * @example
 * ```ts
 * import type { Behaviours } from "pulumi-sendcloud/emulator";
 *
 * const strict: Behaviours = { pageSize: 50, limits: "documented" };
 * ```
 */
export interface Behaviours {
  /** Whether rules that join two fields look at the change `merged` with what is stored, or at its `body` alone: it is not documented which. `merged` unless given. */
  rules?: "merged" | "body";
  /** How many integrations a page of the list has: all unless given. */
  pageSize?: number;
  /** The limits of requests: those that are `documented`, others, or `off`, which it is unless given. */
  limits?: Limits | "documented" | "off";
  /** Integrations that demand OAuth2, and refuse keys with 401. */
  oauth2Only?: readonly number[];
  /** Scopes that OAuth2 clients have. A token has them all where its request names none. */
  scopes?: readonly string[];
  /** How long an access token is valid, in seconds: 3600 unless given. */
  tokenLifetime?: number;
}

/** All behaviours, decided. */
export type Decided = Required<Behaviours>;

/** Fills in the defaults. */
export function decided(given: Behaviours): Decided {
  return {
    rules: given.rules ?? "merged",
    pageSize: given.pageSize ?? Infinity,
    limits: given.limits ?? "off",
    oauth2Only: given.oauth2Only ?? [],
    scopes: given.scopes ?? ["api", "read:integration", "write:integration"],
    tokenLifetime: given.tokenLifetime ?? 3600,
  };
}
