/** Names of resources for imported integrations: readable, unique, and the same at every import. Pure. */
import { slugify } from "transliteration";
import type { Integration } from "../../settings/types";

/** What is known of names. */
export interface Naming {
  /** The account of the integrations, unless it is the default: its name comes first in theirs. */
  account?: string | undefined;
  /** What is named so in the stack's state already, and keeps its name. */
  known?: ReadonlyMap<number, string>;
  /** Whether something else has a name already. */
  isTaken?: (name: string) => boolean;
}

/** Prettier breaks the line of a declaration with a longer name. */
const longest = 42;

/**
 * A name for each integration of an account, by number: that of its shop, with the number where it is not alone or ends in
 * one. Of all integrations, though some may not be imported: so that a later import gives no other the same name.
 */
export function resourceNames(
  integrations: readonly Integration[],
  { account, known, isTaken = () => false }: Naming = {},
): ReadonlyMap<number, string> {
  const prefix = account === undefined ? "" : prefixOf(account);
  const slugs = integrations.map(({ id, settings }) =>
    slug(settings.shopName ?? "", longest - prefix.length - `-${id}`.length),
  );
  const names = new Map<number, string>();
  const used = new Set(integrations.flatMap(({ id }) => known?.get(id) ?? []));
  integrations.forEach(({ id }, index) => {
    const kept = known?.get(id);
    if (kept !== undefined) return void names.set(id, kept);
    const own = slugs[index] ?? "";
    const isAlone =
      own !== "" && !/-\d+$/.test(own) && slugs.filter((other) => other === own).length === 1;
    const base = own === "" ? "integration" : own;
    const name = firstFree(
      isAlone ? [base, `${base}-${id}`] : [`${base}-${id}`],
      prefix,
      (one) => used.has(one) || isTaken(one),
    );
    used.add(name);
    names.set(id, name);
  });
  return names;
}

/** The first name that is free; the last one with a number where all are taken. */
function firstFree(
  names: readonly string[],
  prefix: string,
  isTaken: (name: string) => boolean,
): string {
  const free = names.map((name) => `${prefix}${name}`).find((name) => !isTaken(name));
  if (free !== undefined) return free;
  for (let number = 2; ; number += 1) {
    const name = `${prefix}${names.at(-1) ?? ""}-${number}`;
    if (!isTaken(name)) return name;
  }
}

function prefixOf(account: string): string {
  const own = slug(account, 12);
  return own === "" ? "" : `${own}-`;
}

/** A text in small letters, digits and hyphens, the first of them a letter. */
function slug(text: string, most: number): string {
  const plain = slugify(text.normalize("NFKC"), { allowedChars: "a-zA-Z0-9", separator: "-" });
  const named = /^\d/.test(plain) ? `shop-${plain}` : plain;
  return named.slice(0, Math.min(most, 30)).replace(/-+$/, "");
}
