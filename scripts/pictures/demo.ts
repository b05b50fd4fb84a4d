/** The picture of the demo: each of its steps is a screen. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { recording } from "./svg";
import { terminalLines } from "./terminal";

const root = join(__dirname, "../..");

/** The widest line, in characters. */
const width = 118;

/** Runs the demo, and draws what it printed. */
export async function demoPicture(): Promise<string> {
  const printed = await demo();
  // eslint-disable-next-line no-control-regex -- the escape sequence of bold text
  const [, ...steps] = printed.split(/\n(?=(?:\u001b\[1m)?== )/);
  const screens = steps.map((step) =>
    terminalLines(
      step
        .split("\n")
        .filter(tells)
        .join("\n")
        .replace(/\n{2,}/g, "\n\n")
        .trim(),
      width,
    ),
  );
  return recording(screens, {
    width,
    seconds: 5,
    title: `npm run demo, in ${screens.length} screens`,
  });
}

/** Progress says nothing in a still picture, and neither do the engine's own names of resources. */
function tells(line: string): boolean {
  // eslint-disable-next-line no-control-regex -- the escape sequences of colours
  const plain = line.replace(/\u001b\[[\d;]*m/g, "");
  return !/^@ |\((?:\d+s|\d+\.\d+s)\)|\[urn=|^Duration|^ {4}pulumi:pulumi:Stack|^If you want|^The resources in the stack/.test(
    plain,
  );
}

function demo(): Promise<string> {
  const child = spawn(process.execPath, ["-r", "ts-node/register", "demo/main.ts"], {
    cwd: root,
    env: { ...process.env, FORCE_COLOR: "1" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (printed += text));
  return new Promise((resolve, reject) =>
    child.once("close", (status) =>
      status === 0 ? resolve(printed) : reject(new Error(`the demo ended with status ${status}`)),
    ),
  );
}
