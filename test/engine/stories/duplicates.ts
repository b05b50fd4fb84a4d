/** An integration that is declared twice. */
import { imports } from "../../support/programs";
import type { Story } from "../../support/story";

const twoProviders = (integrationId: string): string => `${imports}
class P extends pulumi.ProviderResource { constructor(name) { super("pulumi-nodejs", name, {}); } }
new One("flowers", { integrationId: 7, shopName: "F" }, { provider: new P("mine") });
new One("books", { integrationId: ${integrationId}, shopName: "B" });`;

export const stories: Story[] = [
  {
    title: "two resources with the same integration fail the preview",
    seed: [{ id: 7 }],
    steps: [
      {
        when: "two resources declare the same integration",
        then: "preview fails, and names both resources",
        program: {
          flowers: '{ integrationId: 7, shopName: "F" }',
          books: '{ integrationId: pulumi.output(7), shopName: "B" }',
        },
        run: "preview --diff",
        fails: true,
        asks: [],
        prints: [
          /integration 7 is declared twice, by the resources '(flowers|books)' and '(books|flowers)'/,
        ],
        printsNot: [/\n\s+at /],
      },
    ],
  },
  {
    title: "so do two that have different providers",
    only: "dynamic",
    seed: [{ id: 7 }, { id: 8 }],
    steps: [
      ...["7", "pulumi.output(7)"].map((integrationId) => ({
        does: `where the second declares ${integrationId}`,
        program: twoProviders(integrationId),
        run: "preview",
        fails: true as const,
        asks: [],
        prints: [/integration 7 is declared twice, by the resources 'flowers' and 'books'/],
        printsNot: [/\n\s+at /],
      })),
      {
        does: "two integrations are no problem",
        program: twoProviders("8"),
        run: "preview",
        asks: [],
        prints: [/4 to create/],
      },
    ],
  },
];
