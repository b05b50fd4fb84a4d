/** Program process: a set of integrations that programs declare as one resource. Loads no library but the Pulumi SDK. */
import * as pulumi from "@pulumi/pulumi";
import { setType } from "../tokens";
import { isMap } from "../../values";
import type { Choices, Identity, Settings } from "../../settings/types";
import { declaredBy } from "./declarer";
import type { ChoiceInputs, SendcloudIntegrationSettingsMember } from "./inputs";
import { isLater, programError } from "./context";
import { ifPresent, refuseLater, sentIfPresent } from "./missing";
import { adopting } from "./options";
import { told } from "./told";
import { shortTraces } from "./trace";

/** The address of the provider of sets. As with that of single integrations, it must stay valid for ever. */
const provider = 'exports.handler = () => require("pulumi-sendcloud/set-provider")';

/**
 * What {@link SendcloudIntegrationSettingsSet} is declared with. `account` and `onDestroy` count for all members.
 * @example
 * ```ts
 * import { SendcloudIntegrationSettingsSet, type SendcloudIntegrationSettingsSetArgs } from "pulumi-sendcloud";
 *
 * const shops: SendcloudIntegrationSettingsSetArgs["integrations"] = {
 *   flowers: { integrationId: 12345, shopName: "Flower shop" },
 *   books: { integrationId: 12346, feedbackType: "delayed" },
 * };
 * new SendcloudIntegrationSettingsSet("shops", { integrations: shops, onDestroy: "restore" });
 * ```
 */
export type SendcloudIntegrationSettingsSetArgs = {
  /** The members: a name of your choice for each, unique in the set, and its integration and settings. */
  integrations: pulumi.Input<Record<string, pulumi.Input<SendcloudIntegrationSettingsMember>>>;
} & ChoiceInputs;

/**
 * A member as it is managed: what is declared of it, and facts of the shop.
 * @example
 * ```ts
 * import { type ManagedIntegration, SendcloudIntegrationSettingsSet } from "pulumi-sendcloud";
 *
 * const label = ({ integrationId, type }: ManagedIntegration): string => `${integrationId} (${type})`;
 *
 * const shops = new SendcloudIntegrationSettingsSet("shops", {
 *   integrations: { flowers: { integrationId: 12345, shopName: "Flower shop" } },
 * });
 * export const labels = shops.integrations.apply((members) => Object.values(members).map(label));
 * ```
 */
export interface ManagedIntegration extends Identity, Partial<Settings> {
  /** Kind of shop system, such as `"shopify"` or `"api"`. */
  type: string;
  /** When the integration was created, ISO 8601. */
  createdAt: string;
}

/**
 * The settings of many Sendcloud integrations as one resource, for programs whose hundreds of resources would keep the engine
 * busy: the same rules, the same adoption, one PATCH for each member that was edited and none for the others. Members
 * that fail stop no other; what became of the others is recorded, and the next `pulumi up` goes on.
 * @example
 * ```ts
 * import { SendcloudIntegrationSettingsSet } from "pulumi-sendcloud";
 *
 * new SendcloudIntegrationSettingsSet("shops", {
 *   integrations: {
 *     flowers: { integrationId: 12345, shopName: "Flower shop" },
 *     books: { integrationId: 12346, webhookActive: true, webhookUrl: "https://hooks.example/books" },
 *   },
 * });
 * ```
 */
export class SendcloudIntegrationSettingsSet extends pulumi.CustomResource {
  /** The members, by their names. */
  declare readonly integrations: pulumi.Output<Record<string, ManagedIntegration>>;
  /** Name of the account; `undefined` for the default account. */
  declare readonly account: pulumi.Output<Choices["account"] | undefined>;
  /** What destroying the set means to its members, and removing one; `undefined` for `"retain"`. */
  declare readonly onDestroy: pulumi.Output<Choices["onDestroy"] | undefined>;

  /**
   * Declares the settings of many integrations.
   * @param name Name of the resource, unique in the program.
   * @param args The members, and what counts for all of them.
   * @param opts Pulumi's resource options. `import` does not work for dynamic resources: declaring is adopting.
   */
  constructor(name: string, args: SendcloudIntegrationSettingsSetArgs, opts?: pulumi.CustomResourceOptions) {
    refuseLater(name, args);
    const properties = {
      ...undeclaredOfSet,
      ...sentIfPresent(args),
      integrations: sentMembers(isMap(args) ? args.integrations : undefined),
    };
    const { hidden, registered } = declaredBy(name, setType, managedBy(args), told(args, opts));
    const options = adopting(name, opts, isMap(args) ? args.onDestroy : undefined);
    const restoreTraces = shortTraces();
    try {
      super(setType, name, { ...properties, ...hidden, __provider: provider }, options);
    } finally {
      restoreTraces();
    }
    registered(this);
    if (pulumi.runtime.isDryRun()) this.integrations = this.integrations.apply(withFactsToCome);
  }
}

/** The integrations of the members, at once where nothing of them is known only later. */
function managedBy(args: unknown): pulumi.Input<readonly unknown[]> {
  const { integrations, account }: pulumi.Inputs = isMap(args) ? args : {};
  const members = isMap(integrations) && !isLater(integrations) ? Object.values(integrations) : undefined;
  const isPlain = !isLater(account) && members?.every((member) => isMap(member) && !isLater(member) && !isLater(member.integrationId));
  const listed = (all: unknown, of: unknown): unknown[] =>
    isMap(all) ? Object.values(all).map((member) => (isMap(member) ? { integrationId: member.integrationId, account: of } : {})) : [];
  return isPlain ? listed(integrations, account) : pulumi.all([integrations, account]).apply(([all, of]) => listed(all, of));
}

/** At the preview of a new set nobody knows the facts of the shops yet: a program that uses them has to wait for the up. */
function withFactsToCome(members: Record<string, ManagedIntegration>): Record<string, ManagedIntegration> {
  const facts = { type: pulumi.unknown, createdAt: pulumi.unknown };
  return Object.fromEntries(Object.entries(members).map(([name, member]) => [name, { ...facts, ...member }]));
}

/** What the SDK makes an Output of, whether or not it is declared. */
const undeclaredOfSet = { account: undefined, onDestroy: undefined };

/** The members as they are sent. The SDK resolves what is inside an output, where an `undefined` is left out by itself. */
function sentMembers(members: unknown): unknown {
  if (isLater(members) || !isMap(members)) return ifPresent(members);
  if (members instanceof Map) throw programError("integrations must be an object, not a Map: use Object.fromEntries(map)");
  if (Object.hasOwn(members, "__proto__")) {
    throw programError("a member cannot be named __proto__: Pulumi would leave it out. Choose another name");
  }
  const sent = Object.entries(members).map(
    ([name, member]) => [name, isMap(member) && !isLater(member) ? sentIfPresent(member) : ifPresent(member)] as const,
  );
  const all = Object.fromEntries(sent);
  // In its own records the SDK writes what it sends as text: a member of this name stands in the method's place, but not within an output.
  return Object.hasOwn(all, "toString") ? pulumi.output(all) : all;
}
