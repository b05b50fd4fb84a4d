/** Several Sendcloud accounts in one program. */
import { tellInYaml } from "../support/tell";
import assert from "node:assert/strict";
import { recorded } from "../support/state";
import type { Story, World } from "../support/story";

/** Sets the accounts as docs/configuration.md says: name by name, keys as secrets. */
async function configure({ project, others }: World): Promise<void> {
  const path = true;
  const { berlin, paris } = others;
  assert.ok(berlin && paris);
  await project.configure(
    {
      "sendcloud:accounts.berlin.baseUrl": berlin.url,
      "sendcloud:accounts.berlin.publicKey": berlin.publicKey,
    },
    { path },
  );
  await project.configure(
    { "sendcloud:accounts.berlin.secretKey": berlin.secretKey },
    { secret: true, path },
  );
  const { url, tokenUrl, clientId, clientSecret } = paris;
  await project.configure(
    { "sendcloud:accounts.paris.baseUrl": url, "sendcloud:accounts.paris.clientId": clientId },
    { path },
  );
  // The CLI takes a name with "token" in it for a secret, and refuses to store it otherwise.
  const secrets = {
    "sendcloud:accounts.paris.tokenUrl": tokenUrl,
    "sendcloud:accounts.paris.clientSecret": clientSecret,
  };
  await project.configure(secrets, { secret: true, path });
}

const read = ["GET", "/integrations/7"];
const token = ["POST", "/oauth2/token"];
const renamed = (name: string): unknown[] => ["PATCH", "/integrations/7", { shop_name: name }];

const stories: Story[] = [
  {
    title: "each resource uses the account that it names, or the default",
    seed: [{ id: 7, shop_name: "Default" }],
    others: {
      berlin: { secretKey: "canary-berlin", seed: [{ id: 7, shop_name: "Berlin" }] },
      paris: { clientSecret: "canary-paris", seed: [{ id: 7, shop_name: "Paris" }] },
    },
    steps: [
      {
        when: "several accounts are configured",
        then: "each resource uses the account that it names, or the default one",
        first: configure,
        program: {
          own: '{ integrationId: 7, shopName: "Own" }',
          inBerlin: '{ integrationId: 7, account: "berlin", shopName: "B", onDestroy: "restore" }',
          inParis: '{ integrationId: 7, account: "paris", shopName: "P" }',
        },
        run: "up",
        asks: [read, renamed("Own")],
        asksOthers: { berlin: [read, renamed("B")], paris: [token, read, renamed("P")] },
        printsNot: [/canary/],
        verify: async ({ project }) => {
          assert.equal((await recorded({ project })).inBerlin?.account, "berlin");
          assert.doesNotMatch((await project.pulumi(["stack", "export"])).stdout, /canary/);
        },
      },
      {
        does: "refresh asks each account for its own",
        run: "refresh",
        asks: [read],
        asksOthers: { berlin: [read], paris: [token, read] },
        prints: [/4 unchanged/],
      },
      {
        when: "`account` is changed",
        then: "the resource is replaced, and the integration of the old account is released",
        program: {
          own: '{ integrationId: 7, shopName: "Own" }',
          inBerlin: '{ integrationId: 7, account: "paris", shopName: "B" }',
        },
        run: "up",
        asks: [],
        asksOthers: { berlin: [read, renamed("Berlin")], paris: [token, read, renamed("B")] },
        prints: [/inBerlin replaced/, /1 replaced/],
        verify({ others }) {
          assert.equal(others.berlin?.integration(7)?.shop_name, "Berlin");
          assert.equal(others.paris?.integration(7)?.shop_name, "B");
        },
      },
    ],
  },
];

tellInYaml("several accounts, in YAML", stories);
