/** Values that become secrets once they are in the state in plain text. */
import assert from "node:assert/strict";
import { behave } from "../../support/likeness";
import { get, imports, patch } from "../../support/sets";
import type { Story, World } from "../../support/story";

const url = (id: number): string => `https://hooks.example/canary-${id}`;

/** One resource and two sets, whose URLs are written so, and whose members so. */
const program = (
  written: (url: string) => string,
  member = (text: string) => text,
  all = (text: string) => text,
): string => {
  const one = (id: number): string =>
    `{ integrationId: ${id}, webhookUrl: ${written(JSON.stringify(url(id)))} }`;
  return `${imports}new One("shop", ${one(7)});
new Set("shops", { integrations: ${all(`{ "tu.lips": ${member(one(8))}, constructor: ${member(one(9))} }`)} });`;
};

const secret = (text: string): string => `pulumi.secret(${text})`;

async function isSealed({ project }: World): Promise<void> {
  const { stdout } = await project.pulumi(["stack", "export"]);
  assert.match(stdout, /IntegrationSettingsSet/);
  assert.doesNotMatch(stdout, /canary/);
}

const nothing = { asks: [], prints: [/3 unchanged/], verify: isSealed };
const reads = [get(7), get(8), get(9)];

/** What is plain is adopted, and becomes a secret in this way. */
function comingLater(title: string, sealed: string): Story {
  return {
    title: `what was plain, and becomes a secret as ${title}, is gone from the state`,
    seed: [7, 8, 9].map((id) => ({ id, webhook_url: url(id) })),
    steps: [
      {
        does: "what is plain is stored as it is",
        program: program((text) => text),
        run: "up",
        asks: reads,
        anyOrder: true,
        verify: async ({ project }) => {
          const { stdout } = await project.pulumi(["stack", "export"]);
          for (const id of [7, 8, 9]) assert.ok(stdout.includes(url(id)));
        },
      },
      {
        when: "a `webhookUrl` that was plain becomes a secret, and nothing else changes",
        then: "up sends nothing, and the state no longer holds it in plain text",
        program: sealed,
        run: "up",
        asks: [],
        verify: isSealed,
      },
      { does: "an up with no change leaves it so", run: "up", ...nothing },
      {
        does: "and so does a refresh, whatever it finds",
        first: ({ emulator }) =>
          emulator.edit(8, { webhook_url: "https://hooks.example/canary-panel" }),
        run: "refresh",
        asks: reads,
        anyOrder: true,
        verify: isSealed,
      },
      {
        does: "and what puts it right",
        run: "up",
        asks: [patch(8, { webhook_url: url(8) }), get(8)],
        verify: isSealed,
      },
    ],
  };
}

/** What the emulator says it accepts, and does not keep. */
const denying = ({ emulator }: World): void =>
  void behave(emulator, { accepts: 200, denies: "all" });

export const stories: Story[] = [
  {
    title:
      "a secret that Sendcloud still holds stays one when the program declares something plain in its place",
    seed: [7, 8, 9].map((id) => ({ id, shop_name: "Old" })),
    steps: [
      {
        does: "secrets are applied",
        program: `${imports}new One("shop", { integrationId: 7, shopName: pulumi.secret("canary-7") });
          new Set("shops", { onDestroy: "restore", integrations: { IntegrationSettingsSet: { integrationId: 8, shopName: pulumi.secret("canary-8"), feedbackType: "none" } } });`,
        run: "up",
        asks: [
          get(7),
          patch(7, { shop_name: "canary-7" }),
          get(8),
          patch(8, { shop_name: "canary-8", feedback_type: "none" }),
        ],
        anyOrder: true,
        verify: isSealed,
      },
      {
        does: "what is plain instead is not taken",
        program: `${imports}new One("shop", { integrationId: 7, shopName: "Plain" });
          new Set("shops", { onDestroy: "restore", integrations: { IntegrationSettingsSet: { integrationId: 8, feedbackType: "none" } } });`,
        first: denying,
        run: "up --continue-on-error",
        fails: true,
        asks: [
          patch(7, { shop_name: "Plain" }),
          ...[7, 7, 7, 7, 8, 8, 8, 8, 8].map(get),
          patch(8, { shop_name: "Old" }),
        ],
        anyOrder: true,
        printsNot: [/canary/],
        verify: isSealed,
      },
      {
        does: "a preview does not show it",
        run: "preview --diff",
        asks: [],
        printsNot: [/canary/],
      },
      {
        does: "nor does a refresh",
        run: "refresh",
        asks: [get(7), get(8)],
        anyOrder: true,
        printsNot: [/canary/],
        verify: isSealed,
      },
    ],
  },
  comingLater("a value", program(secret)),
  comingLater(
    "a whole member",
    program((text) => secret(text), secret),
  ),
  comingLater(
    "a whole set",
    program(
      (text) => secret(text),
      (text) => text,
      secret,
    ),
  ),
];
