/** Program process: what programs declare, as types alone; each value may be an output. */
import type * as pulumi from "@pulumi/pulumi";
import type { Choices, Identity, Settings } from "../../settings/types";

/** An output may turn out to be `undefined`: what is not there is not declared. */
type InputOf<Value> = [Value] extends [(infer Element)[]]
  ? pulumi.Input<pulumi.Input<Element>[] | undefined>
  : pulumi.Input<Value | undefined>;

/**
 * One integration: its number, and at least one setting.
 * @example
 * ```ts
 * import { SendcloudIntegrationSettingsSet, type SendcloudIntegrationSettingsMember } from "pulumi-sendcloud";
 *
 * const named = (integrationId: number, shopName: string): SendcloudIntegrationSettingsMember => ({ integrationId, shopName });
 *
 * new SendcloudIntegrationSettingsSet("shops", {
 *   integrations: { flowers: named(12345, "Flower shop"), books: named(12346, "Book shop") },
 * });
 * ```
 */
export type SendcloudIntegrationSettingsMember = {
  [Name in keyof Identity]: pulumi.Input<Identity[Name]>;
} & {
  [Name in keyof Settings]?: InputOf<Settings[Name]> | undefined;
};

/** What is decided about a resource, be it one integration or a set. */
export type ChoiceInputs = {
  [Name in keyof Choices]?: InputOf<Choices[Name]> | undefined;
};
