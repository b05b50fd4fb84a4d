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

const canary = "https://u:canary@x.example/canary";
const hook = { integrationId: 2, webhookUrl: canary };
const moved = { integrationId: 3, shopName: "a" };
const shown = "<img src=x onerror=alert(1)> @team `c`\n# d";

/** A preview with what is dangerous to show. */
export const preview = {
  steps: [
    step("same", "same", { before: {}, after: {} }),
    step("update", "calm", {
      before: { integrationId: 1, shopName: "a|b" },
      after: { integrationId: 1, shopName: shown },
    }),
    step("update", "zoo", {
      before: { ...hook, webhookActive: true, onDestroy: "restore", shopName: "z" },
      after: { ...hook, webhookActive: false },
    }),
    step("delete-replaced", "moved", { before: moved }),
    step("replace", "moved", { before: moved, after: { ...moved, integrationId: 4 } }),
    step("create-replacement", "moved", { after: { ...moved, integrationId: 4 } }),
    step("create", "b", { after: {}, type: "aws:s3/bucket:Bucket" }),
  ],
  diagnostics: [{ severity: "warning", message: "<{%reset%}>warning: look<{%reset%}>\n" }],
};
