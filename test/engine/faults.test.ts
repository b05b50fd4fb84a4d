/** Writes that fail half way, and shops that somebody else changes too, under the real engine: afterwards the state claims nothing that Sendcloud does not have. */
import assert from "node:assert/strict";
import { type Emulator, startEmulator } from "pulumi-sendcloud/emulator";
import type { Engine } from "../../engine/candidate";
import { type Project, reaching } from "../../engine/project";
import { declaring, requireEngine, scriptProject } from "../support/engine";
import { recorded, type Story, tell, type World } from "../support/stories";

const read = ["GET", "/integrations/7"];
const patched = (body: object): unknown[] => ["PATCH", "/integrations/7", body];
const times = (count: number, request: unknown): unknown[] => Array.from({ length: count }, () => request);
const shop = (args: string): Record<string, string> => ({ shop: `{ integrationId: 7, ${args} }` });

/** Does what a PATCH asks, and loses every answer; with `reads`, reading fails too once something was written. */
function losing({ emulator }: World, { reads = false } = {}): void {
  let written = false;
  emulator.intercept(({ method }, response) => {
    if (method === "PATCH") {
      written = true;
      return "lose";
    }
    if (reads && written) response.destroy();
    return reads && written;
  });
}

/** Breaks the connection of every PATCH before anything is done. */
function breaking({ emulator }: World): void {
  emulator.intercept(({ method }, response) => {
    if (method === "PATCH") response.destroy();
    return method === "PATCH";
  });
}

const healed = ({ emulator }: World): void => emulator.intercept();

