/** Keys, tokens and secret URLs under the real engine, whichever way they come: every byte of output, state and requests is searched for them. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { type Emulator, startEmulator } from "pulumi-sendcloud/emulator";
import type { Project } from "../../engine/project";
import { cli } from "../support/cli";
import { figure } from "../support/effort";
import { requireEngine, scriptProject } from "../support/engine";
import { declaring } from "../support/programs";
import { filesBelow, spellings } from "../support/spellings";
import { requireYamlEngine, yamlProgram, yamlProject, type YamlResource } from "../support/yaml";

const secretKey = "canary/key+4f1d9a==";
const clientSecret = "canary/client+77b1==";
const word = "canary-word-3c5e";
const path = "canary-path-a81f";
const webhookUrl = `https://user:${word}@hooks.example/${path}?token=${path}`;

const edges = {
  dynamic: { requireEngine, project: scriptProject, file: "index.js" },
  plugin: { requireEngine: requireYamlEngine, project: yamlProject, file: "Pulumi.yaml" },
};

/** A way for keys to reach the provider: those of the default account, and those of other accounts. */
interface Way {
  title: string;
  edge: keyof typeof edges;
  secrets: (emulator: Emulator) => Record<string, string>;
  plain?: (emulator: Emulator) => Record<string, string>;
  environment?: (emulator: Emulator) => Record<string, string>;
  /** The account of each shop; the plugin's `mine` is a provider resource. */
  shops: Record<number, "default" | "berlin" | "paris" | "mine">;
}

const berlin = ({ publicKey }: Emulator): object => ({ publicKey, secretKey });
const paris = ({ clientId, tokenUrl }: Emulator): object => ({ clientId, clientSecret, tokenUrl });
const inTheEnvironment = {
  secrets: () => ({}),
  environment: (emulator: Emulator) => ({
    SENDCLOUD_CLIENT_ID: emulator.clientId,
    SENDCLOUD_CLIENT_SECRET: clientSecret,
    SENDCLOUD_ACCOUNTS: JSON.stringify({ berlin: berlin(emulator) }),
  }),
  shops: { 7: "default", 8: "berlin" },
} as const;

const runs: Way[] = [
  {
    title: "keys in the configuration, and keys and an OAuth2 client of accounts by name",
    edge: "dynamic",
    plain: ({ publicKey }) => ({ "sendcloud:publicKey": publicKey }),
    secrets: (emulator) => ({
      "sendcloud:secretKey": secretKey,
      "sendcloud:accounts": JSON.stringify({ berlin: berlin(emulator), paris: paris(emulator) }),
    }),
    shops: { 7: "default", 8: "berlin", 9: "paris" },
  },
  {
    title: "an OAuth2 client in the environment, and keys of an account by name",
    edge: "dynamic",
    ...inTheEnvironment,
  },
  {
    title: "keys in the configuration, those of a provider resource, and an OAuth2 client",
    edge: "plugin",
    plain: ({ publicKey }) => ({ "sendcloud:publicKey": publicKey }),
    secrets: (emulator) => ({
      "sendcloud:secretKey": secretKey,
      "sendcloud:accounts": JSON.stringify({ paris: paris(emulator) }),
      key: secretKey,
    }),
    shops: { 7: "default", 8: "mine", 9: "paris" },
  },
  {
    title: "an OAuth2 client in the environment, and keys of an account by name",
    edge: "plugin",
    ...inTheEnvironment,
  },
];

