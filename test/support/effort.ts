/** How much a suite does: a little in `npm test`, a lot in `npm run soak`; and the figures that it finds. */

/** The short amount, or under `npm run soak` the long one. */
export function effort<Amount>({ short, long }: { short: Amount; long: Amount }): Amount {
  return process.env.SOAK === "true" ? long : short;
}

export function figure(what: string, text: string): void {
  console.error(`    ${what}: ${text}`);
}
