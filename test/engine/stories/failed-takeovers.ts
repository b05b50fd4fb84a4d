/** Resources that fail before they take an integration over: what the shop was is not lost with them. */
import assert from "node:assert/strict";
import { get, imports, patch, seed } from "../../support/sets";
import type { Step, Story } from "../../support/story";

const one = (name: string, args: string, opts = "{}"): string =>
  `const ${name} = new One("${name}", { ${args} }, ${opts});\n`;

const restored = (name: string, args: string, opts?: string): string =>
  one(name, `${args}, onDestroy: "restore"`, opts);

const setOf = (members: string): string =>
  `const shops = new Set("shops", { integrations: { ${members} }, onDestroy: "restore" });\n`;

const tulips = 'tulips: { integrationId: 7, shopName: "Tulips" }';
const roses = (shopName = "Reds"): string => `roses: { integrationId: 8, shopName: "${shopName}" }`;

/** A resource that fails, since the account has no such integration; or another one, which the next `up` adopts. */
const wrong = one("other", 'integrationId: 999, shopName: "Other"');
const right = one("other", 'integrationId: 9, shopName: "Other"');

const refusal = [get(999), ["GET", "/integrations"]];
const corrected = [get(9), patch(9, { shop_name: "Other" })];

const bothAdopted: Step = {
  does: "a set manages two shops",
  program: imports + setOf(`${tulips}, ${roses()}`),
  run: "up",
  asks: [get(7), get(8), patch(7, { shop_name: "Tulips" }), patch(8, { shop_name: "Reds" })],
  anyOrder: true,
};

const adopted: Step = {
  does: "a resource manages one shop",
  program: imports + restored("a", 'integrationId: 7, shopName: "A"'),
  run: "up",
  asks: [get(7), patch(7, { shop_name: "A" })],
};

const unchanged: Step = {
  does: "there is nothing to do any more",
  run: "preview --expect-no-changes",
  asks: [],
};

const bothReturned: Step = {
  does: "destroy returns both to what they were before everything",
  run: "destroy",
  asks: [get(7), patch(7, { shop_name: "Old" }), get(8), patch(8, { shop_name: "Roses" })],
  anyOrder: true,
};

const afterOther = "{ dependsOn: [other] }";
const apart = (taken = 'integrationId: 7, shopName: "Garden"'): string =>
  restored("tulips", taken, afterOther);

