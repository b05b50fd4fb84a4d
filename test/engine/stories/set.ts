/** A set of integrations as one resource, from the first preview to destroy: each member is managed as a resource of its own is. */
import assert from "node:assert/strict";
import { declaringSet, get, imports, patch, seed } from "../../support/sets";
import type { Story } from "../../support/story";

/** A program that breaks rules of the set and of each member; `roses` is the number of one. */
const wrong = (roses: number): string => `${imports}new Set("shops", { account: "x", integrations: {
  tulips: { integrationId: 7, shopName: "", webhookActive: true, webhookUrl: "ftp://secret" },
  roses: { integrationId: ${roses}, shopName: "R", account: "b" }, herbs: 5, weeds: { shopNam: "W", integrationId: 9 } }, colour: 1 });`;

export const stories: Story[] = [
  {
    title: "a set of integrations, from the first preview to destroy",
    seed,
    steps: [
      {
        does: "preview names each broken rule by its member, and asks nothing",
        only: "dynamic",
        program: wrong(7),
        run: "preview",
        fails: true,
        asks: [],
        prints: [/integrations\.tulips: integration 7 is declared by integrations\.roses too/],
        printsNot: [/\n\s+at /, /ftp:/],
      },
      {
        does: "and those of the whole",
        only: "dynamic",
        program: wrong(8),
        run: "preview",
        fails: true,
        asks: [],
        prints: [
          /colour is not a property of this resource/,
          /integrations\.tulips: shopName must not be empty/,
          /integrations\.tulips: webhookUrl must be/,
          /integrations\.roses: account applies to the whole set: move it next to `integrations`/,
          /integrations\.herbs: must be an object/,
          /integrations\.weeds: shopNam is not a property of this resource: did you mean shopName/,
        ],
        printsNot: [/\n\s+at /, /ftp:/],
      },
      {
        does: "up reads each member, and sends only what differs",
        program: declaringSet({
          tulips: { integrationId: 7, shopName: "Tulips", feedbackType: "none", webhookUrl: null },
          roses: { integrationId: 8, shopName: "Roses" },
        }),
        run: "up",
        asks: [get(7), get(8), patch(7, { shop_name: "Tulips", feedback_type: "none" })],
        anyOrder: true,
        prints: [
          /adopted 1 integration, changing shopName, feedbackType: tulips/,
          /adopted 1 integration, changing nothing: roses/,
        ],
      },
      { does: "nothing is edited: up sends nothing", run: "up", asks: [], prints: [/2 unchanged/] },
      {
        does: "a member is edited: the preview shows the setting",
        program: declaringSet({
          tulips: { integrationId: 7, shopName: "Lilies", feedbackType: "none", webhookUrl: null },
          roses: { integrationId: 8, shopName: "Roses" },
        }),
        run: "preview --diff",
        asks: [],
        prints: [/~ tulips\s*: \{[^}]*~ shopName\s*: "Tulips" => "Lilies"/],
        printsNot: [/~ roses/],
      },
      {
        does: "and up sends one `PATCH` with exactly that",
        run: "up",
        asks: [patch(7, { shop_name: "Lilies" })],
      },
      {
        does: "refresh finds what changed behind Pulumi's back, of managed settings alone",
        first: ({ emulator }) =>
          emulator.edit(8, { shop_name: "Panel", shop_url: "https://unmanaged.example" }),
        run: "refresh",
        asks: [get(7), get(8)],
        anyOrder: true,
        prints: [/~ 1 updated/],
      },
      { does: "and up puts it right", run: "up", asks: [patch(8, { shop_name: "Roses" }), get(8)] },
      {
        does: "a member is renamed, one comes and one setting goes: only what that takes is sent",
        program: declaringSet({
          lilies: { integrationId: 7, shopName: "Lilies" },
          roses: { integrationId: 8, shopName: "Roses" },
          herbs: { integrationId: 9, shopName: "Thyme" },
        }),
        run: "up",
        asks: [get(7), get(9), patch(9, { shop_name: "Thyme" })],
        anyOrder: true,
      },
      {
        does: "a member that is deleted at Sendcloud leaves the set at the next refresh",
        first: ({ emulator }) => emulator.remove(9),
        run: "refresh",
        asks: [get(7), get(8), get(9)],
        anyOrder: true,
        prints: [/integration 9 \(herbs\) is gone/],
      },
      {
        does: "destroy sends nothing",
        run: "destroy",
        asks: [],
        verify: ({ emulator }) => assert.equal(emulator.integration(7)?.shop_name, "Lilies"),
      },
    ],
  },
];
