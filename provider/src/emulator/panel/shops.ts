/** What the panel shows of shops, and what a person may do to them there: what Sendcloud takes as valid, whatever a client may send. */
import * as z from "zod";
import type { Account } from "../accounts";
import { recordedDate } from "../dates";
import type { Fault } from "../exchange";
import type { StoredIntegration } from "../integration";
import { fieldFaults, jointFaults } from "../rules";
import { complete } from "../seed";
import { integrationIn, type Store } from "../store";

/** A shop, with the account that it belongs to. */
export interface ShownShop extends StoredIntegration {
  account: number;
}

/** The shops whose number, name, URL or type has this text in it, the first so many of them. */
export function shops(
  { accounts }: Store,
  filter: string,
  most: number,
): { shops: ShownShop[]; matches: number; accounts: number[] } {
  const wanted = filter.trim().toLowerCase();
  const matches = accounts
    .flatMap(({ account, integrations }) =>
      [...integrations.values()].map((shop) => ({ ...shop, account })),
    )
    .filter(({ id, shop_name, shop_url, type }) =>
      [`#${id}`, shop_name, shop_url, type].some((text) => text.toLowerCase().includes(wanted)),
    )
    .sort((one, other) => one.id - other.id);
  return {
    shops: matches.slice(0, most),
    matches: matches.length,
    accounts: accounts.map(({ account }) => account),
  };
}

/** Changes settings of a shop, all of them or none. */
export function editShop(
  store: Store,
  shop: StoredIntegration,
  change: Record<string, unknown>,
): Fault[] {
  const faults = faultsOf(change, store);
  if (faults.length === 0) faults.push(...jointFaults({ ...shop, ...change }));
  if (faults.length > 0) return faults;
  const stored = Object.fromEntries(
    Object.entries(change).map(([field, value]) => [field, value ?? ""]),
  );
  Object.assign(shop, stored, { updated_at: recordedDate(store.now()) });
  return [];
}

const added = z.strictObject({
  shop_name: z.string(),
  shop_url: z.string(),
  type: z.string(),
  account: z.number().optional(),
});

/** Adds a shop under the next free number, or says why not. */
export function addShop(store: Store, body: unknown): StoredIntegration | Fault[] {
  const { data } = added.safeParse(body);
  if (data === undefined) return [invalid("A new shop has a name, a URL and a type.")];
  const { account: owner, type, ...settings } = data;
  const account: Account | undefined = store.accounts.find(
    ({ account }) => owner === undefined || account === owner,
  );
  const faults = faultsOf(settings, store);
  if (account === undefined) faults.push(invalid(`There is no account ${owner}.`, "account"));
  if (!/^[a-z0-9_]{1,50}$/.test(type))
    faults.push(invalid("Use small letters, digits and _, such as shopify.", "type"));
  if (account === undefined || faults.length > 0) return faults;
  const now = recordedDate(store.now());
  const [shop] = complete([
    { id: nextId(store), type, ...settings, created_at: now, updated_at: now },
  ]);
  if (shop === undefined) return [invalid("The shop was not added.")];
  account.integrations.set(shop.id, shop);
  return shop;
}

/** Removes a shop; says whether there was one. */
export function removeShop(store: Store, id: number): boolean {
  const isThere = integrationIn(store, id) !== undefined;
  for (const { integrations } of store.accounts) integrations.delete(id);
  store.outdated.delete(id);
  return isThere;
}

function faultsOf(change: Record<string, unknown>, { behaviours }: Store): Fault[] {
  const rules = { ...behaviours, clearedBy: "either" as const };
  return Object.entries(change).flatMap(([field, value]) => fieldFaults(field, value, rules));
}

function nextId({ accounts }: Store): number {
  return (
    accounts
      .flatMap(({ integrations }) => [...integrations.keys()])
      .reduce((most, id) => Math.max(most, id), 0) + 1
  );
}

function invalid(detail: string, field?: string): Fault {
  return { code: "invalid", title: "Invalid", detail, ...(field !== undefined && { field }) };
}
