/** Ups that are killed, and stacks that manage the same shop. */
import { tellNative } from "../support/tell";
import assert from "node:assert/strict";
import type { Project } from "../../engine/project";
import { recorded } from "../support/state";
import type { World } from "../support/story";
import { yamlProgram } from "../support/yaml";

function declare(project: Project, properties: object): void {
  project.write(
    "Pulumi.yaml",
    yamlProgram({ shop: { properties: { integrationId: 7, ...properties } } }),
  );
}

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

async function isNew({ emulator, ...world }: World): Promise<void> {
  assert.equal((await recorded(world)).shop?.shopName, "New");
  assert.equal(emulator.integration(7)?.shop_name, "New");
}

const up = "up --yes --skip-preview";
const pending = /1 pending operations from previous deployment/;
const seed = [{ id: 7, shop_name: "Old" }];

tellNative("ups that are killed, and stacks that share a shop", [
  {
    title: "a killed adoption, and a killed update, are completed by the next up",
    seed,
    steps: [
      {
        when: "up is killed in the middle of an adoption",
        then: "after `pulumi cancel`, the next up completes it",
        async act(world) {
          declare(world.project, { shopName: "New" });
          await killedUp(world);
          assert.deepEqual(await recorded(world), {});
          await pulumi(`${up} --refresh`, world.project);
          await isNew(world);
        },
      },
      {
        when: "up was killed in the middle of an adoption, and nobody answers Pulumi's question (as under CI)",
        then: "each `pulumi up` warns about a pending create until you run `pulumi refresh --clear-pending-creates --yes`",
        async act(world) {
          assert.match(await pulumi(up, world.project), pending);
          await pulumi("refresh --clear-pending-creates --yes --skip-preview", world.project);
          await isNew(world);
        },
      },
      {
        when: "up is killed in the middle of an update",
        then: "after `pulumi cancel`, the next `pulumi up --refresh` applies the program as it is then",
        async act(world) {
          declare(world.project, { shopName: "Newer" });
          await killedUp(world);
          declare(world.project, { shopName: "New" });
          assert.doesNotMatch(await pulumi(`${up} --refresh`, world.project), pending);
          await isNew(world);
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
        async act({ emulator, project }) {
          const mine = { shopName: "Mine", onDestroy: "restore" };
          await pulumi("stack init other --no-select", project);
          declare(project, mine);
          await pulumi(up, project);
          declare(project, { shopName: "Yours" });
          await pulumi(`${up} --stack other`, project);
          assert.equal(emulator.integration(7)?.shop_name, "Yours");
          declare(project, mine);
          await pulumi(`${up} --refresh`, project);
          assert.equal(emulator.integration(7)?.shop_name, "Mine");
          declare(project, { shopName: "Yours" });
          await pulumi(`${up} --refresh --stack other`, project);
          assert.match(
            await pulumi("destroy --yes --skip-preview", project),
            /integration 7 \(shop\): left as it is: shopName \(somebody else changed it\)/,
          );
          assert.equal(emulator.integration(7)?.shop_name, "Yours");
        },
      },
    ],
  },
]);
