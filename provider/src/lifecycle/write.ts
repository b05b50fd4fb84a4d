/** One PATCH, and the read that settles what a doubtful answer to it means. */
import {
  ApiError,
  ConnectionError,
  ResponseError,
  SendcloudError,
  UnconfirmedError,
} from "../errors";
import { equivalent, namesOf } from "../settings/diff";
import type { DeclaredSettings } from "../settings/schema";
import type { Integration } from "../settings/types";
import type { Target } from "./run";
import type { Written } from "./state";

/** What to send, and what errors of it say. */
export interface Change {
  settings: DeclaredSettings;
  /** Texts that no error repeats. */
  hidden: readonly string[];
  /** What to do where the result stays unknown. */
  advice: string;
}

/** Sends one PATCH; nothing where nothing changes. Throws where Sendcloud has changed nothing. */
export async function write(target: Target, change: Change): Promise<Written> {
  const { settings } = change;
  if (namesOf(settings).length === 0) return { unconfirmed: [] };
  let answer: Integration | undefined;
  try {
    answer = await patch(target, change);
  } catch (error) {
    if (!mayBeApplied(error)) throw error;
    return readBack(target, change, error);
  }
  const isDenied = namesOf(answer?.settings ?? {}).some(
    (name) =>
      settings[name] !== undefined && !equivalent(name, answer?.settings[name], settings[name]),
  );
  return target.verify || isDenied ? readBack(target, change) : { unconfirmed: [] };
}

/** No URL is sent as `null`, as documented; where that is refused, once more as the empty text that v2 wants. */
async function patch(
  { client, id }: Target,
  { settings, hidden }: Change,
): Promise<Integration | undefined> {
  if (settings.webhookUrl !== "") return client.patch(id, settings, hidden);
  try {
    return await client.patch(id, { ...settings, webhookUrl: null }, hidden);
  } catch (error) {
    if (!mayRefuseNull(refusal(error))) throw error;
    return client.patch(id, settings, hidden).catch((second: unknown) => {
      // A second refusal may be of the empty text alone: the first says more.
      throw refusal(second) === undefined || mayBeApplied(second) ? second : error;
    });
  }
}

/** Whether a refusal may be of `null`: not where the account lacks a right, or the refusal is of other settings. */
function mayRefuseNull(refused: ApiError | undefined): boolean {
  if (refused === undefined || refused.status === 403 || refused.status === 409) return false;
  return refused.names.length === 0 || refused.names.includes("webhookUrl");
}

/** Reads the settings back. `lost` is why the result of the write is unknown. Throws where nothing was applied. */
async function readBack(
  { client, id }: Target,
  { settings, advice }: Change,
  lost?: SendcloudError,
): Promise<Written> {
  const names = namesOf(settings);
  const url = `${client.baseUrl}/integrations/${id}`;
  const all = names.join(", ");
  let integration: Integration | undefined;
  try {
    integration = await client.get(id);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    const message = lost
      ? `${lost.message}. Reading it back failed too: ${why}. Whether Sendcloud now holds ${all} as sent is unknown`
      : `Sendcloud accepted ${all} (PATCH ${url}), but reading it back failed: ${why}`;
    return {
      problem: new UnconfirmedError(`${message}: ${advice}`, { cause }),
      unconfirmed: names,
    };
  }
  if (integration === undefined) {
    const message = `integration ${id} was deleted while it was changed (GET ${url}): run \`pulumi refresh\``;
    return { problem: new UnconfirmedError(message), unconfirmed: names };
  }
  const live = integration.settings;
  const unconfirmed = names.filter((name) => !equivalent(name, live[name], settings[name]));
  if (unconfirmed.length === 0) return { live, unconfirmed };
  if (lost !== undefined && unconfirmed.length === names.length)
    throw new SendcloudError(
      `${lost.message}. Nothing was changed: Sendcloud was asked, and holds ${all} as before`,
      { cause: lost },
    );
  const what = lost
    ? `${lost.message}. Only a part was applied: Sendcloud was asked`
    : "Sendcloud accepted the change";
  const message = `${what} (PATCH ${url}), but holds something else for ${unconfirmed.join(", ")}: ${advice}. If that changes nothing, declare what Sendcloud holds`;
  return { live, problem: new UnconfirmedError(message, { cause: lost }), unconfirmed };
}

/** Sendcloud's refusal of values, where the error is one, or has one as its cause. */
export function refusal(error: unknown): ApiError | undefined {
  const found =
    error instanceof ApiError ? error : error instanceof Error ? error.cause : undefined;
  if (!(found instanceof ApiError)) return undefined;
  return found.status < 300 || [400, 403, 409, 422].includes(found.status) ? found : undefined;
}

/** Whether the write may have been applied: after a lost or unreadable answer, a server error, or a refusal of a part. */
function mayBeApplied(error: unknown): error is ApiError | ConnectionError | ResponseError {
  if (error instanceof ConnectionError) return error.mayHaveArrived;
  if (error instanceof ApiError) return error.status >= 500 || error.status < 300;
  return error instanceof ResponseError;
}
