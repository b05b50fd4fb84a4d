/** Program process: the resource that programs declare. The entry point "pulumi-sendcloud"; loads no library but the Pulumi SDK. */
import * as pulumi from "@pulumi/pulumi";
import { undeclared } from "../../settings/names";
import type { Choices, Identity, Settings } from "../../settings/types";
import { isMap } from "../../values";
import { resourceType } from "../tokens";
import { declaredBy } from "./declarer";
import type { ChoiceInputs, SendcloudIntegrationSettingsMember } from "./inputs";
import { adopting, lookingUp } from "./options";
import { refuseLater, sentIfPresent } from "./missing";
import { told } from "./told";
import { shortTraces } from "./trace";

export type { Settings };
export * from "./lookups";
export type { SendcloudIntegrationSettingsMember };

/**
 * What the engine stores with each resource and evaluates in the provider process: the address of the provider, not its
 * code. States in the wild hold this text for ever, so the path must stay valid for ever.
 */
const provider = 'exports.handler = () => require("pulumi-sendcloud/provider")';

/** What the SDK makes an Output of, whatever is declared: facts of the shop. */
const facts = { type: undefined, createdAt: undefined };

/**
 * What {@link SendcloudIntegrationSettings} is declared with: the integration, and at least one setting.
 * @example
 * ```ts
 * import { SendcloudIntegrationSettings, type SendcloudIntegrationSettingsArgs } from "pulumi-sendcloud";
 *
 * const flowers: SendcloudIntegrationSettingsArgs = { integrationId: 12345, shopName: "Flower shop" };
 * new SendcloudIntegrationSettings("flowers", { ...flowers, onDestroy: "restore" });
 * ```
 */
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
 * @example
 * ```ts
 * import * as pulumi from "@pulumi/pulumi";
 * import { SendcloudIntegrationSettings } from "pulumi-sendcloud";
 *
 * const config = new pulumi.Config();
 *
 * const flowers = new SendcloudIntegrationSettings("flowers", {
 *   integrationId: 12345,
 *   shopName: "Flower shop",
 *   webhookActive: true,
 *   webhookUrl: config.requireSecret("webhookUrl"),
 * });
 *
 * export const kind = flowers.type;
 * ```
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- as above
export class SendcloudIntegrationSettings extends pulumi.CustomResource {
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
  constructor(
    name: string,
    args: SendcloudIntegrationSettingsArgs,
    opts?: pulumi.CustomResourceOptions,
  ) {
    const { properties, options } =
      opts?.id === undefined || declares(args) ? declared(name, args, opts) : lookedUp(args, opts);
    const restoreTraces = shortTraces();
    try {
      // Not through dynamic.Resource: it would serialize the provider's code, and load the TypeScript compiler to do that.
      super(resourceType, name, { ...facts, ...properties, __provider: provider }, options);
    } finally {
      restoreTraces();
    }
    Object.assign(this, missingOutputs(this));
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
    const args = { ...state, integrationId: pulumi.output(id).apply(Number) };
    return new SendcloudIntegrationSettings(name, args, {
      ...opts,
      id: pulumi.output(id).apply(String),
    });
  }
}

/** What is registered with the engine. */
interface Registration {
  properties: pulumi.Inputs;
  options: pulumi.CustomResourceOptions;
}

/** Whether any setting is declared: a look-up has none. */
function declares(args: unknown): boolean {
  return (
    isMap(args) &&
    Object.keys(undeclared).some(
      (name) => name !== "integrationId" && name !== "account" && args[name] !== undefined,
    )
  );
}

function declared(
  name: string,
  args: SendcloudIntegrationSettingsArgs,
  opts: pulumi.CustomResourceOptions | undefined,
): Registration {
  refuseLater(name, args);
  return {
    properties: { ...sentIfPresent(args), ...declaredBy(name, told(args, opts)) },
    options: adopting(name, opts, isMap(args) ? args.onDestroy : undefined),
  };
}

/** The engine reads what has the ID; settings that are declared beside it have no say. */
function lookedUp(
  args: SendcloudIntegrationSettingsArgs,
  opts: pulumi.CustomResourceOptions,
): Registration {
  return {
    properties: { ...undeclared, account: isMap(args) ? args.account : undefined },
    options: lookingUp(opts),
  };
}

/** The outputs that are missing. The SDK's own would wait for the engine, cost a dozen promises each, and not be known at preview. */
function missingOutputs(resource: object): Record<string, pulumi.Output<undefined>> {
  const none = pulumi.output(undefined);
  const missing = Object.keys(undeclared).filter((name) => !(name in resource));
  return Object.fromEntries(missing.map((name) => [name, none]));
}
