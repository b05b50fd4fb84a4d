/** Program process: the resource that programs declare. The entry point "pulumi-sendcloud"; loads no library but the Pulumi SDK. */
import * as pulumi from "@pulumi/pulumi";
import type { Choices, Identity, Settings } from "../../settings/types";
import { resourceType } from "../tokens";
import { claimed } from "./duplicates";
import { adopting, register } from "./register";
import type { ChoiceInputs, SendcloudIntegrationSettingsMember } from "./inputs";
import { warn } from "./warn";

export type { Settings };
export * from "./lookups";
export * from "./set";
export type { SendcloudIntegrationSettingsMember };

/**
 * What the engine stores with each resource and evaluates in the provider process: the address of the provider, not its
 * code. States in the wild hold this text for ever, so the path must stay valid for ever.
 */
const provider = 'exports.handler = () => require("pulumi-sendcloud/provider")';

/** The outputs that are facts of the shop: the SDK makes an Output of each property it is constructed with. */
const facts = { type: undefined, createdAt: undefined };

/** The outputs that are there where they are declared. */
const declarable: Record<keyof Identity | keyof Settings | keyof Choices, undefined> = {
  integrationId: undefined,
  account: undefined,
  shopName: undefined,
  shopUrl: undefined,
  servicePointEnabled: undefined,
  servicePointCarriers: undefined,
  webhookActive: undefined,
  webhookUrl: undefined,
  feedbackType: undefined,
  onDestroy: undefined,
};

/** Of a resource that is only looked up, every URL is the shop's own. */
const secretiveLookUp: pulumi.CustomResourceOptions = { additionalSecretOutputs: ["adoption", "shopUrl", "webhookUrl"] };

/** What {@link SendcloudIntegrationSettings} is declared with: the integration, and at least one setting. */
export type SendcloudIntegrationSettingsArgs = SendcloudIntegrationSettingsMember & ChoiceInputs;

/** The outputs: the declared inputs; a setting that is not declared is `undefined`. */
type Declared = {
  readonly [Name in keyof Identity]: pulumi.Output<Identity[Name]>;
} & {
  readonly [Name in keyof Settings]: pulumi.Output<Settings[Name] | undefined>;
} & {
  readonly [Name in keyof Choices]: pulumi.Output<Choices[Name] | undefined>;
};

// eslint-disable-next-line @typescript-eslint/no-empty-object-type, @typescript-eslint/no-unsafe-declaration-merging -- the members derive from the list of settings, which a class body cannot say
export interface SendcloudIntegrationSettings extends Declared {}

/**
 * The settings of one Sendcloud integration. The integration itself must exist: the first `pulumi up` adopts it as it is
 * and changes only what differs from what is declared; a setting that is not declared is never touched. Destroying the
 * resource, or removing it from the program, never deletes a shop: it sends nothing, or with `onDestroy: "restore"` returns
 * the managed settings to what they were when they were adopted.
 *
 * Every rule is checked at preview, without a request. Keys come from `SENDCLOUD_PUBLIC_KEY` and `SENDCLOUD_SECRET_KEY`, or
 * from the configuration `sendcloud:publicKey` and `sendcloud:secretKey`.
 * {@link https://sendcloud.dev/api/v3/integrations/update-certain-parts-of-an-integration Update certain parts of an integration}
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- as above
export class SendcloudIntegrationSettings extends pulumi.dynamic.Resource {
  /** Kind of shop system, such as `"shopify"` or `"api"`. Read-only. */
  declare readonly type: pulumi.Output<string>;
  /** When the integration was created, ISO 8601. Read-only. */
  declare readonly createdAt: pulumi.Output<string>;

  /**
   * Declares the settings of one integration.
   * @param name Name of the resource, unique in the program.
   * @param args The integration's number and at least one setting.
   * @param opts Pulumi's resource options. `import` does not work for dynamic resources: declaring is adopting.
   */
  // @ts-expect-error TS2377: dynamic.Resource's constructor would serialize the provider's code, and load the TypeScript compiler to do it
  constructor(name: string, args: SendcloudIntegrationSettingsArgs, opts?: pulumi.CustomResourceOptions) {
    const integrationId = claimed(args.integrationId, args.account, name);
    warn(name, args);
    const properties = { ...facts, ...args, integrationId, __provider: provider };
    return register({ type: resourceType, name, properties, options: adopting(opts), made: new.target });
  }

  /**
   * Looks up an integration that the program does not manage: nothing is adopted, compared or sent. Its URLs are secrets.
   * @param name Name of the resource, unique in the program.
   * @param id Number of the integration. Fails where the account has none with it.
   * @param state The account to ask, unless it is the default account.
   * @param opts Pulumi's resource options.
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID | number>,
    state: { account?: pulumi.Input<string> | undefined } = {},
    opts?: pulumi.CustomResourceOptions,
  ): SendcloudIntegrationSettings {
    const properties = { ...declarable, ...facts, account: state.account, __provider: provider };
    const options = { ...pulumi.mergeOptions(opts, secretiveLookUp), id: pulumi.output(id).apply(String) };
    return register({ type: resourceType, name, properties, options, made: SendcloudIntegrationSettings });
  }
}

/** An Output costs a program a dozen promises, so one that is not declared is made when it is asked for. */
for (const name of Object.keys(declarable)) {
  Object.defineProperty(SendcloudIntegrationSettings.prototype, name, {
    get(this: SendcloudIntegrationSettings): pulumi.Output<undefined> {
      return this.urn.apply(() => undefined);
    },
    set(this: SendcloudIntegrationSettings, value: unknown) {
      Object.defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true });
    },
    configurable: true,
  });
}
