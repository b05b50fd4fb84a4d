/** A preview as `pulumi preview --json` prints it, with what is dangerous to show; and reviews as comments. */
import { markdown, type Review } from "../../provider/src/cli/review/comment";
import { reviewOf } from "../../provider/src/cli/review/review";
import { printed } from "./printed-preview";

/** The comment on a pull request. */
export function commented(review: Review): string {
  return markdown(review, new Date(0));
}

/** The comment on a preview of these steps. */
export function commentOn(steps: readonly object[], rest?: object): string {
  return commented(reviewOf(printed(steps, rest)));
}

const urn = (name: string): string =>
  `urn:pulumi:prod::shops::pulumi-nodejs:dynamic/sendcloud:IntegrationSettings::${name}`;
const type = "pulumi-nodejs:dynamic/sendcloud:IntegrationSettings";
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
