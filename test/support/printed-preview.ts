/** Previews as `pulumi preview --json` prints them: texts of steps, of whatever resources a test is about. */

import * as z from "zod";

/** The type of the resource, spelled once more. */
export const one = "pulumi-nodejs:dynamic/sendcloud:IntegrationSettings";

/** What the engine prints in place of a secret, and of a value that it does not know yet. */
export const secret = "[secret]";
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

interface Sides {
  before?: object;
  after?: object;
  type?: string;
  stack?: string;
  /** More of the state before, such as `retainOnDelete`. */
  old?: object;
}

/** One step of a resource; what it was are its outputs, what it would be its inputs. */
export function step(
  op: string,
  name: string,
  { before, after, type = one, stack = "prod", old = {} }: Sides,
): object {
  return {
    op,
    urn: `urn:pulumi:${stack}::shops::${type}::${name}`,
    ...(before && {
      oldState: { type, inputs: before, outputs: { ...before, adoption: secret }, ...old },
    }),
    ...(after && { newState: { type, inputs: after } }),
    detailedDiff: null,
  };
}

/** The same steps, of the plugin's type. */
export function ofPlugin(steps: readonly object[]): object[] {
  const parsed: unknown = JSON.parse(
    JSON.stringify(steps).replaceAll("pulumi-nodejs:dynamic/sendcloud:", "sendcloud:index:"),
  );
  return z.array(z.looseObject({})).parse(parsed);
}

/** The text of a preview. */
export function printed(steps: readonly object[], rest: object = {}): string {
  return JSON.stringify({ steps, ...rest }, undefined, 4);
}

const urn = (name: string): string =>
  `urn:pulumi:prod::shops::pulumi-nodejs:dynamic/sendcloud:IntegrationSettings::${name}`;
const type = "pulumi-nodejs:dynamic/sendcloud:IntegrationSettings";
/** A preview with what is dangerous to show. */
export const preview = {
  steps: [
    { op: "same", urn: urn("same"), oldState: { type }, newState: { type } },
    {
      op: "update",
      urn: urn("calm"),
      oldState: { type, outputs: { integrationId: 1, shopName: "a|b" } },
      newState: {
        type,
        inputs: { integrationId: 1, shopName: "<img src=x onerror=alert(1)> @team `c`\n# d" },
      },
    },
    {
      op: "update",
      urn: urn("zoo"),
      oldState: {
        type,
        outputs: {
          integrationId: 2,
          webhookActive: true,
          webhookUrl: "https://u:canary@x.example/canary",
          onDestroy: "restore",
          shopName: "z",
        },
      },
      newState: {
        type,
        inputs: {
          integrationId: 2,
          webhookActive: false,
          webhookUrl: "https://u:canary@x.example/canary",
        },
      },
    },
    {
      op: "delete-replaced",
      urn: urn("moved"),
      oldState: { type, outputs: { integrationId: 3, shopName: "a" } },
    },
    {
      op: "replace",
      urn: urn("moved"),
      oldState: { type, outputs: { integrationId: 3, shopName: "a" } },
      newState: { type, inputs: { integrationId: 4, shopName: "a" } },
    },
    {
      op: "create-replacement",
      urn: urn("moved"),
      newState: { type, inputs: { integrationId: 4, shopName: "a" } },
    },
    {
      op: "create",
      urn: "urn:pulumi:prod::shops::aws:s3/bucket:Bucket::b",
      newState: { type: "aws:s3/bucket:Bucket" },
    },
  ],
  diagnostics: [{ severity: "warning", message: "<{%reset%}>warning: look<{%reset%}>\n" }],
};
