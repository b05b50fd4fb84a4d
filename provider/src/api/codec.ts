/** How the API spells an integration: names, response schema, and the two directions between it and ours. */
import * as z from "zod";
import { type DeclaredSettings, settingNames } from "../settings/schema";
import type { Integration, SettingName } from "../settings/types";

/** The API's name of each setting. */
export const wireNames = {
  shopName: "shop_name",
  shopUrl: "shop_url",
  servicePointEnabled: "service_point_enabled",
  servicePointCarriers: "service_point_carriers",
  webhookActive: "webhook_active",
  webhookUrl: "webhook_url",
  feedbackType: "feedback_type",
} as const satisfies Record<SettingName, string>;

const record = z.object({
  id: z.int(),
  type: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  last_fetched_at: z.string().nullable(),
  started_failing_at: z.string().nullable(),
  shop_name: z.string().nullable(),
  shop_url: z.string().nullable(),
  service_point_enabled: z.boolean().nullable(),
  service_point_carriers: z.array(z.string()).nullable(),
  webhook_active: z.boolean().nullable(),
  webhook_url: z.string().nullable(),
  feedback_type: z.string().nullable(),
});

const integrationBody = z.object({ data: record });
const listBody = z.object({ data: z.array(record) });

/** Reads the body of `GET /integrations/{id}`; throws zod's error where it is not one. */
export function decodeIntegration(body: unknown): Integration {
  return ours(integrationBody.parse(body).data);
}

/** Reads the body of `GET /integrations`; throws zod's error where it is not one. */
export function decodeIntegrations(body: unknown): Integration[] {
  return listBody.parse(body).data.map(ours);
}

function ours(data: z.infer<typeof record>): Integration {
  return {
    id: data.id,
    type: data.type,
    createdAt: data.created_at,
    updatedAt: data.updated_at,
    lastFetchedAt: data.last_fetched_at,
    startedFailingAt: data.started_failing_at,
    settings: {
      shopName: data.shop_name,
      shopUrl: data.shop_url,
      servicePointEnabled: data.service_point_enabled,
      servicePointCarriers: data.service_point_carriers,
      webhookActive: data.webhook_active,
      webhookUrl: data.webhook_url,
      feedbackType: data.feedback_type,
    },
  };
}

/** Writes the body of `PATCH /integrations/{id}`. */
export function encodeSettings(settings: DeclaredSettings): Record<string, unknown> {
  const declared = settingNames.filter((name) => settings[name] !== undefined);
  return Object.fromEntries(declared.map((name) => [wireNames[name], settings[name]]));
}
