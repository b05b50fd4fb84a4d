/** Values that become secrets once they are in the state in plain text. */
import { tell, tellInYaml } from "../support/tell";
import assert from "node:assert/strict";
import { behave } from "../support/likeness";
import { imports } from "../support/programs";
import { get, patch } from "../support/requests";
import type { Story, World } from "../support/story";

const url = "https://hooks.example/canary";

async function isHidden({ project }: World): Promise<void> {
  const { stdout } = await project.pulumi(["stack", "export"]);
  assert.match(stdout, /IntegrationSettings::/);
  assert.doesNotMatch(stdout, /canary/);
}

/** What the emulator says it accepts, and does not keep. */
const denying = ({ emulator }: World): void =>
  void behave(emulator, { accepts: 200, denies: "all" });

const secretName = (rest: string): string =>
  `${imports}new One("shop", { integrationId: 7, onDestroy: "restore", ${rest} });`;
const declared = (webhookUrl: string): string =>
  `${imports}new One("shop", { integrationId: 7, webhookUrl: ${webhookUrl} });`;
const text = JSON.stringify(url);

const stories: Story[] = [
  {
    title:
      "a secret that Sendcloud still holds stays one when the program declares something plain in its place",
    seed: [{ id: 7, shop_name: "Old" }],
    steps: [
      {
        does: "a secret is applied",
        program: secretName('shopName: pulumi.secret("canary-7"), feedbackType: "none"'),
        run: "up",
        asks: [get(7), patch(7, { shop_name: "canary-7", feedback_type: "none" })],
        verify: isHidden,
      },
      {
        does: "what is plain instead is not taken",
        program: secretName('shopName: "Plain", feedbackType: "none"'),
        first: denying,
        run: "up",
        fails: true,
        asks: [patch(7, { shop_name: "Plain" }), get(7)],
        printsNot: [/canary/],
        verify: isHidden,
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
        asks: [get(7)],
        printsNot: [/canary/],
        verify: isHidden,
      },
    ],
  },
  {
    title: "what was plain, and becomes a secret, is gone from the state",
    seed: [{ id: 7, webhook_url: url }],
    steps: [
      {
        does: "what is plain is stored as it is",
        program: declared(text),
        run: "up",
        asks: [get(7)],
        verify: async ({ project }) =>
          assert.ok((await project.pulumi(["stack", "export"])).stdout.includes(url)),
      },
      {
        when: "a `webhookUrl` that was plain becomes a secret, and nothing else changes",
        then: "up sends nothing, and the state no longer holds it in plain text",
        program: declared(`pulumi.secret(${text})`),
        run: "up",
        asks: [],
        verify: isHidden,
      },
      {
        does: "and so do a refresh, whatever it finds, and what puts it right",
        first: ({ emulator }) =>
          emulator.edit(7, { webhook_url: "https://hooks.example/canary-panel" }),
        run: "up --refresh",
        asks: [get(7), patch(7, { webhook_url: url })],
        verify: isHidden,
      },
    ],
  },
];

tellInYaml("values that become secrets, in YAML", stories);
tell("values that become secrets", stories.slice(1));
