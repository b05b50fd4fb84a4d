/** What a preview would do to one integration, as far as the preview shows it. */
import { isOpaque } from "../../value";
import type { Told } from "./told";

/**
 * Properties of one side of a change. The engine has put `[secret]` in place of secrets. Beside what is declared there are
 * `provider`, the URN of the provider that the program declares for it, and `process`, which says what serves it: nobody
 * but the plugin of one provider, or the dynamic provider, knows whether another resource of its own takes an integration over.
 */
export type Side = Readonly<Record<string, unknown>>;

/** What happens to the integration. */
export type Action =
  /** It is managed for the first time. */
  | "adopt"
  /** Another resource, or another name in a set, declares it from now on. */
  | "take over"
  | "update"
  /** The resource lets go of one integration, and adopts another one. */
  | "move"
  /** The resource lets go of it, and adopts it again. */
  | "renew"
  | "release";

/** A change of one integration. */
export interface Change {
  /** The resource's name; of a member of a set, the set's and its own. */
  resource: string;
  /** The resource's URN, or the set's: resources of one name below different parents differ in it. */
  urn: string;
  stack: string;
  action: Action;
  before: Side;
  after: Side;
  /** What is known of the shop as it is now: of the one that is declared, not of the one that is let go. */
  shop: Side;
  /** What cannot be seen of it, in sentences. */
  unseen: string[];
  /** Whether one of the sides cannot be looked at, so that they cannot be compared. */
  opaque: boolean;
  /** The properties that the provider says change; nothing where it does not tell. */
  told?: Told;
  /** Where nothing that can be seen differs: whether it is the one secret that changes, or one of several. */
  secrets?: "this changes" | "one of them changes";
  /** Of what is let go: why nothing is restored, whatever `onDestroy` says. */
  kept?: string;
  /** Of a takeover: who declared the integration before. Of a move: who declares from now on what is let go. */
  other?: string;
}

/** Which integration of which account is meant, as text to compare; `undefined` where that cannot be seen. What another process serves counts as another integration. */
export function identity(
  stack: string,
  { integrationId, account, process }: Side,
): string | undefined {
  if (typeof integrationId !== "number" || isOpaque(account)) return undefined;
  return JSON.stringify([stack, process ?? null, account ?? null, integrationId]);
}
