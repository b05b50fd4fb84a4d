/** The example's policy pack as somebody copies it: somewhere else, with the packages that it asks for and no others. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import * as z from "zod";
import { root } from "./engine";

export interface PolicyPackCopy {
  folder: string;
  remove: () => void;
}

export function copiedPolicyPack(): PolicyPackCopy {
  const folder = mkdtempSync(join(tmpdir(), "policy-"));
  cpSync(join(root, "examples", "policy"), folder, { recursive: true });
  const { dependencies } = z
    .object({ dependencies: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")));
  for (const name of Object.keys(dependencies)) {
    const link = join(folder, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, "node_modules", name), link, "junction");
  }
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}
