/** Each request of a resource's life, met by each fault: what the command says, what the state says, what Sendcloud holds, and that the next command puts it right. */
import assert from "node:assert/strict";
import { type Emulator, type Interceptor, startEmulator } from "pulumi-sendcloud/emulator";
import { figure } from "../support/effort";
import { type Listener, listenFor } from "../support/listener";
import { requestsFrom } from "../support/requests";
import { type Edge, edges, start } from "../support/edges";
import { behave, type Likeness } from "../support/likeness";
import { playedStack } from "../support/played-engine";
import { hasty, type Properties, type ProviderProcess } from "../support/provider-process";
import { keys } from "../support/scene";
import type { Declared, Stack } from "../support/stack";
import { type Wrong, wrongs } from "../support/wrongs";

const id = 7;

const declared = (settings: Properties): Declared => ({
  integrationId: id,
  onDestroy: "restore",
  settings,
});
const plain = { refresh: false, replace: false };
const first = declared({ shopName: "First" });
const later = declared({ shopName: "Later" });
const both = declared({ shopName: "First", feedbackType: "none" });

/** A request that a command sends, and what was done before. */
interface Moment {
  name: string;
  method: "GET" | "PATCH" | "POST";
  /** Which of the command's requests it is. */
  at: 1 | 2;
  /** What the stack has had up; nothing is managed without it. */
  before: Declared | undefined;
  command: (stack: Stack) => Promise<boolean>;
  /** What Sendcloud must hold once the command has succeeded, in the end. */
  wants: { shop_name: string; feedback_type?: string };
  process: "client" | "verifying" | undefined;
}

function moment(
  name: string,
  method: Moment["method"],
  at: Moment["at"],
  before: Declared | undefined,
  command: Moment["command"] | Declared,
  wants: Moment["wants"],
  process?: Moment["process"],
): Moment {
  const run: Moment["command"] =
    typeof command === "function" ? command : (stack) => stack.up(command, plain);
  return { name, method, at, before, command: run, wants, process };
}

const refresh: Moment["command"] = (stack) => stack.refresh();
const destroy: Moment["command"] = (stack) => stack.destroy();
const old = { shop_name: "Old" };
const one = { shop_name: "First" };
const two = { shop_name: "First", feedback_type: "none" };
const other = { shop_name: "Later" };

const moments: Moment[] = [
  moment("the token of a first up", "POST", 1, undefined, first, one, "client"),
  moment("the read of an adoption", "GET", 1, undefined, first, one),
  moment("the write of an adoption", "PATCH", 2, undefined, first, one),
  moment("the write of an update", "PATCH", 1, first, later, other),
  moment("the read before a setting is managed", "GET", 1, first, both, two),
  moment("the write of a setting that is restored", "PATCH", 2, both, first, one),
  moment("the read that verifies a write", "GET", 2, first, later, other, "verifying"),
  moment("the read of a refresh", "GET", 1, first, refresh, one),
  moment("the read of a restore", "GET", 1, first, destroy, old),
  moment("the write of a restore", "PATCH", 2, first, destroy, old),
];

/** What Sendcloud is like: each cell of the matrix has one of these, so that each fault and each request meet most of them. */
const likenesses: Record<string, Likeness> = {
  "as recorded": {},
  "null for what is not set, 200 with the record": { blank: "null", accepts: 200 },
  "what is not set left out, 202 with the record": { blank: "missing", accepts: 202 },
  "values normalized, errors of v2": { normalizes: true, errors: "v2" },
  "facts missing, numbers as text, a byte order mark": {
    records: ["facts missing", "numbers as text", "unknown fields", "byte order mark"],
  },
  "facts null, epoch dates, a broken record in pages": {
    records: ["facts null", "epoch dates", "broken record"],
    pageSize: 1,
    links: "body",
  },
  "nobody tells whose account it is, errors in HTML": { metadata: "missing", errors: "html" },
  "the life of a token as text": { lifeAsText: true },
  "rules of the body alone, limits": { rules: "body", clearedBy: "text", limits: "documented" },
  "bodies that drip": { drip: 1 },
};

/** The likeness of a cell. A body that drips takes longer than the deadline of those that meet the rate limit. */
function likenessOf(moment: Moment, wrong: Wrong): [name: string, behaviours: Likeness] {
  const all = Object.entries(likenesses).filter(
    ([, { drip }]) => drip === undefined || wrong.sent !== "limit",
  );
  const cell = moments.indexOf(moment) * wrongs.length + wrongs.indexOf(wrong);
  return all[cell % all.length] ?? ["as recorded", {}];
}

for (const edge of edges) {
  describe(`whatever a request meets (${edge})`, () => matrix(edge));
}