export const stories: Story[] = [
  {
    title: "a member leaves its set, and the resource that takes it over comes only in a later run",
    only: "dynamic",
    seed,
    steps: [
      bothAdopted,
      {
        when: "a member moves out of its set, and the `up` fails before the new resource adopts it",
        then: "the shop stays as it is, and the next up hands over what it was before",
        program: imports + setOf(roses()) + wrong + apart(),
        run: "up",
        fails: true,
        asks: refusal,
        prints: [/integration 7 \(tulips\): not restored, since the program still declares it/],
      },
      {
        does: "it fails again, while the set is edited",
        program: imports + setOf(roses("Whites")) + wrong + apart(),
        run: "up",
        fails: true,
        asks: [...refusal, patch(8, { shop_name: "Whites" })],
        anyOrder: true,
      },
      { does: "a refresh finds nothing", run: "refresh --expect-no-changes", asks: [get(8)] },
      {
        does: "the set alone is edited, and the others are not targeted",
        program: imports + setOf(roses("Pinks")) + right + apart(),
        run: "up --target **shops",
        asks: [patch(8, { shop_name: "Pinks" })],
        only: "dynamic",
      },
      {
        does: "the set is replaced",
        run: "up --replace **shops --target **shops",
        asks: [get(8)],
        only: "dynamic",
      },
      {
        does: "the next one adopts",
        program: imports + setOf(roses("Pinks")) + right + apart(),
        run: "up",
        asks: [...corrected, get(7), patch(7, { shop_name: "Garden" })],
        anyOrder: true,
      },
      unchanged,
      {
        does: "an edit of the set has nothing to do with it",
        program: imports + setOf(roses("Blacks")) + right + apart(),
        run: "up",
        asks: [patch(8, { shop_name: "Blacks" })],
        verify: async ({ project }) =>
          assert.doesNotMatch((await project.pulumi(["stack", "export"])).stdout, /__unclaimed/),
      },
      bothReturned,
    ],
  },
  {
    title: "a member leaves its set for another set, which fails at first",
    seed,
    steps: [
      bothAdopted,
      {
        does: "what the other set waits for fails",
        program:
          imports +
          setOf(roses()) +
          wrong +
          `new Set("others", { integrations: { ${tulips} }, onDestroy: "restore" }, ${afterOther});`,
        run: "up",
        fails: true,
        asks: refusal,
      },
      {
        does: "the next one reads the shop, and has nothing to send",
        program:
          imports +
          setOf(roses()) +
          right +
          `new Set("others", { integrations: { ${tulips} }, onDestroy: "restore" }, ${afterOther});`,
        run: "up",
        asks: [...corrected, get(7)],
        anyOrder: true,
      },
      bothReturned,
    ],
  },
  {
    title:
      "a move that failed is given up: the member comes back into its set, and remembers what the shop was",
    seed,
    steps: [
      bothAdopted,
      {
        does: "the move fails",
        program: imports + setOf(roses()) + wrong + apart(),
        run: "up",
        fails: true,
        asks: refusal,
      },
      {
        does: "the member is back",
        program: imports + setOf(`${tulips}, ${roses()}`),
        run: "up",
        asks: [get(7)],
      },
      bothReturned,
    ],
  },
  {
    title: "a move that failed is given up: nobody manages the shop any more, and that is said",
    only: "dynamic",
    seed,
    steps: [
      bothAdopted,
      {
        does: "the move fails",
        program: imports + setOf(roses()) + wrong + apart(),
        run: "up",
        fails: true,
        asks: refusal,
      },
      {
        does: "the set is edited, and the new resource is no longer declared",
        program: imports + setOf(roses("Whites")),
        run: "up",
        asks: [patch(8, { shop_name: "Whites" })],
        prints: [/integration 7: left as it is, and what it was is forgotten/],
        verify: async ({ project }) =>
          assert.doesNotMatch((await project.pulumi(["stack", "export"])).stdout, /__unclaimed/),
      },
    ],
  },
  {
    title:
      "with --continue-on-error, a set that let go of a shop and left the program stays until the shop is taken over",
    only: "dynamic",
    seed,
    steps: [
      bothAdopted,
      {
        does: "the move fails",
        program: imports + setOf(roses()) + wrong + apart(),
        run: "up",
        fails: true,
        asks: refusal,
      },
      {
        does: "the set is no longer declared, and the move fails again",
        program: imports + wrong + apart(),
        run: "up --continue-on-error",
        fails: true,
        asks: refusal,
        prints: [/integration 7: still managed by this resource/],
      },
      {
        does: "then the shop is taken over, and the set goes",
        program: imports + right + apart(),
        run: "up",
        asks: [
          ...corrected,
          get(7),
          patch(7, { shop_name: "Garden" }),
          get(8),
          patch(8, { shop_name: "Roses" }),
        ],
        anyOrder: true,
      },
      {
        does: "destroy returns the shop to what it was before the set",
        run: "destroy",
        asks: [get(7), patch(7, { shop_name: "Old" })],
      },
    ],
  },
  {
    title:
      "a member of a set that releases moves to a resource that restores, which fails at first",
    only: "dynamic",
    seed,
    steps: [
      {
        does: "a set manages a shop",
        program: `${imports}new Set("shops", { integrations: { ${tulips}, ${roses()} } });`,
        run: "up",
        asks: [get(7), get(8), patch(7, { shop_name: "Tulips" }), patch(8, { shop_name: "Reds" })],
        anyOrder: true,
      },
      {
        does: "the move fails",
        program: `${imports}new Set("shops", { integrations: { ${roses()} } });${wrong}${apart()}`,
        run: "up",
        fails: true,
        asks: refusal,
      },
      {
        does: "the next one adopts",
        program: `${imports}new Set("shops", { integrations: { ${roses()} } });${right}${apart()}`,
        run: "up",
        asks: [...corrected, get(7), patch(7, { shop_name: "Garden" })],
        anyOrder: true,
      },
      {
        does: "destroy returns the shop to what it was before the set",
        run: "destroy",
        asks: [get(7), patch(7, { shop_name: "Old" })],
      },
    ],
  },
  {
    title:
      "a resource moves on to another shop, and the one that takes its own over comes only in a later run",
    seed,
    steps: [
      adopted,
      {
        does: "it manages the next shop, and what the other resource waits for fails",
        program:
          imports +
          restored("a", 'integrationId: 8, shopName: "A"') +
          one("other", 'integrationId: 999, shopName: "Other"', "{ dependsOn: [a] }") +
          apart(),
        run: "up",
        fails: true,
        asks: [get(8), patch(8, { shop_name: "A" }), ...refusal],
      },
      { does: "a refresh finds nothing", run: "refresh --expect-no-changes", asks: [get(8)] },
      {
        does: "the next one adopts",
        program:
          imports +
          restored("a", 'integrationId: 8, shopName: "A"') +
          one("other", 'integrationId: 9, shopName: "Other"', "{ dependsOn: [a] }") +
          apart(),
        run: "up",
        asks: [...corrected, get(7), patch(7, { shop_name: "Garden" })],
      },
      unchanged,
      bothReturned,
    ],
  },
  {
    title:
      "a resource is deleted before its replacement, which comes only in a later run, and the one that takes its shop over later still",
    only: "dynamic",
    seed,
    steps: [
      adopted,
      {
        does: "the replacement fails, and the other one waits for it",
        program:
          imports +
          restored("a", 'integrationId: 8, shopName: "A"') +
          restored("tulips", 'integrationId: 7, shopName: "T"', "{ dependsOn: [a] }"),
        first: ({ emulator }) =>
          emulator.intercept(({ path }, response) => {
            if (path !== "/integrations/8") return false;
            response.writeHead(404).end('{"errors":[{"detail":"Not found."}]}');
            return true;
          }),
        run: "up",
        fails: true,
        asks: [get(8), ["GET", "/integrations"]],
      },
      {
        does: "the replacement is created, and the other one waits in vain again",
        first: ({ emulator }) => emulator.intercept(),
        program: imports + wrong + restored("a", 'integrationId: 8, shopName: "A"') + apart(),
        run: "up --continue-on-error",
        fails: true,
        asks: [...refusal, get(8), patch(8, { shop_name: "A" })],
        anyOrder: true,
      },
      {
        does: "the next run adopts",
        program: imports + right + restored("a", 'integrationId: 8, shopName: "A"') + apart(),
        run: "up",
        asks: [...corrected, get(7), patch(7, { shop_name: "Garden" })],
        anyOrder: true,
      },
      unchanged,
      bothReturned,
    ],
  },
  {
    title:
      "with --continue-on-error, a resource that left the program stays until the one that takes its shop over has done so",
    only: "dynamic",
    seed,
    steps: [
      adopted,
      {
        when: "with `--continue-on-error`, a resource fails that takes over the shop of one that left the program",
        then: "the old one is not deleted, and the shop stays as it is until the new one succeeds",
        program: imports + wrong + restored("b", 'integrationId: 7, shopName: "B"', afterOther),
        run: "up --continue-on-error",
        fails: true,
        asks: refusal,
        prints: [
          /integration 7: still managed by this resource, since the one that is to take it over failed: correct that one, and run `pulumi up` again/,
        ],
      },
      {
        does: "Sendcloud refuses what the new one sends: the same",
        program: imports + right + restored("b", 'integrationId: 7, shopName: "B"', afterOther),
        first: ({ emulator }) =>
          emulator.intercept(({ method, path }, response) => {
            if (method !== "PATCH" || path !== "/integrations/7") return false;
            response.writeHead(400).end('{"errors":[{"detail":"not today"}]}');
            return true;
          }),
        run: "up --continue-on-error",
        fails: true,
        asks: [...corrected, get(7), patch(7, { shop_name: "B" })],
        prints: [/integration 7: still managed by this resource/],
        verify: ({ emulator }) => assert.equal(emulator.integration(7)?.shop_name, "A"),
      },
      {
        does: "then it adopts, and the old one goes",
        first: ({ emulator }) => emulator.intercept(),
        run: "up",
        asks: [get(7), patch(7, { shop_name: "B" })],
        prints: [/integration 7: not restored, since the program still declares it/],
      },
      unchanged,
      {
        does: "destroy returns the shop to what it was before both",
        run: "destroy",
        asks: [get(7), patch(7, { shop_name: "Old" })],
      },
    ],
  },
];
