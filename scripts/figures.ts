/** The figures that were measured last, kept in docs/figures.json until `npm run docs` writes them into the documents. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";

const file = join(__dirname, "../docs/figures.json");

/** What was measured, and when. */
export type Figures = Record<string, { text: string; date: string }>;

export function figures(): Figures {
  if (!existsSync(file)) return {};
  return z
    .record(z.string(), z.object({ text: z.string(), date: z.string() }))
    .parse(JSON.parse(readFileSync(file, "utf8")));
}

export function keepFigure(name: string, text: string): void {
  const kept = { ...figures(), [name]: { text, date: new Date().toISOString().slice(0, 10) } };
  writeFileSync(file, `${JSON.stringify(kept, null, 2)}\n`);
}
