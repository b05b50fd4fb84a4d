/** The configuration keys of imported URLs, each a secret: no two the same, and none that has another value already. Pure. */

/** What is known of keys. */
export interface Keys {
  /** The stack's configuration, its secrets in the clear. */
  config?: Readonly<Record<string, { value: string }>>;
  /** Whether another part of the program may read a key already. */
  isRead?: (key: string) => boolean;
  /** Whether something else of the program that is written has a key's name, where that must not be. */
  isTaken?: (key: string) => boolean;
}

/** Secrets under keys of their own. */
export interface Secrets {
  /** The secrets so far, by key. */
  readonly all: ReadonlyMap<string, string>;
  /** Adds one, and returns its key. */
  keep(resource: string, setting: string, value: string): string;
}

export function createSecrets({
  config = {},
  isRead = () => false,
  isTaken = () => false,
}: Keys = {}): Secrets {
  const all = new Map<string, string>();
  const existing = Object.entries(config).map(([key, { value }]) => ({
    key: (key.split(":").at(-1) ?? key).toLowerCase(),
    value,
  }));

  /** A key is that of an earlier import where it has the same value. */
  function isFree(key: string, value: string): boolean {
    const same = existing.filter((one) => one.key === key.toLowerCase());
    const isKept = same.length > 0 ? same.every((one) => one.value === value) : !isRead(key);
    return isKept && !all.has(key) && !isTaken(key);
  }

  return {
    all,
    keep(resource, setting, value) {
      for (let number = 1; ; number += 1) {
        const key = configKey(number === 1 ? resource : `${resource}-${number}`, setting);
        if (!isFree(key, value)) continue;
        all.set(key, value);
        return key;
      }
    },
  };
}

/**
 * The configuration key of a setting of a resource, such as `flowerShopWebhookUrl`. Words that begin with a digit are set
 * off, `shop_1_25WebhookUrl`: else shop-1-25 and shop-12-5 would have one key.
 */
export function configKey(resource: string, setting: string): string {
  const [first = "", ...rest] = resource.split(/[^a-z\d]+/i);
  const words = rest.map((word) => (/^\d/.test(word) ? `_${word}` : capital(word)));
  return `${first}${words.join("")}${capital(setting)}`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
