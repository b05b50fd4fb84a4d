/** An integration that is declared twice. */
import type { Story } from "../../support/story";

export const stories: Story[] = [
  {
    title: "two resources with the same integration fail the preview",
    seed: [{ id: 7 }],
    steps: [
      {
        when: "two resources declare the same integration",
        then: "preview fails, and names both resources",
        program: { flowers: '{ integrationId: 7, shopName: "F" }', books: '{ integrationId: pulumi.output(7), shopName: "B" }' },
        run: "preview --diff",
        fails: true,
        asks: [],
        prints: [/integration 7 is declared twice, by the resources '(flowers|books)' and '(books|flowers)'/],
        printsNot: [/\n\s+at /],
      },
    ],
  },
];
