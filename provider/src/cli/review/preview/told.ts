/** Which properties of a resource, or of a member of a set, a provider says that change. Pure. */
import { pathElements } from "../../../settings/ignore-changes";

/** Of one integration: `undefined` where the provider does not tell, so that any may change. */
export type Told = ReadonlySet<string> | undefined;

/** What changes of a resource of its own. */
export function toldOf(changing: readonly string[] | undefined): Told {
  const elements = changing?.map(pathElements);
  return elements && namesIn(elements);
}

/** The names that paths begin with; `undefined` where a path means the whole resource, or cannot be read. */
function namesIn(paths: readonly ((string | number)[] | undefined)[]): Told {
  const names = paths.map((path) => path?.[0]);
  return names.includes(undefined) ? undefined : new Set(names.map(String));
}

/** Whether a property may change. */
export function mayChange(told: Told, name: string): boolean {
  return told?.has(name) ?? true;
}