describe("no secret shows", function () {
  this.timeout(300_000);
  let searched = 0;
  after(() =>
    figure(
      "Secrets",
      `0 found in ${Math.round(searched / 1024).toLocaleString("en")} KB of output, state and requests, ${runs.length} ways, each in 4 spellings`,
    ),
  );

  for (const {
    edge,
    title,
    secrets,
    plain = () => ({}),
    environment = () => ({}),
    shops,
  } of runs) {
    const ids = Object.keys(shops).map(Number);

    describe(`(${edge}, ${title})`, () => {
      let emulator: Emulator;
      let project: Project;
      let printed = "";
      /** The engine's own log, from when a secret is no longer that of the configuration: in its log the engine masks no other. */
      let logged = "";
      let changed = false;
      const tokens = new Set<string>();

      before(async function () {
        const engine = await edges[edge].requireEngine(this);
        emulator = await startEmulator({
          secretKey,
          clientSecret,
          seed: ids.map((id) => ({ id, shop_name: "Old" })),
        });
        const { url, tokenUrl } = emulator;
        project = await edges[edge].project(engine, {
          environment: {
            SENDCLOUD_BASE_URL: url,
            SENDCLOUD_TOKEN_URL: tokenUrl,
            ...environment(emulator),
          },
        });
        await project.configure(plain(emulator));
        await project.configure({ ...secrets(emulator), webhookUrl }, { secret: true });
        project.write(
          edges[edge].file,
          edge === "dynamic" ? inJavaScript(shops) : inYaml(shops, emulator),
        );
        emulator.intercept((_request, response) => listen(response.req.headers.authorization));
      });
      after(async () => {
        await project.close();
        await emulator.close();
      });

      function listen(authorization = ""): boolean {
        if (authorization.startsWith("Bearer ")) tokens.add(authorization.slice("Bearer ".length));
        return false;
      }

      async function pulumi(command: string, { fails = false } = {}): Promise<string> {
        const run = await project.pulumi([
          ...command.split(" "),
          "-v=11",
          "--logtostderr",
          "--logflow",
          "--debug",
        ]);
        const lines = run.output.split("\n");
        const isOwn = (line: string): boolean => changed && /^[IWEF]\d{4} /.test(line);
        printed += lines.filter((line) => !isOwn(line)).join("\n");
        logged += lines.filter(isOwn).join("\n");
        assert.equal(run.status !== 0, fails, run.output.slice(-2_000));
        return run.stdout;
      }

      it("when all goes well, in the engine's most talkative log", async () => {
        await pulumi("up --yes --diff --skip-preview");
        for (const id of ids) {
          assert.equal(emulator.integration(id)?.webhook_url, webhookUrl);
          emulator.edit(id, { webhook_url: `https://hooks.example/panel-${path}` });
        }
        changed = true;
        await pulumi("refresh --yes --diff --skip-preview");
      });

      it("when check fails, when Sendcloud refuses and repeats all that it got, and when it does not answer", async () => {
        await project.configure({ webhookUrl: `hooks.example/${path}` }, { secret: true });
        await pulumi("up --yes --skip-preview --continue-on-error", { fails: true });
        assert.match(printed, /webhookUrl must be a complete http or https URL/);
        await project.configure(
          { webhookUrl: `https://hooks.example/new-${path}` },
          { secret: true },
        );
        emulator.intercept((request, response) => {
          listen(response.req.headers.authorization);
          if (request.method !== "PATCH") return false;
          const detail = `webhook_url: ${JSON.stringify(request.body)} with ${response.req.headers.authorization} is wrong`;
          response.writeHead(400).end(JSON.stringify({ errors: [{ detail }] }));
          return true;
        });
        await pulumi("up --yes --skip-preview --continue-on-error", { fails: true });
        for (const id of ids)
          assert.match(
            printed,
            new RegExp(
              `integrations/${id} .*refused with status 400: |refused with status 400: .*integrations/${id}`,
            ),
          );
        const asked = new Set<string>();
        emulator.intercept(({ path }, response) => {
          if (!path.startsWith("/integrations")) return false;
          asked.add(path);
          const isToken = response.req.headers.authorization?.startsWith("Bearer ");
          response.writeHead(500).end(isToken ? clientSecret : secretKey);
          return true;
        });
        await pulumi("refresh --yes --skip-preview", { fails: true });
        assert.match(printed, /with status 500/);
        assert.equal(asked.size, ids.length);
      });

      it("in the review of a preview", async () => {
        const preview = await project.pulumi(["preview", "--json"]);
        project.write("preview.json", preview.stdout);
        const review = await cli(project, ["review", "preview.json", "--html", "review.html"]);
        printed += preview.output + review.stdout + review.stderr;
        assert.match(review.stdout, /shop/);
      });

      it("in anything that was printed, kept or sent, plain, in base64, in hexadecimal or encoded for a URL", async () => {
        const { stdout } = await project.pulumi(["stack", "export"]);
        assert.match(stdout, /"ciphertext"/);
        const kept = filesBelow(join(project.directory, ".."));
        const sent = JSON.stringify(
          emulator.requests.map(({ userAgent, path }) => [userAgent, path]),
        );
        const places: Record<string, string> = { printed, logged, exported: stdout, sent, ...kept };
        for (const [place, text] of Object.entries(places)) {
          searched += text.length;
          for (const secret of [
            secretKey,
            clientSecret,
            ...tokens,
            ...(place === "logged" ? [] : [word, path]),
          ]) {
            for (const spelling of spellings(secret))
              assert.ok(!text.includes(spelling), `${place} holds ${secret} as ${spelling}`);
          }
        }
        assert.ok(tokens.size > 0);
        assert.ok(Object.keys(kept).some((file) => file.includes("stacks")));
      });
    });
  }
});

function inJavaScript(shops: Way["shops"]): string {
  const webhook = 'webhookUrl: new pulumi.Config().requireSecret("webhookUrl")';
  const declared = Object.entries(shops).map(([id, account]): [string, string] => {
    const named = account === "default" ? "" : `account: "${account}", `;
    return [`shop${id}`, `{ integrationId: ${id}, ${named}${webhook} }`];
  });
  return declaring(Object.fromEntries(declared));
}

function inYaml(shops: Way["shops"], { publicKey }: Emulator): string {
  const hasOwn = Object.values(shops).includes("mine");
  const mine = {
    type: "pulumi:providers:sendcloud",
    properties: { publicKey, secretKey: "${key}" },
  };
  const declared = Object.entries(shops).map(([id, account]): [string, YamlResource] => {
    const properties = { integrationId: Number(id), webhookUrl: "${webhookUrl}" };
    if (account === "mine") return [`shop${id}`, { properties, options: { provider: "${mine}" } }];
    return [
      `shop${id}`,
      { properties: account === "default" ? properties : { ...properties, account } },
    ];
  });
  const text = { type: "string" };
  return yamlProgram(
    { ...(hasOwn && { mine }), ...Object.fromEntries(declared) },
    { config: { webhookUrl: text, ...(hasOwn && { key: text }) } },
  );
}
