/** Plugin: what the engine says of secrets, as the life cycle is told it. Where nothing is secret, nothing is told. */
import { holdingSecret, type SecretPaths, secretNames } from "../../settings/secrets";
import { isMap, type Properties } from "../../values";

/** The hidden input of one integration. */
export function holding(paths: SecretPaths, inputs: Properties): Properties {
  const names = secretNames(paths, inputs);
  return names.length > 0 ? holdingSecret(names) : {};
}

/** The outputs, which tell what was recorded as a secret where they do not yet: a value that becomes one is then seen. */
export function tellingSecrets(outputs: Properties, paths: SecretPaths): Properties {
  return { ...outputs, adoption: telling(outputs.adoption, secretNames(paths, outputs)) };
}

function telling(adoption: unknown, secrets: readonly string[]): unknown {
  return isMap(adoption) && adoption.secrets === undefined ? { ...adoption, secrets } : adoption;
}
