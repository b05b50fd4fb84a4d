/** How much a suite does: a little in `npm test`, a lot in `npm run soak`, which keeps the figures that it finds. */
import * as fc from "fast-check";
import { keepFigure } from "../../scripts/figures";

const { SEED: seed } = process.env;
if (seed !== undefined) fc.configureGlobal({ seed: Number(seed) });

const soaking = process.env.SOAK === "true";

/** The short amount, or under `npm run soak` the long one. */
export function effort<Amount>({ short, long }: { short: Amount; long: Amount }): Amount {
  return soaking ? long : short;
}

/** Tells what a suite found; a long run's figures stand in docs/reliability.md. */
export function figure(name: string, text: string): void {
  console.error(`    ${name}: ${text}`);
  if (soaking) keepFigure(name, text);
}
