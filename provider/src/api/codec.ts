/** How the API spells an integration: names, and the two directions between it and ours. Of an answer only the number is required. */
import * as z from "../zod-parts";
import type { SettingValues } from "../settings/diff";
import { isUrlSetting, liveShape, settingNames, wireNames } from "../settings/schema";
import type { Integration } from "../settings/types";
import { standardUrl } from "../url";
import { isMap } from "../values";

const liveSettings = z.object(liveShape);

/** Writes the body of `PATCH /integrations/{id}`: of the settings that are there, the URLs as RFC 3986 wants them. */
export function encodeSettings(settings: SettingValues): Record<string, unknown> {
  const encoded = settingNames.map((name) => {
    const value = settings[name];
    const isUrl = isUrlSetting(name) && typeof value === "string";
    return [wireNames[name], isUrl ? standardUrl(value) : value] as const;
  });
  return Object.fromEntries(encoded.filter(([, value]) => value !== undefined));
}

/** Reads the body of `GET /integrations/{id}`: `{"data": {…}}`; `undefined` where it holds no integration. */
export function decodeIntegration(body: unknown): Integration | undefined {
  return isMap(body) ? decode(body.data) : undefined;
}

/** Reads the body of `GET /integrations`: `{"data": […]}`; `undefined` where it is no list, or a record has no number. */
export function decodeIntegrations(body: unknown): Integration[] | undefined {
  if (!isMap(body) || !Array.isArray(body.data)) return undefined;
  const integrations = body.data.flatMap((record: unknown) => decode(record) ?? []);
  return integrations.length === body.data.length ? integrations : undefined;
}

function decode(record: unknown): Integration | undefined {
  if (!isMap(record)) return undefined;
  const id = typeof record.id === "string" ? Number(record.id) : record.id;
  if (typeof id !== "number" || !Number.isSafeInteger(id) || id < 1) return undefined;
  const fact = (name: string): string | null => {
    const value = record[name];
    return typeof value === "string" && value !== "" ? value : null;
  };
  const settings = settingNames.map((name) => [name, record[wireNames[name]]]);
  return {
    id,
    type: fact("type"),
    createdAt: fact("created_at"),
    updatedAt: fact("updated_at"),
    lastFetchedAt: fact("last_fetched_at"),
    startedFailingAt: fact("started_failing_at"),
    settings: liveSettings.parse(Object.fromEntries(settings)),
  };
}

/** The account's user id in the body of `GET /user/auth/metadata`; `undefined` where it does not tell. */
export function ownerIn(body: unknown): string | undefined {
  const owner = isMap(body) && isMap(body.data) ? body.data.user_id : undefined;
  return (typeof owner === "number" || typeof owner === "string") && owner !== ""
    ? String(owner)
    : undefined;
}
