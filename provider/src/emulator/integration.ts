/** An integration as the API spells it, and as the emulator stores it. */
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
