/** What the processes of a run tell each other past the engine: a program, which integrations must not be restored; a plugin process, which it declares. Files that their owner alone can read, with numbers of integrations and names or hashes of accounts, and no settings. */
import { createHash } from "node:crypto";
import { appendFileSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Managed } from "../lifecycle/state";
import { isMap, parsedJson } from "../values";

/** Which integration is meant. */
export type Meant = Pick<Managed, "integrationId" | "account">;

/** An integration that must not be restored. */
export interface Kept extends Meant {
  /** The resource that is to take it over has not come to it yet, and may not, as one that is not targeted. */
  pending?: true;
  /** The resource that is to take it over failed. */
  failed?: true;
}

/** An integration that a plugin process declares, and a hash of who owns its account. */
export interface Declared {
  integrationId: number;
  at: string;
}

/** Of a user alone: on Windows each has a folder for temporary files of its own. A container's user may have no name. */
const directory = join(tmpdir(), `pulumi-sendcloud-${process.getuid?.() ?? "user"}`);

/** A run is known by its engine, whose address each of its processes is told. */
function nameOf(engine: string): string {
  return createHash("sha256").update(engine).digest("hex").slice(0, 16);
}

function fileOf(engine: string): string {
  return join(directory, `${nameOf(engine)}.json`);
}

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
  return kept
    .filter(isMeant)
    .map((one) => ({ ...one, ...("pending" in one && { pending: true as const }), ...("failed" in one && { failed: true as const }) }));
}

/** Whether a value says which integration is meant. */
export function isMeant(value: unknown): value is Meant {
  return isMap(value) && typeof value.integrationId === "number" && ["string", "undefined"].includes(typeof value.account);
}

/** Adds to what this process tells the other plugin processes of its run, each of which serves another provider: an integration that it declares. */
export function tellNeighbours(engine: string, declared: Declared, own = process.pid): void {
  const file = join(directory, `${nameOf(engine)}-${own}.jsonl`);
  if (!existsSync(file)) {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    if (!isOurs(directory)) throw new Error(`${directory} is somebody else's`);
    removeLeftOver();
    process.once("exit", () => rmSync(file, { force: true }));
  }
  appendFileSync(file, `${JSON.stringify(declared)}\n`, { mode: 0o600 });
}

/** What the other plugin processes of the run declare. */
export function declaredByNeighbours(engine: string, own = process.pid): Declared[] {
  return neighbours()
    .filter(({ run, pid }) => run === nameOf(engine) && pid !== own && isAlive(pid))
    .flatMap(({ file }) => textOf(file).split("\n"))
    .map(parsedJson)
    .filter(isDeclared);
}

/** Removes what plugin processes left that were killed. */
function removeLeftOver(): void {
  for (const { file, pid } of neighbours()) if (!isAlive(pid)) rmSync(file, { force: true });
}

/** The files of plugin processes, each with its run and process. */
function neighbours(): { file: string; run: string; pid: number }[] {
  if (!isOurs(directory)) return [];
  return readdirSync(directory).flatMap((name) => {
    const [, run, pid] = /^(.*)-(\d+)\.jsonl$/.exec(name) ?? [];
    return run === undefined ? [] : [{ file: join(directory, name), run, pid: Number(pid) }];
  });
}

function isDeclared(value: unknown): value is Declared {
  return isMap(value) && typeof value.integrationId === "number" && typeof value.at === "string";
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** Whether nobody else could have written there. */
function isOurs(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found?.isDirectory() === true && (process.getuid === undefined || found.uid === process.getuid());
}

/** A program lives until the engine has done everything; the file of one that was killed means nothing. */
function isAlive(pid: unknown): boolean {
  if (typeof pid !== "number") return false;
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
