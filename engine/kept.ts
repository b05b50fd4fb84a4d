/** Where engines, and what else is built for the tests, are kept for the next time. */
import { homedir } from "node:os";
import { join } from "node:path";

/** The folder that keeps something of this name, for this kind of machine. */
export function keptIn(name: string): string {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  return join(cache, "pulumi-sendcloud", "engine", `${name}-${process.platform}-${process.arch}`);
}
