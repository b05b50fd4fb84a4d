/** The shops that a resource declares: one, or each member of a set. */

/** A shop as it is declared. */
export interface Shop {
  /** The resource's name; of a member of a set `shops.flowers`, as previews, `review` and `drift` name it. */
  name: string;
  settings: Readonly<Record<string, unknown>>;
}

/** The types: those of TypeScript's dynamic resources, and those of the plugin, which every language has. */
const ours = /^(?:pulumi-nodejs:dynamic\/sendcloud|sendcloud:index):IntegrationSettings(Set)?$/;

/** The shops of a resource of any type; none where it is no settings resource. */
export function shopsOf({
  type,
  name,
  props,
}: {
  type: string;
  name: string;
  props: Readonly<Record<string, unknown>>;
}): Shop[] {
  const [found, set] = ours.exec(type) ?? [];
  if (found === undefined) return [];
  if (set === undefined) return [{ name, settings: props }];
  if (!isMap(props.integrations)) return [];
  return Object.entries(props.integrations).flatMap(([member, settings]) =>
    isMap(settings) ? [{ name: `${name}.${member}`, settings }] : [],
  );
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
