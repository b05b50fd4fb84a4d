/** The hook `onError`, by which a program has the engine repeat what failed: a resource of each edge in one program. */
import assert from "node:assert/strict";
import { failing } from "../support/interceptors";
import { imports } from "../support/programs";
import { get, patch } from "../support/requests";
import type { Story, World } from "../support/story";
import { tell } from "../support/tell";
import { pluginFolder } from "../support/yaml";

const [was, is] = ["https://hooks.example/old", "https://hooks.example/new"];
const ids = [7, 8];

/** A program whose hook has everything tried twice. */
const both = (settings: object): string => `${imports}
const hook = new pulumi.ErrorHook("twice", ({ name, errors: [error], errors: { length } }) => {
  console.log(\`\${name} failed \${length}: \${error}\`);
  return length < 2;
});
const args = (integrationId) => ({ integrationId, onDestroy: "restore", ...${JSON.stringify(settings)} });
const options = { hooks: { onError: [hook] } };
new One("dynamic", args(7), options);
new pulumi.CustomResource("sendcloud:index:IntegrationSettings", "native", args(8), options);`;

/** Of each integration, refuses the first read after a write. */
function blind({ emulator, project }: World): void {
  const plugins = { providers: [{ name: "sendcloud", path: pluginFolder }] };
  project.write("Pulumi.yaml", JSON.stringify({ name: "shops", runtime: "nodejs", plugins }));
  const next = new Map<string, "blind" | "done">();
  emulator.intercept(({ method, path }, response) => {
    if (method === "PATCH" && !next.has(path)) next.set(path, "blind");
    else if (next.get(path) === "blind") {
      next.set(path, "done");
      response.writeHead(403).end();
      return true;
    }
    return false;
  });
}

const of = (requests: (id: number) => unknown[]): unknown[] => ids.flatMap(requests);

/** Each resource's first error says what to do about it. */
const saysWhatToDo = ["dynamic", "native"].map(
  (name) =>
    new RegExp(
      `${name} failed 1: [^]{0,30}Sendcloud accepted .*, but reading it back failed: .*: the next \`pulumi up\` sends it again`,
    ),
);

const story: Story = {
  title: "what failed is tried again, and remembers what the shop was before the first attempt",
  engine: { since: "3.274.0", for: "the hook onError of a create that failed half way" },
  seed: ids.map((id) => ({ id, shop_name: "Old", webhook_url: was })),
  environment: ({ url, publicKey, secretKey }) => ({
    SENDCLOUD_BASE_URL: url,
    SENDCLOUD_PUBLIC_KEY: publicKey,
    SENDCLOUD_SECRET_KEY: secretKey,
    SENDCLOUD_VERIFY_WRITES: "true",
  }),
  steps: [
    {
      does: "an adoption that could not be read back is read again, and sends nothing more",
      first: blind,
      program: both({ shopName: "New" }),
      run: "up",
      asks: of((id) => [get(id), patch(id, { shop_name: "New" }), get(id), get(id)]),
      anyOrder: true,
      prints: [
        ...saysWhatToDo,
        /integration 7 \(dynamic\): adopted, sending shopName \(was "Old"\)/,
        /integration 8 \(native\): adopted, sending shopName \(was "Old"\)/,
      ],
    },
    {
      does: "an update too: the engine gives the state from before it again",
      first: blind,
      program: both({ shopName: "New", webhookUrl: is }),
      run: "up",
      asks: of((id) => [get(id), patch(id, { webhook_url: is }), get(id), get(id)]),
      anyOrder: true,
      prints: saysWhatToDo,
    },
    {
      does: "what fails for good says so, and what to check",
      first: (world) => failing(world, "PATCH", 403),
      program: both({ shopName: "Newer", webhookUrl: is }),
      run: "up --continue-on-error",
      fails: true,
      asks: of((id) => [patch(id, { shop_name: "Newer" }), patch(id, { shop_name: "Newer" })]),
      anyOrder: true,
      prints: ["dynamic", "native"].map(
        (name) => new RegExp(`${name} failed 2: .*status 403: .*Check SENDCLOUD_PUBLIC_KEY`),
      ),
    },
    {
      does: "destroy returns both to what they were before the first attempts, and may be tried again itself",
      first: blind,
      run: "destroy --run-program",
      asks: of((id) => [
        get(id),
        patch(id, { shop_name: "Old", webhook_url: was }),
        get(id),
        get(id),
      ]),
      anyOrder: true,
      prints: [/native failed 1: .*reading it back failed: .*run `pulumi destroy` again/],
      verify: ({ emulator }) =>
        assert.deepEqual(
          ids.map((id) => emulator.integration(id)?.webhook_url),
          [was, was],
        ),
    },
  ],
};

tell("the hook onError", [story]);
