/** Sending settings so that afterwards it is known what Sendcloud holds, or told what is not known. */
import { alike, namesOf } from "../settings/diff";
import type { Client } from "../api/client";
import { ApiError, ConnectionError, ResponseError, SendcloudError, UnconfirmedError } from "../errors";
import type { DeclaredSettings } from "../settings/schema";
import type { LiveSettings, SettingName } from "../settings/types";

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

/** Sends what is to change; nothing where that is nothing. Throws where nothing has changed. A problem ends with what to do `next`. */
export async function write(target: Target, settings: DeclaredSettings, next: string): Promise<Written> {
  const names = namesOf(settings);
  if (names.length === 0) return {};
  const { client, id, verify } = target;
  try {
    await client.patch(id, settings);
  } catch (error) {
    if (!mayHaveBeenApplied(error)) throw error;
    return readBack(target, settings, { names, next, lost: error });
  }
  return verify ? readBack(target, settings, { names, next, lost: undefined }) : {};
}

/** A server that failed, a connection that broke, or an answer of somebody else's says nothing of whether the request was carried out. */
function mayHaveBeenApplied(error: unknown): error is ApiError | ConnectionError | ResponseError {
  if (error instanceof ConnectionError) return error.mayHaveArrived;
  return error instanceof ResponseError || (error instanceof ApiError && error.status >= 500);
}

/** What was written: which settings, what to do about a problem, and why there was no answer, if there was none. */
interface Sent {
  names: readonly SettingName[];
  next: string;
  lost: Error | undefined;
}

async function readBack({ client, id }: Target, settings: DeclaredSettings, { names, next, lost }: Sent): Promise<Written> {
  const url = `${client.baseUrl}/integrations/${id}`;
  const all = names.join(", ");
  let integration;
  try {
    integration = await client.get(id);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const told = lost
      ? `${lost.message}. Reading it back failed too: ${why}. It is not known whether Sendcloud now holds ${all} as it was sent`
      : `Sendcloud accepted ${all} (PATCH ${url}), but reading it back failed: ${why}`;
    return { problem: new UnconfirmedError(`${told}: ${next}`, names, { cause }) };
  }
  if (integration === undefined) {
    return {
      problem: new UnconfirmedError(`integration ${id} was deleted while it was changed (GET ${url}): run \`pulumi refresh\``, names),
    };
  }
  const live = integration.settings;
  const missing = names.filter((name) => !alike(name, live[name], settings[name]));
  if (missing.length === 0) return { live };
  if (lost !== undefined && missing.length === names.length) {
    throw new SendcloudError(`${lost.message}. Nothing was changed: Sendcloud was asked, and holds ${all} as before`, { cause: lost });
  }
  const what = lost === undefined ? "Sendcloud accepted the change" : `${lost.message}. Only a part was applied: Sendcloud was asked,`;
  const told = `${what} (PATCH ${url}), but holds something else for ${missing.join(", ")}: ${next}. If that changes nothing, declare what Sendcloud keeps`;
  return { live, problem: new UnconfirmedError(told, missing, { cause: lost }) };
}
