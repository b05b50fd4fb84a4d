/** The shops that a resource declares: one, or each member of a set. */

/** A shop as it is declared. */
export interface Shop {
  /** The resource's name; of a member of a set `shops.flowers`, as previews, `review` and `drift` name it. */
  name: string;
  settings: Readonly<Record<string, unknown>>;
}

const one = "pulumi-nodejs:dynamic/sendcloud:IntegrationSettings";
const set = "pulumi-nodejs:dynamic/sendcloud:IntegrationSettingsSet";

/** The shops of a resource of any type; none where it is no settings resource. */
export function shopsOf({ type, name, props }: { type: string; name: string; props: Readonly<Record<string, unknown>> }): Shop[] {
  if (type === one) return [{ name, settings: props }];
  if (type !== set || !isMap(props.integrations)) return [];
  return Object.entries(props.integrations).flatMap(([member, settings]) =>
    isMap(settings) ? [{ name: `${name}.${member}`, settings }] : [],
  );
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
