/** Reads an integration as it is now, for an operation that needs it. */
import { ResponseError } from "../errors";
import { equivalent, namesOf, type SettingValues } from "../settings/diff";
import type { Integration, SettingName } from "../settings/types";
import { isEmpty } from "../values";
import { noIntegration } from "./absence";
import { matchingApplied, type State } from "./state";
import type { Target } from "./target";

/** The integration; an error where there is none. */
export async function existing(
  target: Target,
  wanted: SettingValues,
  state?: State,
): Promise<Integration> {
  const live = await target.client.get(target.id);
  if (live === undefined) throw await noIntegration(target, wanted, state);
  return live;
}

/**
 * Reads the integration, and again where these settings are not as we last applied them, or others are as they were before
 * we returned them: the read may be older than our last write.
 */
export function readIfThere(
  target: Target,
  state: State,
  names: readonly SettingName[],
): Promise<Integration | undefined> {
  const { undone = {} } = state.adoption;
  return target.reread(
    () => target.client.get(target.id),
    (live) =>
      live === undefined ||
      (names.every((name) => matchingApplied(state, name, live.settings[name]) !== undefined) &&
        !namesOf(undone).some((name) => equivalent(name, undone[name], live.settings[name]))),
  );
}

/** The same; an error where there is none. */
export async function readExpecting(
  target: Target,
  wanted: SettingValues,
  state: State,
  names: readonly SettingName[],
): Promise<Integration> {
  const live = await readIfThere(target, state, names);
  if (live === undefined) throw await noIntegration(target, wanted, state);
  return live;
}

/**
 * What Sendcloud has of these settings. One that its answer leaves out is not set where nothing else is wanted of it;
 * otherwise it is not known, and cannot be managed.
 */
export function told(
  { client, id }: Target,
  { settings }: Integration,
  wanted: SettingValues,
): SettingValues {
  const names = namesOf(wanted);
  const unknown = names.filter((name) => settings[name] === undefined && !isEmpty(wanted[name]));
  if (unknown.length === 0)
    return Object.fromEntries(names.map((name) => [name, settings[name] ?? null]));
  throw new ResponseError(
    `Sendcloud's answer does not tell ${unknown.join(", ")} of integration ${id}, or not in a form that can be read (GET ${client.baseUrl}/integrations/${id}): what it is, and was, cannot be known. Leave ${unknown.length > 1 ? "them" : "it"} out of the program, or ask Sendcloud support`,
  );
}

/** What is known of it that no program declares. */
export function factsOf({ type, createdAt }: Integration): State["facts"] {
  return { type: type ?? undefined, createdAt: createdAt ?? undefined };
}
