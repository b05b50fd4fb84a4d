/** The API's names, spelled once more: the package's own table is among what is tested. */
import type { StoredIntegration } from "pulumi-sendcloud/emulator";

export const fields = {
  shopName: "shop_name",
  shopUrl: "shop_url",
  feedbackType: "feedback_type",
  webhookActive: "webhook_active",
  webhookUrl: "webhook_url",
  servicePointEnabled: "service_point_enabled",
  servicePointCarriers: "service_point_carriers",
} as const satisfies Record<string, keyof StoredIntegration>;
