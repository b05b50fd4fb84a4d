/** The tests under the real engine, once under each version that is built: a row for each. */
import { spawnSync } from "node:child_process";
import { inherited } from "../engine/project";
import { type Pin, versions } from "../engine/versions";

/** Runs them where they stand. Throws where a test fails, after all have run; returns the rows. */
export function runEngines(root: string): string[] {
  const pins: Pin[] = ["newest", "floor"];
  const runs = pins.map((pin) => {
    const { status, stdout, stderr } = spawnSync("npm", ["run", "test:engine"], {
      cwd: root,
      env: { ...inherited(), ENGINE: pin, CI: "true", NO_COLOR: "1" },
      encoding: "utf8",
      maxBuffer: 2 ** 28,
    });
    const [summary] = /\d+ passing[^]*/.exec(stdout) ?? [`nothing ran: ${stderr.slice(-2000)}`];
    const row = `Pulumi ${versions[pin]} (${pin}): ${(status === 0 ? summary.replace(/ \([^]*/, "") : summary).trim()}`;
    console.error(row);
    return { row, failed: status !== 0 };
  });
  if (runs.some(({ failed }) => failed)) throw new Error("not every engine passes");
  return runs.map(({ row }) => row);
}
