/** What a preview of a set shows, and values of members that are secret or not known yet. */
import { declaringSet, get, imports, patch, seed } from "../../support/sets";
import type { Story } from "../../support/story";

export const stories: Story[] = [
  {
    title: "members may have the names of methods",
    seed,
    steps: [
      {
        does: "up adopts them",
        program: `${imports}new Set("shops", { integrations: { toString: { integrationId: 7, shopName: "Tulips" }, valueOf: { integrationId: 8, shopName: "Roses" } } });`,
        run: "up",
        asks: [get(7), get(8), patch(7, { shop_name: "Tulips" })],
        anyOrder: true,
        printsNot: [/TypeError/],
      },
      { does: "a second up finds nothing to do", run: "up", asks: [], prints: [/2 unchanged/] },
    ],
  },
  {
    title: "previewAdoption shows what each member's adoption would change",
    only: "dynamic",
    seed,
    steps: [
      {
        does: "the preview reads each member, and says what it would change",
        first: ({ project }) => void (project.environment.SENDCLOUD_PREVIEW_ADOPTION = "true"),
        program: declaringSet({
          tulips: { integrationId: 7, shopName: "Tulips" },
          roses: { integrationId: 8, shopName: "Roses" },
        }),
        run: "preview",
        asks: [get(7), get(8)],
        anyOrder: true,
        prints: [
          /resource 'shops\.tulips' adopts integration 7:\s+shopName: "Old" → "Tulips"/,
          /resource 'shops\.roses' adopts integration 8:\s+shopName: "Roses", unchanged/,
        ],
      },
    ],
  },
  {
    title: "members with secret or unknown values are previewed and adopted, and no secret shows",
    only: "dynamic",
    seed,
    steps: [
      {
        does: "a preview with unknown members checks the others, and asks nothing",
        program: `${imports}const first = new One("herbs", { integrationId: 9, shopName: "Thyme" });
          new Set("shops", { integrations: {
            tulips: { integrationId: 7, shopName: first.createdAt.apply((at) => "Tulips"), webhookUrl: pulumi.secret("https://hooks.example/CANARY") },
            roses: first.createdAt.apply(() => ({ integrationId: 8, shopName: "Roses" })) } });`,
        run: "preview --diff",
        asks: [],
        prints: [/\+ 3 to create/],
        printsNot: [/CANARY/],
      },
      {
        does: "up adopts them, and no secret is told",
        run: "up",
        asks: [
          get(9),
          patch(9, { shop_name: "Thyme" }),
          get(7),
          patch(7, { shop_name: "Tulips", webhook_url: "https://hooks.example/CANARY" }),
          get(8),
        ],
        anyOrder: true,
        printsNot: [/CANARY/],
      },
      { does: "nor kept in the state", run: "stack export", asks: [], printsNot: [/CANARY/] },
      { does: "and nothing is sent again", run: "up", asks: [], prints: [/3 unchanged/] },
    ],
  },
];
