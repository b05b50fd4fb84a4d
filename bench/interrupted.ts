/** How soon an up of a set ends after it is interrupted, where each write takes Sendcloud 0.2 seconds. */
import { startEmulator } from "pulumi-sendcloud/emulator";
import { acquireEngine, type Engine } from "../engine/acquire";
import { reaching } from "../engine/project";
import { type Language, setInJavaScript, setInYaml } from "./engine";
import { shops } from "./shops";
import { median, seconds, shown, table } from "./stopwatch";

const count = 500;
const times = 3;
const latency = 200;

export async function interrupted(): Promise<string> {
  const engine = await acquireEngine((line) => console.error(line));
  const languages = {
    "pulumi-sendcloud, as a set": setInJavaScript,
    "plugin, YAML, as a set": setInYaml,
  };
  const taken = new Map(Object.keys(languages).map((name): [string, number[]] => [name, []]));
  for (let time = 0; time < times; time++) {
    for (const [name, language] of Object.entries(languages))
      taken.get(name)?.push(await untilTheEnd(engine, language));
  }
  return table(
    [`set of ${count}, interrupted`, "until it ended"],
    [...taken].map(([name, each]) => [name, `${shown(median(each))} s`]),
  );
}

/** The seconds from the interruption, with eight writes on their way, to the end of the command. */
async function untilTheEnd(engine: Engine, { open, file, program }: Language): Promise<number> {
  const emulator = await startEmulator({ seed: shops(count) });
  const project = await open(engine, { environment: reaching(emulator) });
  try {
    project.write(file, program(count, "One"));
    const begun = new Promise<void>((resolve) => {
      let writes = 0;
      emulator.intercept(({ method, path, body }, response) => {
        if (method !== "PATCH" || typeof body !== "object") return false;
        setTimeout(() => {
          emulator.edit(Number(path.split("/").at(-1)), { ...body });
          response.writeHead(204).end();
        }, latency);
        writes += 1;
        if (writes === 8) resolve();
        return true;
      });
    });
    const run = project.pulumi(["up", "--yes", "--skip-preview"]);
    await begun;
    return await seconds(async () => {
      project.interrupt();
      const { status, output } = await run;
      if (status === 0) throw new Error(`pulumi up was not interrupted:\n${output}`);
    });
  } finally {
    await project.close();
    await emulator.close();
  }
}
