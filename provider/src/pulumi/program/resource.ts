/** Program process: the resource that programs declare. The entry point "pulumi-sendcloud"; loads no library but the Pulumi SDK. */
import * as pulumi from "@pulumi/pulumi";
import { type Choices, type Identity, type Settings, undeclared } from "../../settings/types";
import type { Properties } from "../../values";
import { resourceType } from "../tokens";
import { isLater, programError } from "./context";
import { withoutFacts } from "./get-integration";
import { hiddenInput } from "./hidden-input";
import { adopting, lookingUp } from "./options";
import { shortenTraces } from "./sdk-internals";

export type { Settings };
export {
  getIntegration,
  type GetIntegrationArgs,
  getIntegrationOutput,
  type IntegrationDetails,
  listIntegrations,
  type ListIntegrationsArgs,
  listIntegrationsOutput,
} from "./get-integration";

/** The address of the provider, which the provider process evaluates. States hold it, so it must stay valid for ever. */
const provider = 'exports.handler = () => require("pulumi-sendcloud/provider")';

/** Outputs that no program declares. */
const facts = { type: undefined, createdAt: undefined };

/** An Output may turn out to be `undefined`: then the setting is not declared. */
type InputOf<Value> = [Value] extends [(infer Element)[]]
  ? pulumi.Input<pulumi.Input<Element>[] | undefined>
  : pulumi.Input<Value | undefined>;

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
export type SendcloudIntegrationSettingsArgs = {
  [Name in keyof Identity]: pulumi.Input<Identity[Name]>;
} & {
  [Name in keyof Settings]?: InputOf<Settings[Name]> | undefined;
} & {
  [Name in keyof Choices]?: InputOf<Choices[Name]> | undefined;
};

/** The outputs: the declared inputs; a setting that is not declared is `undefined`. */
type Declared = {
  readonly [Name in keyof Identity]: pulumi.Output<Identity[Name]>;
} & {
  readonly [Name in keyof Settings]: pulumi.Output<Settings[Name] | undefined>;
} & {
  readonly [Name in keyof Choices]: pulumi.Output<Choices[Name] | undefined>;
};

/**
 * The settings of one Sendcloud integration. The integration itself must exist: the first `pulumi up` adopts it as it is
 * and changes only what differs from what is declared; a setting that is not declared is never touched. Destroying the
 * resource, or removing it from the program, never deletes a shop: it sends nothing, or with `onDestroy: "restore"` returns
 * the managed settings to what they were when they were adopted.
 *
 * Every rule is checked at preview, without a request. Keys come from `SENDCLOUD_PUBLIC_KEY` and `SENDCLOUD_SECRET_KEY`, or
 * from the configuration `sendcloud:publicKey` and `sendcloud:secretKey`; where they are there, the preview of an adoption
 * reads the integration, and shows what changes.
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
// eslint-disable-next-line @typescript-eslint/no-empty-object-type, @typescript-eslint/no-unsafe-declaration-merging -- the members derive from the list of settings, which a class body cannot say
export interface SendcloudIntegrationSettings extends Declared {}

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
    const { inputs, options } = registration(name, args, opts);
    const restoreTraces = shortenTraces();
    try {
      // dynamic.Resource would serialize code, and load the TypeScript compiler for it.
      super(resourceType, name, { ...facts, ...inputs, __provider: provider }, options);
    } finally {
      restoreTraces();
    }
    Object.assign(this, missingOutputs(this));
  }

  /**
   * Looks up an integration without managing it: nothing is sent. Its URLs are secrets.
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
function registration(
  name: string,
  args: SendcloudIntegrationSettingsArgs,
  opts: pulumi.CustomResourceOptions | undefined,
): { inputs: Properties; options: pulumi.CustomResourceOptions } {
  if (isLater(args))
    throw programError(
      `resource '${name}': the arguments must be an object, not an Output or a Promise. Pass its members one by one, such as { integrationId: shop.integrationId }`,
    );
  // JavaScript may give no arguments.
  const inputs = withoutFacts({ ...args });
  // The engine reads what has an ID. A setting beside it asks for more than that.
  const isDeclared = optional.some((key) => key !== "account" && inputs[key] !== undefined);
  if (opts?.id !== undefined && !isDeclared)
    return { inputs: { ...undeclared, account: inputs.account }, options: lookingUp(opts) };
  refuseNull(name, inputs);
  const hidden = hiddenInput(name, inputs, opts?.ignoreChanges);
  return { inputs: { ...inputs, ...hidden }, options: adopting(name, opts) };
}

const optional = Object.keys(undeclared).filter((name) => name !== "integrationId");

/** A plain `null` could mean "clear it" or "leave it alone", so the program has to say which. */
function refuseNull(name: string, inputs: Properties): void {
  const nulls = optional.filter((key) => inputs[key] === null);
  if (nulls.length === 0) return;
  throw programError(
    `resource '${name}': null was given for ${nulls.join(", ")}. Leave a setting out to stop managing it. For no URL, write webhookUrl: ""`,
  );
}

/** Outputs that nobody declared. The SDK's own would cost a dozen promises each, and be unknown at preview. */
function missingOutputs(resource: object): Record<string, pulumi.Output<undefined>> {
  const none = pulumi.output(undefined);
  const missing = Object.keys(undeclared).filter((name) => !(name in resource));
  return Object.fromEntries(missing.map((name) => [name, none]));
}
