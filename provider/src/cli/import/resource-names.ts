/** Names of resources for imported integrations, and the configuration keys of their secrets. Pure. */
import type { Integration } from "../../settings/types";

/** Prettier breaks the line of a declaration with a longer name. */
const longest = 42;

/**
 * A name for each integration of an account, by number: that of its shop, with the number where another shop has the same
 * name, or the name ends in a number. The account's name stands first, unless the account is the default one. All
 * integrations of the account are named, though some may not be imported, so that a later import gives none the same name.
 */
export function resourceNames(
  integrations: readonly Integration[],
  account?: string,
): ReadonlyMap<number, string> {
  const accountName = slug(account ?? "", 12);
  const prefix = accountName === "" ? "" : `${accountName}-`;
  const slugs = integrations.map(({ id, settings }) =>
    slug(settings.shopName ?? "", longest - prefix.length - `-${id}`.length),
  );
  const names = integrations.map(({ id }, at): [number, string] => {
    const own = slugs[at] ?? "";
    const isAlone = slugs.filter((other) => other === own).length === 1;
    const isName = own !== "" && isAlone && !/-\d+$/.test(own);
    return [id, `${prefix}${isName ? own : `${own || "integration"}-${id}`}`];
  });
  return new Map(names);
}

/** Letters that Unicode does not take apart into a plain one and a mark. */
const plainLetters = new Map(
  Object.entries({ ß: "ss", æ: "ae", œ: "oe", þ: "th", ø: "o", ł: "l", đ: "d", ð: "d", ı: "i" }),
);

/** A text in small letters, digits and hyphens, the first of them a letter. Empty where it has no Latin letter or digit. */
function slug(text: string, most: number): string {
  const latin = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const plain = [...latin].map((letter) => plainLetters.get(letter) ?? letter).join("");
  const words = plain.replace(/[^a-z\d]+/g, "-").replace(/^-|-$/g, "");
  const named = /^\d/.test(words) ? `shop-${words}` : words;
  return named.slice(0, Math.min(most, 30)).replace(/-$/, "");
}

/** A stack's configuration, its secrets in the clear. */
export type Configuration = Readonly<Record<string, { value: string }>>;

/** Finds keys for secrets: no two the same, and none that has another value already, in whatever case and namespace. */
export function keysFor(
  config: Configuration,
): (resource: string, setting: string, value: string) => string {
  const used = new Set<string>();
  const existing = Object.entries(config).map(([key, { value }]) => ({
    key: key.slice(key.lastIndexOf(":") + 1).toLowerCase(),
    value,
  }));
  const isFree = (key: string, value: string): boolean =>
    !used.has(key) && existing.every((one) => one.key !== key.toLowerCase() || one.value === value);
  return (resource, setting, value) => {
    for (let number = 1; ; number += 1) {
      const key = configKey(number === 1 ? resource : `${resource}-${number}`, setting);
      if (!isFree(key, value)) continue;
      used.add(key);
      return key;
    }
  };
}

/**
 * The configuration key of a setting of a resource, such as `flowersWebhookUrl`. Words that begin with a digit are set off,
 * as in `shop_1_25WebhookUrl`: else shop-1-25 and shop-12-5 would have one key.
 */
export function configKey(resource: string, setting: string): string {
  const [first = "", ...rest] = resource.split("-");
  const words = rest.map((word) => (/^\d/.test(word) ? `_${word}` : capital(word)));
  return `${first}${words.join("")}${capital(setting)}`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
