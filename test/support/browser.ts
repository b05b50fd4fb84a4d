/** A headless Chromium for tests of pages: Debian's package, which CI installs where there is none. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, launch } from "puppeteer-core";

const names = ["chromium", "chromium-browser", "google-chrome"];

/** Chromium; skips the tests, and says so, where there is none outside CI. */
export async function requireBrowser(test: Mocha.Context): Promise<Browser> {
  const executablePath = found() ?? installed();
  if (executablePath === undefined) {
    console.error(
      "    SKIPPED: there is no Chromium here. Install it (Debian: apt-get install chromium) to test the pages.",
    );
    return test.skip();
  }
  // Chromium has no sandbox for root, and what it loads here is ours.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return launch({ executablePath, args: [...args, "--disable-dev-shm-usage"] });
}

function found(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((file) => existsSync(file));
}

function installed(): string | undefined {
  if (process.env.CI === undefined) return undefined;
  const asRoot = process.getuid?.() === 0 ? [] : ["sudo"];
  const run = (...command: string[]): void => {
    const [name = "", ...args] = [...asRoot, ...command];
    execFileSync(name, args, { stdio: "ignore", timeout: 300_000 });
  };
  run("apt-get", "update");
  run("apt-get", "install", "--yes", "--no-install-recommends", "chromium");
  return found();
}