const stories: Story[] = [
  {
    title: "an answer that is lost",
    seed: [{ id: 7, shop_name: "Old", webhook_url: "https://hooks.example/old" }],
    steps: [
      {
        does: "the answer to a `PATCH` is lost, but it was applied: up asks what Sendcloud holds, and is done",
        program: shop('shopName: "New", onDestroy: "restore"'),
        first: losing,
        run: "up",
        asks: [read, ...times(5, patched({ shop_name: "New" })), read],
        then: async (world) => assert.deepEqual((await recorded(world)).shop?.adoption, { format: 2, before: { shopName: "Old" } }),
      },
      {
        does: "a `PATCH` never arrives: up fails, says that nothing was changed, and the state stays at what Sendcloud has",
        program: shop('shopName: "Newer", onDestroy: "restore"'),
        first: breaking,
        run: "up",
        status: 255,
        asks: [...times(5, patched({ shop_name: "Newer" })), read],
        prints: [/no answer from Sendcloud, 5 times: .*Nothing was changed: Sendcloud was asked, and holds shopName as before/],
        printsNot: [/\n\s+at /],
        then: async (world) => assert.equal((await recorded(world)).shop?.shopName, "New"),
      },
      {
        does: "the answer to a `PATCH` is lost, and it cannot be read back: up fails, says what is not known, and the state claims nothing of it",
        first: (world) => losing(world, { reads: true }),
        run: "up",
        status: 255,
        asks: [...times(5, patched({ shop_name: "Newer" })), ...times(5, read)],
        prints: [
          /Reading it back failed too: .*It is not known whether Sendcloud now holds shopName as it was sent: the next `pulumi up` sends it again/,
        ],
        printsNot: [/\n\s+at /],
        then: async (world) => {
          const { shopName, adoption } = (await recorded(world)).shop ?? {};
          assert.equal(shopName, undefined);
          assert.deepEqual(adoption, { format: 2, before: { shopName: "Old" }, unsure: { shopName: ["New", "Newer"] } });
          assert.equal(world.emulator.integration(7)?.shop_name, "Newer");
        },
      },
      {
        does: "what could not be read back is sent again by the next up, even where the program is what it was before",
        program: shop('shopName: "New", onDestroy: "restore"'),
        first: healed,
        run: "up",
        asks: [patched({ shop_name: "New" })],
        then: async (world) => assert.deepEqual((await recorded(world)).shop?.adoption, { format: 2, before: { shopName: "Old" } }),
      },
      {
        does: "a lost update again",
        program: shop('shopName: "Newest", onDestroy: "restore"'),
        first: (world) => losing(world, { reads: true }),
        run: "up",
        status: 255,
        asks: [...times(5, patched({ shop_name: "Newest" })), ...times(5, read)],
      },
      {
        does: "what could not be read back is found out by a refresh",
        first: healed,
        run: "refresh",
        asks: [read],
        then: async (world) => {
          const { shopName, adoption } = (await recorded(world)).shop ?? {};
          assert.equal(shopName, "Newest");
          assert.deepEqual(adoption, { format: 2, before: { shopName: "Old" } });
        },
      },
      { does: "destroy restores it then", run: "destroy", asks: [read, patched({ shop_name: "Old" })] },
    ],
  },
  {
    title: "an adoption whose answer is lost",
    seed: [{ id: 7, shop_name: "Old" }],
    steps: [
      {
        does: "the `PATCH` of an adoption cannot be read back: the resource is recorded with what the shop was, so that the next up goes on",
        program: shop('shopName: "New", feedbackType: "delayed", onDestroy: "restore"'),
        first: (world) => losing(world, { reads: true }),
        run: "up",
        status: 255,
        asks: [read, ...times(5, patched({ shop_name: "New" })), ...times(5, read)],
        then: async (world) => {
          const { shopName, feedbackType, adoption } = (await recorded(world)).shop ?? {};
          assert.deepEqual([shopName, feedbackType], [undefined, "delayed"]);
          const before = { shopName: "Old", feedbackType: "delayed" };
          assert.deepEqual(adoption, { format: 2, before, unsure: { shopName: ["Old", "New"] } });
        },
      },
      {
        does: "destroy restores what was written without an answer",
        first: healed,
        run: "destroy",
        asks: [read, patched({ shop_name: "Old" })],
      },
      {
        does: "the `PATCH` of an adoption is refused: nothing is recorded, and the next up adopts",
        first: ({ emulator }) =>
          emulator.intercept(({ method }, response) => {
            if (method === "PATCH") response.writeHead(400).end('{"errors":[{"detail":"not today"}]}');
            return method === "PATCH";
          }),
        run: "up",
        status: 255,
        asks: [read, patched({ shop_name: "New" })],
        prints: [/refused with status 400: not today/],
        then: async (world) => assert.deepEqual(await recorded(world), {}),
      },
    ],
  },
  {
    title: "writes that are verified",
    seed: [{ id: 7, shop_name: "Old", webhook_url: "https://hooks.example/7" }],
    steps: [
      {
        does: "`sendcloud:verifyWrites` is on: every write is read back",
        first: ({ project }) => project.configure({ "sendcloud:verifyWrites": "true" }),
        program: shop('shopName: "New", feedbackType: "none"'),
        run: "up",
        asks: [read, patched({ shop_name: "New", feedback_type: "none" }), read],
      },
      {
        does: "`sendcloud:verifyWrites` is on, and Sendcloud keeps something else than was sent: up fails, and the state records what it holds",
        program: shop('shopName: "Newer", feedbackType: "eager"'),
        first: ({ emulator }) =>
          emulator.intercept(({ method }, response) => {
            if (method !== "PATCH") return false;
            emulator.edit(7, { shop_name: "NEWER", feedback_type: "eager" });
            response.writeHead(204).end();
            return true;
          }),
        run: "up",
        status: 255,
        asks: [patched({ shop_name: "Newer", feedback_type: "eager" }), read],
        prints: [
          /Sendcloud accepted the change \(PATCH http.*\), but holds something else for shopName: the next `pulumi up` sends it again/,
        ],
        then: async (world) => {
          const { shopName, feedbackType } = (await recorded(world)).shop ?? {};
          assert.deepEqual([shopName, feedbackType], ["NEWER", "eager"]);
        },
      },
      {
        does: "the next up sends only that again",
        first: healed,
        run: "up",
        asks: [patched({ shop_name: "Newer" }), read],
      },
      {
        does: "`sendcloud:verifyWrites` is on, and somebody else has changed another managed setting: the state records it, and the next up puts it right",
        first: ({ emulator }) => emulator.edit(7, { feedback_type: "delayed" }),
        program: shop('shopName: "Newest", feedbackType: "eager"'),
        run: "up",
        asks: [patched({ shop_name: "Newest" }), read],
        then: async (world) => assert.equal((await recorded(world)).shop?.feedbackType, "delayed"),
      },
      { does: "and puts it right", run: "up", asks: [patched({ feedback_type: "eager" }), read] },
    ],
  },
  {
    title: "values that Sendcloud normalises",
    seed: [{ id: 7 }],
    emulator: { normalizes: true },
    steps: [
      {
        does: "up adopts, and verifies what is stored in another way",
        first: ({ project }) => project.configure({ "sendcloud:verifyWrites": "true" }),
        program: shop('shopUrl: "https://Tulips.example", servicePointEnabled: true, servicePointCarriers: ["PostNL", "DHL"]'),
        run: "up",
        asks: [
          read,
          patched({ shop_url: "https://Tulips.example", service_point_enabled: true, service_point_carriers: ["DHL", "PostNL"] }),
          read,
        ],
        then: ({ emulator }) => assert.equal(emulator.integration(7)?.shop_url, "https://tulips.example/"),
      },
      {
        does: "Sendcloud stores a value in its own way (a URL's last slash and case of host, order and case of carriers): refresh finds no drift",
        run: "refresh",
        asks: [read],
        prints: [/2 unchanged/],
      },
      { does: "and up has nothing to do", run: "up", asks: [], prints: [/2 unchanged/] },
    ],
  },
];

