/** Which rules a set of integrations breaks: those of each member, named by the member, and those of the whole. Pure. */
import { listed, namesByText } from "../format";
import { check, type Failure } from "./check";
import { isShared, joined, membersOf } from "./members";
import { isMap, type Properties } from "../values";
import type { SettingName } from "./types";

/** What may be declared of a set. */
const names = ["integrations", "account", "onDestroy"];

/** What is known of members by name, as `check` takes it. */
interface Known {
  ignored?: ReadonlyMap<string, readonly SettingName[]>;
  recorded?: ReadonlyMap<string, Properties>;
  judgedLater?: boolean | undefined;
  secrets?: Readonly<Record<string, readonly string[]>>;
}

/** Checks every rule; returns the inputs in canonical form, and what is wrong: never on a property, since the engine would print all of its value. */
export function checkSet(
  declared: Properties,
  isUnknown: (value: unknown) => boolean,
  { ignored, recorded, judgedLater, secrets = {} }: Known = {},
): { inputs: Record<string, unknown>; failures: Failure[] } {
  const { integrations } = declared;
  const reasons = Object.keys(declared)
    .filter((name) => !names.includes(name))
    .map((name) => `${name} is not a property of this resource: its properties are ${names.join(", ")}`);
  const ofMembers: [label: string, reason: string][] = [];
  const ofMember = (label: string, reason: string): void => void ofMembers.push([label, reason]);
  const failing = (): Failure[] => {
    const together = [...namesByText(ofMembers)].map(([reason, labels]) => `${listed(labels)}: ${reason}`);
    return [...new Set(reasons), ...together].map((reason) => ({ property: "", reason }));
  };
  if (isUnknown(integrations)) return { inputs: declared, failures: failing() };
  if (!isMap(integrations)) {
    reasons.push("integrations must be an object: the name of each member, and its integrationId and settings");
    return { inputs: declared, failures: failing() };
  }

  const owners = new Map<unknown, string>();
  const checked = new Map<string, Properties>();
  for (const [name, member] of membersOf(declared)) {
    const label = `integrations.${name}`;
    const own = isMap(integrations[name]) ? Object.keys(integrations[name]) : [];
    for (const property of own.filter(isShared)) {
      ofMember(label, `${property} applies to the whole set: move it next to \`integrations\``);
    }
    const known = {
      ignored: ignored?.get(name) ?? [],
      recorded: recorded?.get(name),
      judgedLater,
      secrets: Object.hasOwn(secrets, name) ? secrets[name] : [],
    };
    const { inputs, failures } = check({ declared: member, isUnknown, ...known });
    for (const { property, reason } of failures) {
      if (isShared(property)) reasons.push(`${property} ${reason}`);
      else ofMember(label, property === "" ? reason : `${property} ${reason}`);
    }
    const { integrationId } = member;
    const other = Number.isSafeInteger(integrationId) ? owners.get(integrationId) : undefined;
    if (other !== undefined) ofMember(label, `integration ${String(integrationId)} is declared by integrations.${other} too`);
    owners.set(integrationId, name);
    checked.set(name, inputs);
  }
  const rest = Object.entries(integrations).filter(([name]) => !checked.has(name));
  for (const [name, member] of rest) {
    if (!isUnknown(member)) ofMember(`integrations.${name}`, "must be an object with integrationId and settings");
  }
  const canonical = { ...joined(declared, checked).integrations, ...Object.fromEntries(rest) };
  return { inputs: { ...declared, integrations: canonical }, failures: failing() };
}
