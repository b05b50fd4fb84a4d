/** Names of resources and configuration keys for imported integrations: readable, unique, and the same at every import. Pure. */
import type { Integration } from "../../settings/types";

/** A resource's name for each integration, by number: that of its shop, with the number where it is not alone. */
export function resourceNames(integrations: readonly Integration[]): ReadonlyMap<number, string> {
  const slugs = integrations.map(({ settings }) => slug(settings.shopName ?? ""));
  return new Map(
    integrations.map(({ id }, index) => {
      const own = slugs[index] ?? "";
      if (own === "") return [id, `integration-${id}`];
      const alone = slugs.filter((other) => other === own).length === 1 && !/-\d+$/.test(own);
      return [id, alone ? own : `${own}-${id}`];
    }),
  );
}

function slug(name: string): string {
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}+/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 30)
    .replace(/^-+|-+$/g, "");
}

/** The configuration key of a setting of a resource, such as `flowerShopWebhookUrl`. */
export function configKey(resource: string, setting: string): string {
  const words = [...resource.split("-"), setting];
  const [first = "", ...rest] = words.map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)));
  return `${first}${rest.join("")}`;
}