tell("half way", stories);

describe("half way, where processes and stacks meet", () => {
  let engine: Engine;
  let emulator: Emulator;
  let project: Project;
  before(async function () {
    engine = await requireEngine(this);
  });
  beforeEach(async () => {
    emulator = await startEmulator({ seed: [{ id: 7, shop_name: "Old" }] });
    project = await scriptProject(engine, { environment: reaching(emulator) });
  });
  afterEach(async () => {
    await project.close();
    await emulator.close();
  });

  async function pulumi(args: string, on = project): Promise<string> {
    const { status, output } = await on.pulumi([...args.split(" "), "--color", "never"]);
    assert.equal(status, 0, output);
    return output;
  }

  /** Runs up, and kills everything that belongs to it once Sendcloud has applied its PATCH, before the answer. */
  async function killedUp(): Promise<void> {
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
    await pulumi("cancel --yes");
  }

  it("up is killed in the middle of an adoption: after `pulumi cancel` the next up converges", async () => {
    project.write("index.js", declaring(shop('shopName: "New"')));
    await killedUp();
    assert.deepEqual(await recorded({ project }), {});
    await pulumi("up --yes --skip-preview");
    assert.equal((await recorded({ project })).shop?.shopName, "New");
    assert.equal(emulator.integration(7)?.shop_name, "New");
  });

  it("up is killed in the middle of an update: after `pulumi cancel` the next `pulumi up --refresh` converges, whatever the program is by then", async () => {
    project.write("index.js", declaring(shop('shopName: "New"')));
    await pulumi("up --yes --skip-preview");
    project.write("index.js", declaring(shop('shopName: "Newer"')));
    await killedUp();
    project.write("index.js", declaring(shop('shopName: "New"')));
    await pulumi("up --yes --skip-preview --refresh");
    assert.equal(emulator.integration(7)?.shop_name, "New");
    assert.equal((await recorded({ project })).shop?.shopName, "New");
  });

  it("two stacks manage the same shop: each sees the other's change as drift, `pulumi up --refresh` puts it right, and neither restores over the other", async () => {
    const other = await scriptProject(engine, { environment: reaching(emulator) });
    try {
      project.write("index.js", declaring(shop('shopName: "Mine", onDestroy: "restore"')));
      other.write("index.js", declaring(shop('shopName: "Yours"')));
      await pulumi("up --yes --skip-preview");
      await pulumi("up --yes --skip-preview", other);
      assert.equal(emulator.integration(7)?.shop_name, "Yours");
      await pulumi("up --yes --skip-preview --refresh");
      assert.equal(emulator.integration(7)?.shop_name, "Mine");
      await pulumi("up --yes --skip-preview --refresh", other);
      const output = await pulumi("destroy --yes --skip-preview");
      assert.match(output, /integration 7: left as it is, since somebody else changed it .*: shopName/);
      assert.equal(emulator.integration(7)?.shop_name, "Yours");
    } finally {
      await other.close();
    }
  });
});
