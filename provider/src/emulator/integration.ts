/** What the emulator stores of an integration. */

/**
 * An integration as the API spells it, and as the emulator stores it.
 * @example
 * ```ts
 * import { startEmulator, type StoredIntegration } from "pulumi-sendcloud/emulator";
 *
 * const emulator = await startEmulator({ seed: [{ id: 1 }] });
 * const stored: StoredIntegration | undefined = emulator.integration(1);
 * await emulator.close();
 * ```
 */
export interface StoredIntegration {
  id: number;
  /** Empty where it is not set, as are the URLs. */
  shop_name: string;
  shop_url: string;
  type: string;
  started_failing_at: string | null;
  last_fetched_at: string | null;
  created_at: string;
  updated_at: string;
  service_point_enabled: boolean;
  /** Empty where they are not set. */
  service_point_carriers: string[];
  webhook_active: boolean;
  webhook_url: string;
  feedback_type: string;
}
