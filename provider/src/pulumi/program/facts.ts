/** Program process: a look-up's result may be spread into what is declared, so the facts in it, which nobody can declare, are left out. */
import type { Integration } from "../../settings/types";
import { isMap } from "../../values";

const facts: Record<Exclude<keyof Integration, "settings">, true> = {
  id: true,
  type: true,
  createdAt: true,
  updatedAt: true,
  lastFetchedAt: true,
  startedFailingAt: true,
};

/** The properties without the facts, where all facts are there. One of them alone is a mistake, which the provider tells. */
export function withoutFacts(properties: object): object {
  if (!isMap(properties) || !Object.keys(facts).every((name) => name in properties))
    return properties;
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !(name in facts)));
}
