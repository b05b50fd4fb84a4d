/** What a program tells the provider processes of its run past the engine: which integrations must not be restored. A file with their numbers, and the names of their accounts. */
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Kept } from "../lifecycle/declarations";
import type { Managed } from "../lifecycle/state";
import { isMap, parsedJson } from "../values";
import { directory, isAlive, isOurs, nameOf, textOf } from "./run-files";

/** Which integration is meant. */
export type Meant = Pick<Managed, "integrationId" | "account">;

/** Writes the announcement of a run in place of the one before: the integrations that are not to be restored. */
export function announce(engine: string, kept: readonly Kept[], program = process.pid): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const file = fileOf(engine);
  writeFileSync(`${file}.new`, JSON.stringify({ program, kept }), { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** Takes the announcement of a run back. */
export function withdraw(engine: string): void {
  rmSync(fileOf(engine), { force: true });
}

/** What the program of this run announced: nothing where no program runs, as in most destroys. */
export function announced(engine: string | undefined): readonly Kept[] | undefined {
  if (engine === undefined || !isOurs(directory)) return undefined;
  const announcement = parsedJson(textOf(fileOf(engine)));
  if (!isMap(announcement) || !isAlive(announcement.program) || !Array.isArray(announcement.kept)) return undefined;
  const kept: unknown[] = announcement.kept;
  return kept.filter(isKept);
}

function isKept(value: unknown): value is Kept {
  if (!isMap(value)) return false;
  const { pending, failed, skipped } = value;
  return isMeant(value) && [pending, failed, skipped].every((flag) => flag === undefined || flag === true);
}

/** Whether a value says which integration is meant. */
export function isMeant(value: unknown): value is Meant {
  return isMap(value) && typeof value.integrationId === "number" && ["string", "undefined"].includes(typeof value.account);
}

function fileOf(engine: string): string {
  return join(directory, `${nameOf(engine)}.json`);
}
