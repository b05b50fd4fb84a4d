/** Resources in the state that an imported program does not continue, though it declares their integrations: the other edge serves them. Pure. */
import type { Integration } from "../../settings/types";
import type { Stored } from "../stored";

/** What is imported, and as what. */
export interface Imported {
  integrations: readonly Integration[];
  account: string | undefined;
  names: ReadonlyMap<number, string>;
  edge: Stored["edge"];
}

/** Their names. The plugin's types have the dynamic ones as aliases, so that a resource of the same name is continued. */
export function leftBehind(
  stored: readonly Stored[],
  { integrations, account, names, edge }: Imported,
): string[] {
  const ids = new Set(integrations.map(({ id }) => id));
  const others = stored.filter((one) => {
    const id = Number(one.outputs.integrationId);
    if (
      one.edge === edge ||
      one.provider !== undefined ||
      one.outputs.account !== account ||
      !ids.has(id)
    )
      return false;
    return edge === "dynamic" || names.get(id) !== one.name;
  });
  return others.map(({ name }) => name);
}

/** What an operator must know of them. */
export function warningsOf(left: readonly string[], edge: Stored["edge"]): string[] {
  if (left.length === 0) return [];
  const what = edge === "plugin" ? "dynamic resources" : "resources of the plugin";
  return [
    `warning: the state has ${what} that manage some of these integrations: ${left.join(", ")}. Unless the new resources name them as aliases, the next up lets them go, and with onDestroy: "restore" undoes what they set`,
  ];
}