function matrix(edge: Edge): void {
  let met = 0;
  after(() =>
    figure(
      edge === "dynamic" ? "Fault matrix" : "Fault matrix, over the plugin",
      `${met} of ${moments.length * wrongs.length} (${moments.length} requests of a resource's life, ${wrongs.length} faults)`,
    ),
  );
  let emulator: Emulator;
  let listener: Listener;
  const processes = new Map<string, ProviderProcess>();

  before(async function () {
    this.timeout(60_000);
    emulator = await startEmulator({ seed: [{ id, shop_name: "Old" }] });
    listener = await listenFor(Number(new URL(emulator.url).port));
  });
  after(async () => {
    for (const process of processes.values()) await process.stop();
    listener.close();
    await emulator.close();
  });

  for (const moment of moments) {
    describe(`(${moment.name})`, () => {
      for (const wrong of wrongs)
        it(`${wrong.name} (${likenessOf(moment, wrong)[0]}): ${outcome(moment, wrong)}`, () =>
          meets(moment, wrong));
    });
  }

  async function meets(moment: Moment, wrong: Wrong): Promise<void> {
    emulator.reset();
    const like = behave(emulator, likenessOf(moment, wrong)[1]);
    await listener.accept();
    const provider = await running(wrong);
    const stack = playedStack(provider, configuration(moment.process));
    if (moment.before) assert.ok(await stack.up(moment.before, plain), stack.said);
    const was = emulator.integration(id);
    const seen = emulator.requests.length;
    like(faultOf(moment, wrong));

    const succeeded = await moment.command(stack);

    const expected = outcome(moment, wrong);
    const sent = requestsFrom(emulator, seen).filter(
      ({ method, path }) => method === moment.method && path !== "/integrations",
    );
    assert.equal(succeeded, ["succeeds", "the resource is gone"].includes(expected), stack.said);
    if (!succeeded) assert.match(stack.said, wrong.says);
    if (!succeeded)
      assert.match(stack.said, new RegExp(`\\((${moment.method}|GET|PATCH) http://127`));
    assert.doesNotMatch(stack.said + provider.printed, /\n\s+at /);
    if (wrong.happens === "refused") assert.equal(sent.length, 0);
    else if (wrong.sent === "limit") assert.ok(sent.length > 1);
    else
      assert.equal(
        sent.length,
        wrong.sent *
          (wrong.name === "401" && moment.process === "client" && moment.method !== "POST" ? 2 : 1),
      );
    assert.ok(sent.every(({ body }) => JSON.stringify(body) === JSON.stringify(sent[0]?.body)));
    if (expected === "fails, nothing changed") assert.deepEqual(emulator.integration(id), was);
    const recorded = await stack.recorded();
    for (const [name, field] of [
      ["shopName", "shop_name"],
      ["feedbackType", "feedback_type"],
    ] as const) {
      if (recorded?.[name] !== undefined)
        assert.equal(recorded[name], emulator.integration(id)?.[field], `the state's ${name}`);
    }

    like();
    await listener.accept();
    assert.ok(await moment.command(stack), stack.said);
    met++;
    if (expected === "the resource is gone") return;
    const { shop_name, feedback_type } = emulator.integration(id) ?? {};
    assert.deepEqual({ shop_name, feedback_type }, { feedback_type: "delayed", ...moment.wants });
  }

  /** A process for each deadline and time-out, started when it is first needed. Under load, an answer may take its time. */
  async function running({ sent, name }: Wrong): Promise<ProviderProcess> {
    const deadline = sent === "limit" ? 500 : undefined;
    const response = name === "no answer in time" ? 300 : 3_000;
    const key = `${deadline} ${response}`;
    const process =
      processes.get(key) ?? (await start(edge, { options: hasty(deadline, response) }));
    processes.set(key, process);
    return process;
  }

  function configuration(kind: Moment["process"]): Record<string, string> {
    const at = (url: string): string => url.replace(/:\d+/, `:${listener.port}`);
    const baseUrl = at(emulator.url);
    const { clientId, clientSecret, tokenUrl } = emulator;
    if (kind === "client") return { baseUrl, tokenUrl: at(tokenUrl), clientId, clientSecret };
    return { ...keys(emulator), baseUrl, ...(kind === "verifying" && { verifyWrites: "true" }) };
  }

  function faultOf({ method: target, at }: Moment, wrong: Wrong): Interceptor {
    const { happens } = wrong;
    let met = 0;
    if (happens === "refused" && at === 1) listener.refuse();
    return ({ method, path, body }, response) => {
      // A shop that is gone leaves the account as it is.
      const isOther = target === "GET" && !path.startsWith("/integrations");
      if (wrong.name === "404" && isOther) return false;
      met++;
      const apply = (): void => {
        if (typeof body === "object") emulator.edit(id, { ...body });
      };
      if (happens !== "refused") return method === target && met >= at && happens(response, apply);
      // The next request comes on a connection of its own, which nobody takes.
      response.setHeader("connection", "close");
      listener.refuse();
      return false;
    };
  }
}

function outcome(moment: Moment, wrong: Wrong): string {
  const { method, at, name } = moment;
  if (method === "PATCH") return wrong.write;
  if (at === 2) return "fails, and the write is sent again";
  const isTold = wrong.read === "finds it gone" && method !== "POST";
  const isKnown = likenessOf(moment, wrong)[1].metadata !== "missing";
  const isGone = (name.includes("refresh") && isKnown) || name.includes("restore");
  return isTold && isGone ? "the resource is gone" : "fails, nothing changed";
}
