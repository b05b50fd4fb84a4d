/** The properties of a set of integrations, and those of its members: each member's are those of a resource of its own. Pure. */
import { isMap, present, type Properties } from "../values";

/** The properties of a set that apply to each of its members. */
const shared = ["account", "onDestroy"] as const;

/** The hidden input that says which settings are ignored: of a resource its own, of a set those of each member by name. */
export const ignoredInput = "__ignored";

/** The hidden input that says in the same way which inputs the program holds secret. */
export const secretInput = "__secret";

/** The hidden output that holds the outputs of integrations that a resource or a set let go of, until another resource has taken them over. */
export const unclaimedOutput = "__unclaimed";

/** What is kept by member beside the members. */
const byMember = ["adoption", ignoredInput, secretInput];

/** The members by name, as far as they are known, with the properties of the set that apply to them. */
export function membersOf(set: Properties): Map<string, Properties> {
  const integrations = isMap(set.integrations) ? set.integrations : {};
  const known = Object.entries(integrations).filter((entry): entry is [string, Properties] => isMap(entry[1]));
  return new Map(
    known.map(([name, member]) => {
      const whole = {
        account: set.account,
        onDestroy: set.onDestroy,
        ...Object.fromEntries(byMember.map((part) => [part, own(set[part], name)])),
      };
      return [name, { ...member, ...present(whole) }];
    }),
  );
}

/** The properties of a set of these members; the inverse of {@link membersOf}. */
export function joined(
  set: Properties,
  members: ReadonlyMap<string, Properties>,
): Record<string, unknown> & { integrations: Record<string, Properties> } {
  const adopted = [...members].filter(([, { adoption }]) => adoption !== undefined);
  const adoption = Object.fromEntries(adopted.map(([name, member]) => [name, member.adoption]));
  const integrations = Object.fromEntries([...members].map(([name, member]) => [name, ofItsOwn(member)]));
  const { account, onDestroy } = set;
  return { ...present({ account, onDestroy, adoption: adopted.length > 0 ? adoption : undefined }), integrations };
}

function own(all: unknown, name: string): unknown {
  return isMap(all) && Object.hasOwn(all, name) ? all[name] : undefined;
}

function ofItsOwn(member: Properties): Properties {
  return Object.fromEntries(Object.entries(member).filter(([name]) => !byMember.includes(name) && !isShared(name)));
}

/** Whether it is the set, not a member, that such a property belongs to. */
export function isShared(name: string): boolean {
  return shared.some((one) => one === name);
}
