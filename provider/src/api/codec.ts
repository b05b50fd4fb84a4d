/** How the API spells an integration: names, and the two directions between it and ours. Of an answer only the number is required. */
import * as z from "zod";
import type { SettingValues } from "../settings/diff";
import { isUrlSetting, liveShape, settingNames, wireNames } from "../settings/schema";
import type { Integration, SettingName } from "../settings/types";
import { standardUrl } from "../url";
import { isMap } from "../values";
import { readFact, readId, readTime } from "./fields";

const liveSettings = z.object(liveShape);

/** Reads the body of `GET /integrations/{id}`: `{"data": {…}}`, or as v2 writes it; `undefined` where it holds no integration. */
export function decodeIntegration(body: unknown): Integration | undefined {
  return ours(isMap(body) ? (body.data ?? body.integration ?? body) : undefined);
}

/**
 * Reads the body of `GET /integrations`: `{"data": […]}`, or as v2 writes it; `undefined` where it is no list. A record
 * without a number is skipped, and told with its position, from 0.
 */
export function decodeIntegrations(
  body: unknown,
  skipped: (record: unknown, position: number) => void = () => {},
): Integration[] | undefined {
  const places = isMap(body) ? [body.data, body.integrations, body.results] : [body];
  return places.find(Array.isArray)?.flatMap((record: unknown, position: number) => {
    const integration = ours(record);
    if (integration === undefined) skipped(record, position);
    return integration ?? [];
  });
}

function ours(record: unknown): Integration | undefined {
  const id = isMap(record) ? readId(record.id) : undefined;
  if (!isMap(record) || id === undefined) return undefined;
  return {
    id,
    type: readFact(record.type),
    createdAt: readTime(record.created_at),
    updatedAt: readTime(record.updated_at),
    lastFetchedAt: readTime(record.last_fetched_at),
    startedFailingAt: readTime(record.started_failing_at),
    settings: liveSettings.parse(
      Object.fromEntries(settingNames.map((name) => [name, record[wireNames[name]]])),
    ),
  };
}

/** Writes the body of `PATCH /integrations/{id}`: of the settings that are there, the URLs as RFC 3986 wants them. */
export function encodeSettings(settings: SettingValues): Record<string, unknown> {
  const declared = settingNames.filter((name) => settings[name] !== undefined);
  return Object.fromEntries(
    declared.map((name) => [wireNames[name], encoded(name, settings[name])]),
  );
}

function encoded(name: SettingName, value: unknown): unknown {
  return isUrlSetting(name) && typeof value === "string" ? standardUrl(value) : value;
}
