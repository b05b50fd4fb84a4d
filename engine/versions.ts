/** The versions of Pulumi that demo and tests know by name, each pinned by the go.mod that it is built from; and which version is asked for. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { valid } from "semver";

/** The folder of engine/go that pins a version. */
export type Pin = "newest" | "floor";

/** The newest version that can be built, and the oldest that the demo and the tests are known to work with. */
export const versions: Readonly<Record<Pin, string>> = {
  newest: pinned("newest"),
  floor: pinned("floor"),
};

/**
 * The version that the caller asks for, or else the variable ENGINE: `newest`, `floor` or a number such as `3.230.0`.
 * Where nobody asks, any engine will do that is not older than the floor.
 */
export function askedVersion(asked = process.env.ENGINE): string | undefined {
  if (!asked) return undefined;
  if (asked === "newest" || asked === "floor") return versions[asked];
  const version = valid(asked);
  if (version === null)
    throw new Error(
      `"${asked}" is no version of Pulumi: ask for newest (${versions.newest}), floor (${versions.floor}), or a number such as 3.230.0`,
    );
  return version;
}

function pinned(pin: Pin): string {
  const file = join(__dirname, "go", pin, "go.mod");
  const version = /^(?:require )?\s*github\.com\/pulumi\/pulumi\/pkg\/v3 v(\S+)$/m.exec(
    readFileSync(file, "utf8"),
  )?.[1];
  if (version === undefined) throw new Error(`${file} does not require the Pulumi command line`);
  return version;
}
