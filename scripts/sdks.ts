/** The versions of `@pulumi/pulumi` that the compatibility matrix runs against, taken from where they are declared. */
import { minVersion } from "semver";
import repository from "../package.json";
import provider from "../provider/package.json";

/** The oldest that is supported. */
export const oldestSdk = String(minVersion(provider.peerDependencies["@pulumi/pulumi"]));

/** The newest that runs under every Node.js that is supported: the repository's own. */
export const repositorySdk = repository.devDependencies["@pulumi/pulumi"];

/** The newest of all, as an installation asks for it. */
export const newestSdk = `^${repositorySdk}`;

/** Each Node.js with the oldest and the newest that runs there. */
export const sdkPairs = [
  { node: "20", sdk: oldestSdk },
  { node: "20", sdk: repositorySdk },
  { node: "22", sdk: oldestSdk },
  { node: "22", sdk: newestSdk },
  { node: "24", sdk: oldestSdk },
  { node: "24", sdk: newestSdk },
];
