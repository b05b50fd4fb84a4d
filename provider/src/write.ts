/** Sending settings so that afterwards it is known what Sendcloud holds, or told what is not known. */
import { alike, namesOf } from "./changes";
import type { Client } from "./client";
import { ApiError, ConnectionError, SendcloudError, UnconfirmedError } from "./errors";
import type { DeclaredSettings, SettingName } from "./settings";
import type { LiveSettings } from "./wire";

/** One integration, and the way to it. */
export interface Target {
  client: Client;
  id: number;
  /** Whether each write is read back. */
  verify: boolean;
}

/** What is known after a write. */
export interface Written {
  /** What Sendcloud holds, where that was read back: on demand, or because the answer was lost. */
  live?: LiveSettings;
  /** Says which settings Sendcloud does not hold as they were sent, or may not. */
  problem?: UnconfirmedError;
}

/** Sends what is to change; nothing where that is nothing. Throws where nothing has changed. */
export async function write(target: Target, settings: DeclaredSettings): Promise<Written> {
  const names = namesOf(settings);
  if (names.length === 0) return {};
  const { client, id, verify } = target;
  try {
    await client.patch(id, settings);
    return verify ? await readBack(target, settings, names) : {};
  } catch (error) {
    if (!mayHaveBeenApplied(error)) throw error;
    return readBack(target, settings, names, error);
  }
}

/** A server that failed, or a connection that broke, says nothing of whether the request was carried out before. */
function mayHaveBeenApplied(error: unknown): error is ApiError | ConnectionError {
  return error instanceof ConnectionError || (error instanceof ApiError && error.status >= 500);
}

async function readBack({ client, id }: Target, settings: DeclaredSettings, names: SettingName[], lost?: Error): Promise<Written> {
  const url = `${client.baseUrl}/integrations/${id}`;
  let integration;
  try {
    integration = await client.get(id);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const open = names.join(", ");
    const told = lost
      ? `${lost.message}. Reading it back failed too: ${why}. It is not known whether Sendcloud now holds ${open} as declared: the next \`pulumi up\` sends it again, which does no harm`
      : `Sendcloud accepted ${open} (PATCH ${url}), but reading it back failed: ${why}. The next \`pulumi up\` sends it again, which does no harm`;
    return { problem: new UnconfirmedError(told, names, { cause }) };
  }
  if (integration === undefined)
    throw new SendcloudError(`integration ${id} was deleted while it was changed (GET ${url}): run \`pulumi refresh\``);
  const live = integration.settings;
  const missing = names.filter((name) => !alike(name, live[name], settings[name]));
  if (missing.length === 0) return { live };
  if (lost !== undefined && missing.length === names.length) {
    throw new SendcloudError(`${lost.message}. Nothing was changed: Sendcloud was asked, and holds ${names.join(", ")} as before`, {
      cause: lost,
    });
  }
  const what = lost === undefined ? "Sendcloud accepted the change" : `${lost.message}. Only a part was applied: Sendcloud was asked,`;
  const told = `${what} (PATCH ${url}), but holds something else for ${missing.join(", ")}. The state records what it holds, and the next \`pulumi up\` sends it again: if that changes nothing, declare what Sendcloud keeps`;
  return { live, problem: new UnconfirmedError(told, missing, { cause: lost }) };
}
