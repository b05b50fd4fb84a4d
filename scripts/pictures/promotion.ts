/** What `promote` and `review` show of the example with two stacks: the text of a promotion, and the page of a review. */
import { execFileSync, spawn } from "node:child_process";
import { rmSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { startEmulator } from "pulumi-sendcloud/emulator";
import { type Browser, launch } from "puppeteer-core";
import { acquireEngine } from "../../engine/acquire";
import { createProject, type Project, reaching } from "../../engine/project";

const root = join(__dirname, "../..");
const bin = join(root, "provider/bin/pulumi-sendcloud.js");
const example = join(root, "examples/promotion");

/** The text that a promotion printed, and a picture of a review's page. */
export async function promotionPictures(): Promise<{ promotion: string; review: Uint8Array }> {
  const engine = await acquireEngine((line) => console.log(line));
  const emulator = await startEmulator({ seed: [{ id: 1 }, { id: 2 }, { id: 3 }] });
  const files = ["index.ts", "Pulumi.yaml", "Pulumi.staging.yaml", "Pulumi.prod.yaml"].map((name) =>
    join(example, name),
  );
  const nodeModules = join(root, "node_modules");
  const project = await createProject({
    engine,
    copy: files,
    files: { "package.json": "{}" },
    nodeModules,
    environment: reaching(emulator),
  });
  try {
    for (const stack of ["staging", "prod"]) {
      await ran(project, "stack", "init", stack);
      await ran(project, "up", "--yes");
    }
    const promotion = await ours(project, [
      "promote",
      "--from",
      "staging",
      "--to",
      "prod",
      "--yes",
    ]);
    await ran(
      project,
      "config",
      "set",
      "--path",
      "promotion:shops.flowers.servicePointEnabled",
      "false",
    );
    const preview = await ran(project, "preview", "--json");
    return { promotion, review: await pageOf(project, preview) };
  } finally {
    await project.close();
    await emulator.close();
  }
}

async function ran(project: Project, ...args: string[]): Promise<string> {
  const { status, stdout, output } = await project.pulumi(args);
  if (status !== 0)
    throw new Error(`pulumi ${args.join(" ")} ended with status ${status}:\n${output}`);
  return stdout;
}

/** Runs a command of ours; side by side with the emulator, which is in this process. */
async function ours(project: Project, args: readonly string[], input = ""): Promise<string> {
  const child = spawn(process.execPath, [bin, ...args], {
    cwd: project.directory,
    env: { ...project.environment, NO_COLOR: "1" },
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.end(input);
  let printed = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (printed += text));
  const status = await new Promise<number | null>((resolve) => child.once("close", resolve));
  if (status !== 0)
    throw new Error(`pulumi-sendcloud ${args.join(" ")} ended with status ${status}`);
  // Progress says nothing once it is over.
  const told = printed
    .split("\n")
    .filter((line) => !/^@ |\(\d+s\)|^Duration| running $/.test(line));
  return `$ npx pulumi-sendcloud ${args.join(" ")}\n${told
    .map((line) => line.trimEnd())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")}`;
}

async function pageOf(project: Project, preview: string): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), "review-"));
  const browser = await chromium();
  try {
    const file = join(folder, "review.html");
    await ours(project, ["review", "--html", file], preview);
    const page = await browser.newPage();
    await page.setViewport({ width: 1080, height: 200 });
    await page.goto(pathToFileURL(file).href);
    return await page.screenshot({ fullPage: true });
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}

/** The Chromium of this machine. It has no sandbox for root, and what it loads here is ours. */
function chromium(): Promise<Browser> {
  const executablePath = execFileSync(
    "sh",
    ["-c", "command -v chromium || command -v google-chrome"],
    { encoding: "utf8" },
  ).trim();
  return launch({ executablePath, args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });
}
