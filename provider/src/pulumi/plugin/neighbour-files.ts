/** Plugin: the files by which the plugin processes of one run tell each other of integrations. Each writes one, and reads those of the others. */
import { appendFileSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { News } from "../../lifecycle/declarations";
import { isMap, parsedJson } from "../../values";
import { directory, isAlive, isOurs, nameOf, textOf } from "../run-files";

/** What is told of an integration. */
export interface Told {
  integrationId: number;
  /** A hash of who owns its account. */
  at: string;
  /** What is new of it, or what a resource that lets go of it remembers, encrypted. */
  news: News | { left: string };
}

/** Adds to what this process tells the other plugin processes of its run, each of which serves another provider. */
export function tellNeighbours(engine: string, told: Told, own = process.pid): void {
  const file = join(directory, `${nameOf(engine)}-${own}.jsonl`);
  if (!existsSync(file)) {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    if (!isOurs(directory)) throw new Error(`${directory} is somebody else's`);
    removeLeftOver();
    process.once("exit", () => rmSync(file, { force: true }));
  }
  appendFileSync(file, `${JSON.stringify(told)}\n`, { mode: 0o600 });
}

/** What the other plugin processes of the run told. With \`size\`, which grows with every line, it can be told whether there is more. */
export function neighboursOfRun(engine: string, own = process.pid): { size: number; read: () => Told[] } {
  const files = neighbours()
    .filter(({ run, pid }) => run === nameOf(engine) && pid !== own && isAlive(pid))
    .map(({ file }) => file);
  return {
    size: files.reduce((sum, file) => sum + (statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0),
    read: () =>
      files
        .flatMap((file) => textOf(file).split("\n"))
        .map(parsedJson)
        .filter(isTold),
  };
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

function isTold(value: unknown): value is Told {
  if (!isMap(value) || typeof value.integrationId !== "number" || typeof value.at !== "string") return false;
  return typeof value.news === "string" || (isMap(value.news) && typeof value.news.left === "string");
}
