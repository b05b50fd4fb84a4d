/** Which properties of a resource, or of a member of a set, a provider says that change. Pure. */
import { pathElements } from "../../../settings/property-path";
import { isShared } from "../../../settings/members";

/** Of one integration: `undefined` where the provider does not tell, so that any may change. */
export type Told = ReadonlySet<string> | undefined;

/** What changes of a resource of its own. */
export function toldOf(changing: readonly string[] | undefined): Told {
  const elements = changing?.map(pathElements);
  return elements && namesIn(elements);
}

/** What changes of a member of a set. */
export function toldOfMember(changing: readonly string[] | undefined, member: string): Told {
  const elements = changing?.map(pathElements);
  const own = elements?.flatMap((path) => {
    if (path === undefined || path[0] !== "integrations") return [path !== undefined && isShared(String(path[0])) ? path : undefined];
    const [, name, ...rest] = path;
    return name === undefined || name === member ? [rest] : [];
  });
  return own && namesIn(own);
}

/** How many paths a sentence lists. */
const mostListed = 20;

/** The members, and the settings of members, that change, in words. */
export function namedMembers(changing: readonly string[] | undefined): string {
  const names = (changing ?? []).flatMap((path) => {
    const [first, ...rest] = pathElements(path) ?? [];
    return first === "integrations" && rest.length > 0 ? [rest.join(".")] : [];
  });
  const more = names.length - mostListed;
  return more > 0 ? `${names.slice(0, mostListed).join(", ")} and ${more} more` : names.join(", ");
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
