/** Program process: a set of integrations that programs declare as one resource. Loads no library but the Pulumi SDK. */
import * as pulumi from "@pulumi/pulumi";
import { setType } from "../tokens";
import { isMap } from "../../values";
import type { Choices, Identity, Settings } from "../../settings/types";
import { claimed } from "./duplicates";
import type { ChoiceInputs, SendcloudIntegrationSettingsMember } from "./inputs";
import { isLater } from "./context";
import { adopting } from "./options";
import { warn } from "./warn";

/** The address of the provider of sets. As with that of single integrations, it must stay valid for ever. */
const provider = 'exports.handler = () => require("pulumi-sendcloud/set-provider")';

/** What {@link SendcloudIntegrationSettingsSet} is declared with. `account` and `onDestroy` count for all members. */
export type SendcloudIntegrationSettingsSetArgs = {
  /** The members: a name of your choice for each, unique in the set, and its integration and settings. */
  integrations: pulumi.Input<Record<string, pulumi.Input<SendcloudIntegrationSettingsMember>>>;
} & ChoiceInputs;

/** A member as it is managed: what is declared of it, and facts of the shop. */
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
    const integrations = eachMember(args.integrations, (member, memberName) => {
      const label = `${name}.${memberName}`;
      warn(label, member);
      return { ...member, integrationId: claimed(member.integrationId, args.account, label) };
    });
    super(setType, name, { account: undefined, onDestroy: undefined, ...args, integrations, __provider: provider }, adopting(opts));
  }
}

type Member = SendcloudIntegrationSettingsMember;
type Members = SendcloudIntegrationSettingsSetArgs["integrations"];

/** The members with what the work makes of each: now where they are plain, so that one unknown value hides no other from the preview. */
function eachMember(members: Members, work: (member: Member, name: string) => Member): Members {
  // What is no object is left to the check, which says so.
  const worked = (member: Member, name: string): Member => (isMap(member) ? work(member, name) : member);
  if (isLater(members)) return pulumi.output(members).apply((all) => (isMap(all) ? mapped(all, worked) : all));
  if (!isMap(members)) return members;
  return mapped(members, (member, name) =>
    isLater(member) ? pulumi.output(member).apply((known) => worked(known, name)) : worked(member, name),
  );
}

function mapped<From, To>(all: Readonly<Record<string, From>>, work: (one: From, name: string) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(all).map(([name, one]) => [name, work(one, name)]));
}
