/** The behaviours of Sendcloud that the emulator has, by name. The defaults are what was recorded, or else documented. */
import type { Blank, Clearing } from "./blank";
import type { ErrorSpelling } from "./error-spellings";
import type { Limits } from "./limits";
import type { Normalizes } from "./normalize";
import type { Pages } from "./pages";
import type { RecordShapes } from "./record-shapes";
import type { Stale } from "./stale";

/** Statuses of a change that is accepted. */
export const acceptances = [204, 200, 202] as const;

/** The status of a change that is accepted. */
export type Acceptance = (typeof acceptances)[number];

/** How access tokens say when they expire. */
export const expiries = ["number", "text", "missing"] as const;

/** How an access token says when it expires. */
export type Expiry = (typeof expiries)[number];

/**
 * What the emulator does as Sendcloud does, is said to do, or might do. [recorded] is seen in the real service's answers,
 * [documented] is what Sendcloud says, [assumed] is a guess of ours: a client should be right either way.
 * @example
 * ```ts
 * import { type Behaviours, startEmulator } from "pulumi-sendcloud/emulator";
 *
 * const strict: Behaviours = { rules: "body", accepts: 202, trims: true };
 * const emulator = await startEmulator(strict);
 * await emulator.close();
 * ```
 */
export interface Behaviours {
  /** How answers spell what is not set: `text` [recorded] unless given. */
  blank?: Blank;
  /** What a PATCH clears the webhook URL by: `null` [documented] unless given. */
  clearedBy?: Clearing;
  /** What rules that join two fields look at: the change `merged` with what is stored, or its `body` alone. `merged` [assumed] unless given. */
  rules?: "merged" | "body";
  /** How an accepted PATCH is answered: 204 without a body [documented] unless given, 200 with the record, or 202 with the record and errors side by side. */
  accepts?: Acceptance;
  /** Fields that are accepted and not stored [assumed]: a 204 hides it, the record of a 200 denies what was sent, a 202 has an error for each. */
  denies?: readonly string[] | "all";
  /** Fields whose feature the account does not have [documented]: a PATCH with one of them is refused with 403. */
  withheld?: readonly string[];
  /** What is stored of a value that is not as Sendcloud would write it [assumed]: just that unless given. */
  normalizes?: Normalizes;
  /** Whether blanks around a name are dropped [assumed]. */
  trims?: boolean;
  /** Whether URLs of more than 200 characters, and hosts with `_` or without a dot, are refused [assumed]. */
  strictUrls?: boolean;
  /** How refusals are spelled: `v3` [documented] unless given. */
  errors?: ErrorSpelling;
  /** How the list is divided into pages [documented for other lists]: it is not unless given. */
  pages?: Pages;
  /** How many integrations a page of the list has: the same as `pages: { size }`. */
  pageSize?: number;
  /** How answers change records [documented or assumed, by shape]: not at all unless given. */
  records?: RecordShapes;
  /** How far reads are behind changes [assumed]: they are not unless given. */
  stale?: Stale;
  /** The limits of requests: `documented`, others, or `off`, which it is unless given. */
  limits?: Limits | "documented" | "off";
  /** Milliseconds between one byte of a body and the next [assumed]; 0, the default, sends bodies at once. */
  drip?: number;
  /** Whether `GET /user/auth/metadata` says whose keys they are [documented], which it does unless it is `missing` [assumed]. */
  metadata?: "answered" | "missing";
  /** Integrations that demand OAuth2, and refuse keys with 401 [documented]. */
  oauth2Only?: readonly number[];
  /** Scopes that OAuth2 clients have [documented]: `api`, `read:integration` and `write:integration` unless given. A token has them all where its request names none. */
  scopes?: readonly string[];
  /** How long an access token is valid, in seconds: 3600 [documented] unless given. */
  tokenLifetime?: number;
  /** How a token says when it expires: as a `number` [documented] unless given; as `text`, or not at all [assumed]. */
  expiresIn?: Expiry;
  /** Whether the token endpoint is at `/oauth2/token/` alone, and redirects to it with 301 [assumed; it is documented with and without the slash]. */
  tokenSlash?: boolean;
}

/** All behaviours, decided. */
export type Decided = Required<Omit<Behaviours, "pageSize">>;

/** Fills in the defaults. */
export function decided(given: Behaviours): Decided {
  const { pageSize, pages = {} } = given;
  return {
    blank: given.blank ?? "text",
    clearedBy: given.clearedBy ?? "null",
    rules: given.rules ?? "merged",
    accepts: given.accepts ?? 204,
    denies: given.denies ?? [],
    withheld: given.withheld ?? [],
    normalizes: given.normalizes ?? false,
    trims: given.trims ?? false,
    strictUrls: given.strictUrls ?? false,
    errors: given.errors ?? "v3",
    pages: { ...pages, ...(pageSize !== undefined && { size: pageSize }) },
    records: given.records ?? [],
    stale: given.stale ?? {},
    limits: given.limits ?? "off",
    drip: given.drip ?? 0,
    metadata: given.metadata ?? "answered",
    oauth2Only: given.oauth2Only ?? [],
    scopes: given.scopes ?? ["api", "read:integration", "write:integration"],
    tokenLifetime: given.tokenLifetime ?? 3600,
    expiresIn: given.expiresIn ?? "number",
    tokenSlash: given.tokenSlash ?? false,
  };
}
