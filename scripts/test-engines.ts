/** Gets the engines of the tests before these run side by side, so that no two of them build the same one. Tests say themselves where there is none. */
import { acquireEngine } from "../engine/acquire";
import { versions } from "../engine/versions";

async function acquire(): Promise<void> {
  const tell = (line: string): void => console.error(line);
  const { policyPacks } = await acquireEngine(tell);
  if (!policyPacks) await acquireEngine(tell, { asked: versions.floor });
}

acquire().catch((error: unknown) =>
  console.error(error instanceof Error ? error.message : String(error)),
);
