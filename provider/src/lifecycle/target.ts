/** One integration as an operation reaches it. */
import type { Client } from "../api/client";
import type { Integration } from "../settings/types";

/** One integration, and the client that reaches it. */
export interface Target {
  client: Client;
  id: number;
  /** The name of its account; the default one has none. */
  account?: string | undefined;
  /** How messages name it. */
  label: string;
  /** Whether each write is read back. */
  verify: boolean;
  /** Reads a second time, and again, as long as the answer is not as expected: reads may be behind writes. */
  reread: <Of>(read: () => Promise<Of>, isExpected: (found: Of) => boolean) => Promise<Of>;
  /** The integrations of the account, for hints in errors: read once in a run. */
  listed: () => Promise<Integration[]>;
}
