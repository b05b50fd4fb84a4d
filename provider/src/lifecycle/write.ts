/** Writes settings: one PATCH, and what makes its answer doubtful enough to be read back. */
import { ApiError, ConnectionError, ResponseError } from "../errors";
import { equivalent, namesOf } from "../settings/diff";
import type { Integration, SettingName } from "../settings/types";
import { type Change, readBack, type Written } from "./read-back";
import type { Target } from "./target";

/** Sends what is to change; nothing where that is nothing. Throws where nothing has changed. */
export async function write(target: Target, change: Change): Promise<Written> {
  const { settings, returned = {} } = change;
  const names = namesOf(settings);
  if (names.length === 0) return { unconfirmed: [] };
  let answer: Integration | undefined;
  try {
    answer = await send(target, change);
  } catch (error) {
    if (!mayHaveBeenApplied(error)) throw error;
    return readBack(target, change, error);
  }
  const doubtful = names.some(
    (name) => returned[name] !== undefined || denies(answer, name, settings[name]),
  );
  return target.verify || doubtful ? readBack(target, change) : { unconfirmed: [] };
}

/** Whether the record that a write was answered with has another value. A setting that it leaves out says nothing. */
function denies(answer: Integration | undefined, name: SettingName, sent: unknown): boolean {
  const live = answer?.settings[name];
  return live !== undefined && !equivalent(name, live, sent);
}

/** One PATCH. Where `null` is refused, one more with `""`, which is how Sendcloud itself writes what is not set. */
async function send(
  { client, id }: Target,
  { settings, hidden }: Change,
): Promise<Integration | undefined> {
  try {
    return await client.patch(id, settings, hidden);
  } catch (error) {
    if (settings.webhookUrl !== null || refusal(error, ["webhookUrl"]) === undefined) throw error;
    return await client
      .patch(id, { ...settings, webhookUrl: "" }, hidden)
      .catch((second: unknown) => {
        // Of what is refused in part, a part was applied.
        throw refusal(second) === undefined || mayHaveBeenApplied(second) ? second : error;
      });
  }
}

/** Sendcloud's refusal of values, if the error is one, and may be about these settings. */
export function refusal(error: unknown, names?: readonly SettingName[]): ApiError | undefined {
  const found =
    error instanceof ApiError ? error : error instanceof Error ? error.cause : undefined;
  if (
    !(found instanceof ApiError) ||
    !(found.status < 300 || found.status === 400 || found.status === 422)
  )
    return undefined;
  return found.names.length === 0 ||
    names === undefined ||
    names.some((name) => found.names.includes(name))
    ? found
    : undefined;
}

/** After a server error, a broken connection, a response that is not the API's, or one that refuses only a part, the write may have been applied. */
function mayHaveBeenApplied(error: unknown): error is ApiError | ConnectionError | ResponseError {
  if (error instanceof ConnectionError) return error.mayHaveArrived;
  return (
    error instanceof ResponseError ||
    (error instanceof ApiError && (error.status >= 500 || error.status < 300))
  );
}
