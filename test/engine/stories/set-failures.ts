/** Members of a set that fail: the others go on without them. */
import { failing } from "../../support/interceptors";
import { declaringSet, get, imports, patch, seed } from "../../support/sets";
import type { Story, World } from "../../support/story";

/** Refuses to change one integration. */
const refusing = (id: number) => (world: World) =>
  world.emulator.intercept((request, response) => {
    if (request.method !== "PATCH" || request.path !== `/integrations/${id}`) return false;
    response
      .writeHead(422, { "content-type": "application/json" })
      .end('{"errors":[{"detail":"no"}]}');
    return true;
  });

const many = Array.from({ length: 25 }, (_, index) => index + 1);

export const stories: Story[] = [
  {
    title: "a member that fails stops no other member",
    seed,
    steps: [
      {
        does: "one member is refused: the others are adopted and recorded, and the failure is told by its name",
        program: declaringSet({
          tulips: { integrationId: 7, shopName: "Tulips" },
          roses: { integrationId: 8, shopName: "Reds" },
          gone: { integrationId: 99, shopName: "G" },
        }),
        first: refusing(8),
        run: "up",
        fails: true,
        asks: [
          ["GET", "/integrations"],
          get(7),
          get(8),
          get(99),
          patch(7, { shop_name: "Tulips" }),
          patch(8, { shop_name: "Reds" }),
        ],
        anyOrder: true,
        prints: [/2 members of the set failed/, /roses: .*422/, /gone: there is no integration 99/],
        printsNot: [/\n\s+at /],
      },
      {
        does: "the next up goes on with those alone",
        program: declaringSet({
          tulips: { integrationId: 7, shopName: "Tulips" },
          roses: { integrationId: 8, shopName: "Reds" },
        }),
        first: ({ emulator }) => emulator.intercept(undefined),
        run: "up",
        asks: [get(8), patch(8, { shop_name: "Reds" })],
      },
      {
        does: "an edit of two members, one of which is refused, is half done and recorded so",
        program: declaringSet({
          tulips: { integrationId: 7, shopName: "Lilies" },
          roses: { integrationId: 8, shopName: "Whites" },
        }),
        first: refusing(8),
        run: "up",
        fails: true,
        asks: [patch(7, { shop_name: "Lilies" }), patch(8, { shop_name: "Whites" })],
        anyOrder: true,
        prints: [/1 member of the set failed/],
      },
      {
        does: "and then only the other is sent",
        first: ({ emulator }) => emulator.intercept(undefined),
        run: "up",
        asks: [patch(8, { shop_name: "Whites" })],
      },
      {
        does: "an outage fails the refresh, and changes nothing",
        first: (world) => failing(world, "GET", 400),
        run: "refresh",
        fails: true,
        asks: [get(7), get(8)],
        anyOrder: true,
      },
    ],
  },
  {
    title: "many failures stay readable",
    seed: many.map((id) => ({ id })),
    steps: [
      {
        when: "many members of a set fail for the same reason",
        then: "the error appears once, with all their names",
        program: declaringSet(
          Object.fromEntries(
            many.map((id) => [`shop${id}`, { integrationId: id, shopName: "New" }]),
          ),
        ),
        first: (world) => failing(world, "PATCH", 403),
        run: "up",
        fails: true,
        asks: many.flatMap((id) => [get(id), patch(id, { shop_name: "New" })]),
        anyOrder: true,
        prints: [
          /25 members of the set failed; .*:\n\s+shop1, shop10, .*shop9: Sendcloud refused with status 403: .*\/integrations\/…;/,
        ],
        // Pulumi prints each error twice: as it happens, and at the end.
        printsNot: [/(status 403[^]*){3}/, /\n\s+at /],
      },
      {
        when: "many resources fail for the same reason",
        then: "each says what happened, and only one says what to do",
        program: `${imports}for (const id of ${JSON.stringify(many)}) new One("shop" + id, { integrationId: id, shopName: "New" });`,
        run: "up --continue-on-error",
        fails: true,
        asks: many.flatMap((id) => [get(id), patch(id, { shop_name: "New" })]),
        anyOrder: true,
        // As it happens, in the resource's last line, and at the end.
        prints: [
          /Use those of the account that owns the integration/,
          /status 403: .* What to do is said of another resource/,
        ],
        printsNot: [/(Use those of the account[^]*){4}/, /\n\s+at /],
      },
    ],
  },
];
