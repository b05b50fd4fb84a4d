/** Plugin: what the engine says of secrets, as the life cycle is told it. Where nothing is secret, nothing is told. */
import { membersOf } from "../../settings/members";
import { holdingSecret, type SecretPaths, secretNames, secretNamesOfMembers } from "../../settings/secrets";
import { isMap, type Properties } from "../../values";

/** The hidden input of one integration. */
export function holding(paths: SecretPaths, inputs: Properties): Properties {
  const names = secretNames(paths, inputs);
  return names.length > 0 ? holdingSecret(names) : {};
}

/** The same of a set. */
export function holdingOfMembers(paths: SecretPaths, inputs: Properties): Properties {
  const all = Object.entries(secretNamesOfMembers(paths, membersOf(inputs)));
  const some = all.filter(([, names]) => names.length > 0);
  return some.length > 0 ? holdingSecret(Object.fromEntries(some)) : {};
}

/** The outputs, which tell what was recorded as a secret where they do not yet: a value that becomes one is then seen. */
export function tellingSecrets(outputs: Properties, paths: SecretPaths): Properties {
  return { ...outputs, adoption: telling(outputs.adoption, secretNames(paths, outputs)) };
}

/** The same of a set. */
export function tellingSecretsOfMembers(outputs: Properties, paths: SecretPaths): Properties {
  const names = secretNamesOfMembers(paths, membersOf(outputs));
  const adoption = isMap(outputs.adoption) ? outputs.adoption : {};
  const told = Object.entries(adoption).map(([member, one]) => [member, telling(one, names[member] ?? [])] as const);
  return { ...outputs, adoption: Object.fromEntries(told) };
}

function telling(adoption: unknown, secrets: readonly string[]): unknown {
  return isMap(adoption) && adoption.secrets === undefined ? { ...adoption, secrets } : adoption;
}
