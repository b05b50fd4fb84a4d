/** The review of a real preview. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Project } from "../../engine/project";
import { cli } from "../support/cli";
import { declaring } from "../support/programs";
import type { Story } from "../support/story";
import { tell } from "../support/tell";

const stories: Story[] = [
  {
    title: "review names the risks of a real preview, and shows no secret",
    seed: [{ id: 7, shop_name: "Old" }],
    steps: [
      {
        does: "up adopts",
        program: {
          shop: '{ integrationId: 7, webhookActive: true, webhookUrl: pulumi.secret("https://hooks.example/canary") }',
        },
        run: "up",
        asks: [
          ["GET", "/integrations/7"],
          [
            "PATCH",
            "/integrations/7",
            { webhook_active: true, webhook_url: "https://hooks.example/canary" },
          ],
        ],
      },
      {
        does: "the review says what the shop loses, and shows no secret",
        program: {
          shop: '{ integrationId: 7, webhookActive: false, webhookUrl: pulumi.secret("https://hooks.example/canary"), feedbackType: "eager" }',
        },
        run: "preview --json",
        asks: [],
        async verify({ project }) {
          const { stdout } = await project.pulumi(["preview", "--json"]);
          project.write("preview.json", stdout);
          const review = await cli(project, ["review", "preview.json", "--html", "review.html"]);
          assert.equal(review.status, 0, review.stderr);
          assert.match(
            review.stdout,
            /^1 integration changes, \*\*1 risk\*\*, \*\*1 not known\*\*\.\n\nStack `shops\/dev` · /m,
          );
          assert.match(
            review.stdout,
            /\| `webhookActive` \| `true` \| `false` \| ⚠️ \*\*Risk: parcel status stops reaching a secret address\*\* \|/,
          );
          assert.doesNotMatch(
            `${review.stdout}${readFileSync(join(project.directory, "review.html"), "utf8")}`,
            /canary/,
          );
        },
      },
    ],
  },
  {
    title: "review stops what a real preview does not show",
    seed: [{ id: 7 }, { id: 8 }],
    steps: [
      {
        does: "an adoption is not known; where the preview has read the shop, it is judged as an update is",
        program: {
          shop: '{ integrationId: 7, webhookUrl: pulumi.secret("https://hooks.example/one") }',
          other: "{ integrationId: 8, shopName: 'B' }",
        },
        run: "preview --json",
        asks: [],
        async verify({ project, emulator }) {
          assert.deepEqual(await reviewed(project), [2, "2 integrations change, **2 not known**."]);
          await project.configure({ "sendcloud:previewAdoption": "true" });
          emulator.edit(8, { shop_name: "Eight" });
          project.write("index.js", declaring({ other: "{ integrationId: 8, shopName: 'B' }" }));
          const { stdout } = await project.pulumi(["preview", "--json"]);
          const { stdout: text } = await cli(project, ["review"], stdout);
          assert.match(text, /^1 integration changes, no risks\.$/m);
          assert.match(text, /^\| `shopName` \| `Eight` \| `B` \|/m);
          emulator.edit(8, { webhook_active: true });
          project.write(
            "index.js",
            declaring({ other: "{ integrationId: 8, webhookActive: false }" }),
          );
          assert.deepEqual(await reviewed(project), [2, "1 integration changes, **1 risk**."]);
        },
      },
      {
        does: "up adopts",
        program: {
          shop: '{ integrationId: 7, webhookUrl: pulumi.secret("https://hooks.example/one") }',
        },
        run: "up",
        asks: [
          ["GET", "/integrations/7"],
          ["PATCH", "/integrations/7", { webhook_url: "https://hooks.example/one" }],
        ],
      },
      {
        does: "a secret that changes is a risk",
        program: {
          shop: '{ integrationId: 7, webhookUrl: pulumi.secret("https://hooks.example/two") }',
        },
        run: "preview --json",
        asks: [],
        async verify({ project }) {
          assert.deepEqual(await reviewed(project), [2, "1 integration changes, **1 risk**."]);
        },
      },
    ],
  },
  {
    title: "review reads what destroy, refresh and preview --refresh print too",
    seed: [{ id: 7, shop_name: "Old" }],
    steps: [
      {
        does: "up adopts",
        program: { shop: '{ integrationId: 7, shopName: "New", onDestroy: "restore" }' },
        run: "up",
        asks: [
          ["GET", "/integrations/7"],
          ["PATCH", "/integrations/7", { shop_name: "New" }],
        ],
      },
      {
        does: "a destroy restores; a refresh finds what somebody changed, and a preview puts it right",
        run: "preview --json",
        asks: [],
        async verify({ project, emulator }) {
          assert.deepEqual(await reviewed(project, ["destroy", "--preview-only"]), [
            2,
            "1 integration changes, **1 risk**.",
          ]);
          emulator.edit(7, { shop_name: "Panel" });
          const [status, first = ""] = await reviewed(project, ["refresh", "--preview-only"]);
          assert.match(
            `${status} ${first}`,
            /^2 No change .* is listed, \*\*1 risk|^0 1 integration/,
          );
          assert.deepEqual(await reviewed(project, ["preview", "--refresh"]), [
            0,
            "1 integration changes, no risks.",
          ]);
        },
      },
    ],
  },
];

/** How the gate ends for the program as it is, and the first line of its review. */
async function reviewed(
  project: Project,
  command: readonly string[] = ["preview"],
): Promise<[status: number | null, first: string | undefined]> {
  const { stdout } = await project.pulumi([...command, "--json"]);
  const { status, stdout: text } = await cli(project, ["review", "--fail-on", "risk"], stdout);
  return [status, text.split("\n").find((line) => line.includes("change"))];
}

tell("the review of a preview", stories);
