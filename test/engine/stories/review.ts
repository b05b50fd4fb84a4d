/** The review of a real preview. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cli } from "../../support/cli";
import type { Story } from "../../support/story";

export const stories: Story[] = [
  {
    title: "review names the risks of a real preview, and shows no secret",
    seed: [{ id: 7, shop_name: "Old" }],
    steps: [
      {
        does: "up adopts",
        program: { shop: '{ integrationId: 7, webhookActive: true, webhookUrl: pulumi.secret("https://hooks.example/canary") }' },
        run: "up",
        asks: [
          ["GET", "/integrations/7"],
          ["PATCH", "/integrations/7", { webhook_active: true, webhook_url: "https://hooks.example/canary" }],
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
          assert.match(review.stdout, /1 integration changes, \*\*1 risk\*\*/);
          assert.match(
            review.stdout,
            /webhookActive<\/code> \| <code>true<\/code> \| <code>false<\/code> \| \*\*parcel status stops reaching a secret address\*\*/,
          );
          assert.doesNotMatch(`${review.stdout}${readFileSync(join(project.directory, "review.html"), "utf8")}`, /canary/);
        },
      },
    ],
  },
];
