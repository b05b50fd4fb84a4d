/** Ups that are killed, and stacks that manage the same shop. */
import { tell } from "../support/tell";
import assert from "node:assert/strict";
import type { Project } from "../../engine/project";
import { declaring } from "../support/programs";
import { recorded } from "../support/state";
import type { Story, World } from "../support/story";

const shop = (args: string): string => declaring({ shop: `{ integrationId: 7, ${args} }` });

async function pulumi(args: string, project: Project): Promise<string> {
  const { status, output } = await project.pulumi([...args.split(" "), "--color", "never"]);
  assert.equal(status, 0, output);
  return output;
}

/** Runs up, and kills everything that belongs to it once Sendcloud has applied its PATCH, before the answer. */
async function killedUp({ emulator, project }: World): Promise<void> {
  const applied = new Promise<void>((resolve) => {
    emulator.intercept(({ method, body }) => {
      if (method !== "PATCH" || typeof body !== "object") return false;
      emulator.edit(7, { ...body });
      resolve();
      return true;
    });
  });
  const run = project.pulumi(["up", "--yes", "--skip-preview"]);
  await applied;
  project.kill();
  assert.notEqual((await run).status, 0);
  emulator.intercept();
  await pulumi("cancel --yes", project);
}

const seed = [{ id: 7, shop_name: "Old" }];

const stories: Story[] = [
  {
    title: "a killed adoption is completed by the next up",
    seed,
    steps: [
      {
        when: "up is killed in the middle of an adoption",
        then: "after `pulumi cancel`, the next up completes it",
        async act(world) {
          const { emulator, project } = world;
          project.write("index.js", shop('shopName: "New"'));
          await killedUp(world);
          assert.deepEqual(await recorded(world), {});
          await pulumi("up --yes --skip-preview", project);
          assert.equal((await recorded(world)).shop?.shopName, "New");
          assert.equal(emulator.integration(7)?.shop_name, "New");
        },
      },
    ],
  },
  {
    title: "a killed adoption leaves a pending create, which a refresh can forget",
    seed,
    steps: [
      {
        when: "up was killed in the middle of an adoption, and nobody answers Pulumi's question (as under CI)",
        then: "each `pulumi up` warns about a pending create until you run `pulumi refresh --clear-pending-creates --yes`",
        async act(world) {
          const { emulator, project } = world;
          const warning = /1 pending operations from previous deployment/;
          project.write("index.js", shop('shopName: "New"'));
          await killedUp(world);
          await pulumi("up --yes --skip-preview --refresh", project);
          assert.match(await pulumi("up --yes --skip-preview", project), warning);
          await pulumi("refresh --clear-pending-creates --yes --skip-preview", project);
          assert.doesNotMatch(await pulumi("up --yes --skip-preview", project), warning);
          assert.equal((await recorded(world)).shop?.shopName, "New");
          assert.equal(emulator.integration(7)?.shop_name, "New");
        },
      },
    ],
  },
  {
    title: "a killed update is completed by the next up with a refresh",
    seed,
    steps: [
      {
        when: "up is killed in the middle of an update",
        then: "after `pulumi cancel`, the next `pulumi up --refresh` applies the program as it is then",
        async act(world) {
          const { emulator, project } = world;
          project.write("index.js", shop('shopName: "New"'));
          await pulumi("up --yes --skip-preview", project);
          project.write("index.js", shop('shopName: "Newer"'));
          await killedUp(world);
          project.write("index.js", shop('shopName: "New"'));
          await pulumi("up --yes --skip-preview --refresh", project);
          assert.equal(emulator.integration(7)?.shop_name, "New");
          assert.equal((await recorded(world)).shop?.shopName, "New");
        },
      },
    ],
  },
  {
    title: "two stacks that manage the same shop see each other's changes as drift",
    seed,
    steps: [
      {
        when: "two stacks manage the same shop",
        then: "each sees the other's change as drift, `pulumi up --refresh` corrects it, and neither overwrites the other by a restore",
        async act({ emulator, project, anotherProject }) {
          const other = await anotherProject();
          project.write("index.js", shop('shopName: "Mine", onDestroy: "restore"'));
          other.write("index.js", shop('shopName: "Yours"'));
          await pulumi("up --yes --skip-preview", project);
          await pulumi("up --yes --skip-preview", other);
          assert.equal(emulator.integration(7)?.shop_name, "Yours");
          await pulumi("up --yes --skip-preview --refresh", project);
          assert.equal(emulator.integration(7)?.shop_name, "Mine");
          await pulumi("up --yes --skip-preview --refresh", other);
          const output = await pulumi("destroy --yes --skip-preview", project);
          assert.match(
            output,
            /integration 7 \(shop\): left as it is: shopName \(somebody else changed it\)/,
          );
          assert.equal(emulator.integration(7)?.shop_name, "Yours");
        },
      },
    ],
  },
];

tell("ups that are killed, and stacks that share a shop", stories);
