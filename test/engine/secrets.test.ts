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
import { requireYamlEngine, yamlProgram, yamlProject } from "../support/yaml";

const secretKey = "canary/key+4f1d9a==";
const clientSecret = "canary/client+77b1==";
const word = "canary-word-3c5e";
const path = "canary-path-a81f";
const webhookUrl = `https://user:${word}@hooks.example/${path}?token=${path}`;

const edges = {
  dynamic: { requireEngine, project: scriptProject, file: "index.js" },
  plugin: { requireEngine: requireYamlEngine, project: yamlProject, file: "Pulumi.yaml" },
};

/** A way for keys to reach the provider, over one edge or both. */
interface Way {
  title: string;
  over: readonly (keyof typeof edges)[];
  secrets: (emulator: Emulator) => Record<string, string>;
  plain?: (emulator: Emulator) => Record<string, string>;
  environment?: (emulator: Emulator) => Record<string, string>;
  args?: { account: string };
  /** Properties of a provider resource, in YAML. */
  provider?: (emulator: Emulator) => object;
}

const ways: Way[] = [
  {
    title: "keys in the configuration",
    over: ["dynamic", "plugin"],
    plain: ({ publicKey }) => ({ "sendcloud:publicKey": publicKey }),
    secrets: () => ({ "sendcloud:secretKey": secretKey }),
  },
  {
    title: "keys in the environment",
    over: ["dynamic"],
    secrets: () => ({}),
    environment: ({ publicKey }) => ({
      SENDCLOUD_PUBLIC_KEY: publicKey,
      SENDCLOUD_SECRET_KEY: secretKey,
    }),
  },
  {
    title: "an OAuth2 client in the configuration",
    over: ["dynamic"],
    plain: ({ clientId }) => ({ "sendcloud:clientId": clientId }),
    secrets: () => ({ "sendcloud:clientSecret": clientSecret }),
  },
  {
    title: "an OAuth2 client in the environment",
    over: ["dynamic", "plugin"],
    secrets: () => ({}),
    environment: ({ clientId }) => ({
      SENDCLOUD_CLIENT_ID: clientId,
      SENDCLOUD_CLIENT_SECRET: clientSecret,
    }),
  },
  {
    title: "the keys of an account by name",
    over: ["dynamic"],
    args: { account: "berlin" },
    secrets: ({ publicKey }) => ({
      "sendcloud:accounts": JSON.stringify({ berlin: { publicKey, secretKey } }),
    }),
  },
  {
    title: "the keys of a provider resource",
    over: ["plugin"],
    secrets: () => ({ key: secretKey }),
    provider: ({ publicKey }) => ({ publicKey, secretKey: "${key}" }),
  },
];

const runs = ways.flatMap((way) => way.over.map((edge) => ({ ...way, edge })));

describe("no secret shows", () => {
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
    args = {},
    provider,
  } of runs) {
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
          seed: [{ id: 7, shop_name: "Old" }],
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
          edge === "dynamic" ? inJavaScript(args) : inYaml(args, provider?.(emulator)),
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
        assert.equal(emulator.integration(7)?.webhook_url, webhookUrl);
        emulator.edit(7, { webhook_url: `https://hooks.example/panel-${path}` });
        changed = true;
        await pulumi("refresh --yes --diff --skip-preview");
      });

      it("when check fails, when Sendcloud refuses and repeats all that it got, and when it does not answer", async () => {
        await project.configure({ webhookUrl: `hooks.example/${path}` }, { secret: true });
        await pulumi("up --yes --skip-preview", { fails: true });
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
        await pulumi("up --yes --skip-preview", { fails: true });
        assert.match(printed, /refused with status 400: /);
        emulator.intercept(
          ({ path }, response) =>
            path.startsWith("/integrations") &&
            Boolean(
              response.writeHead(500).end(title.includes("OAuth2") ? clientSecret : secretKey),
            ),
        );
        await pulumi("refresh --yes --skip-preview", { fails: true });
        assert.match(printed, /with status 500/);
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
        assert.equal(tokens.size > 0, title.includes("OAuth2"));
        assert.ok(Object.keys(kept).some((file) => file.includes("stacks")));
      });
    });
  }
});

function inJavaScript(args: object): string {
  const webhook = 'webhookUrl: new pulumi.Config().requireSecret("webhookUrl")';
  return declaring({ shop: `{ integrationId: 7, ...${JSON.stringify(args)}, ${webhook} }` });
}

function inYaml(args: object, provider: object | undefined): string {
  const properties = { integrationId: 7, ...args, webhookUrl: "${webhookUrl}" };
  if (provider === undefined)
    return yamlProgram({ shop: { properties } }, { config: { webhookUrl: { type: "string" } } });
  return yamlProgram(
    {
      mine: { type: "pulumi:providers:sendcloud", properties: provider },
      shop: { properties, options: { provider: "${mine}" } },
    },
    { config: { webhookUrl: { type: "string" }, key: { type: "string" } } },
  );
}
