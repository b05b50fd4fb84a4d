/** How the API spells an integration: names, response schema, and the two directions between it and ours. */
import * as z from "zod";
import { type DeclaredSettings, liveShape, settingNames, wireNames } from "../settings/schema";
import type { Integration } from "../settings/types";

/** The settings in the API's names. */
const wireShape = Object.fromEntries(settingNames.map((name) => [wireNames[name], liveShape[name]]));

const record = z.object({
  id: z.int(),
  type: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  last_fetched_at: z.string().nullable(),
  started_failing_at: z.string().nullable(),
  ...wireShape,
});

const liveSettings = z.object(liveShape);

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
  const settings: Record<string, unknown> = data;
  return {
    id: data.id,
    type: data.type,
    createdAt: data.created_at,
    updatedAt: data.updated_at,
    lastFetchedAt: data.last_fetched_at,
    startedFailingAt: data.started_failing_at,
    settings: liveSettings.parse(Object.fromEntries(settingNames.map((name) => [name, settings[wireNames[name]]]))),
  };
}

/** Writes the body of `PATCH /integrations/{id}`. */
export function encodeSettings(settings: DeclaredSettings): Record<string, unknown> {
  const declared = settingNames.filter((name) => settings[name] !== undefined);
  return Object.fromEntries(declared.map((name) => [wireNames[name], settings[name]]));
}
