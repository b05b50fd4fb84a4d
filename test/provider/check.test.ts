/** check, given everything that there is: it never throws, and decides as the emulator's own rules do. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { Agent, type IncomingMessage, request } from "node:http";
import * as fc from "fast-check";
import { type Emulator, startEmulator } from "pulumi-sendcloud/emulator";
import { check, configure } from "pulumi-sendcloud/provider";
import { anything, canary, declaration, deep, keys } from "../support/declarations";
import { effort, figure } from "../support/effort";
import { fields as apiFields } from "../support/fields";
import { unknown } from "../support/provider-process";

const fields = new Map<string, string>(Object.entries(apiFields));

/** What the emulator says of the same as one request. */
async function isAccepted(emulator: Emulator, declared: Record<string, unknown>): Promise<boolean> {
  const named = Object.entries(declared).map(([name, value]) => [
    fields.get(name) ?? ` ${name}`,
    value,
  ]);
  // JSON makes null of what is no number in JSON; here it must stay something that no field takes.
  const body = JSON.stringify(Object.fromEntries(named), (_, value: unknown) =>
    typeof value === "number" && !Number.isFinite(value) ? {} : value,
  );
  const { url, publicKey, secretKey } = emulator;
  const options = { method: "PATCH", agent, auth: `${publicKey}:${secretKey}` };
  const sent = request(`${url}/integrations/7`, options).end(body);
  const response = await new Promise<IncomingMessage>((resolve, reject) =>
    sent.once("response", resolve).once("error", reject),
  );
  await once(response.resume(), "end");
  // What it remembers of a request is of no use here, and there are many.
  emulator.reset();
  return response.statusCode === 204;
}

/** One connection for all requests: the cheapest way to send so many. */
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

async function failures(
  declared: Record<string, unknown>,
): Promise<{ property: string; reason: string }[]> {
  const checked = await check({}, { integrationId: 7, ...declared });
  return checked.failures ?? [];
}

/** How many inputs each claim is tried with. */
const { numRuns, timeout } = effort({
  short: { numRuns: 5_000, timeout: 300_000 },
  long: { numRuns: 300_000, timeout: 3_000_000 },
});

describe("check, given everything", () => {
  before(() =>
    configure({
      config: {
        get: () => undefined,
        require(key) {
          throw new Error(`${key} is not configured`);
        },
      },
    }),
  );

  let inputs = 0;
  let emulator: Emulator;
  before(async () => {
    emulator = await startEmulator({ rules: "body", seed: [{ id: 7 }] });
  });
  after(() => emulator.close());
  after(() => agent.destroy());
  after(() =>
    figure(
      "check",
      `${inputs} generated inputs: never thrown, 0 differences from the emulator's rules`,
    ),
  );

  function holds<Input>(
    input: fc.Arbitrary<Input>,
    claim: (input: Input) => Promise<void>,
  ): Promise<void> {
    return fc.assert(
      fc.asyncProperty(input, (value) => {
        inputs++;
        return claim(value);
      }),
      { numRuns },
    );
  }

  it("never throws, and tells each fault in words", async () => {
    const wild = fc
      .array(
        fc.tuple(
          fc.oneof(
            keys,
            fc.constantFrom("integrationId", "account", "onDestroy", ...fields.keys()),
          ),
          fc.oneof(anything, deep, fc.constant(unknown)),
        ),
        { maxLength: 6 },
      )
      .map((entries): Record<string, unknown> => Object.fromEntries(entries));
    await holds(wild, async (declared) => {
      const { failures = [] } = await check({}, declared);
      for (const { property, reason } of failures) {
        assert.ok(property === "" || Object.hasOwn(declared, property), property);
        assert.ok(reason.length > 10 && reason.length < 1_000, reason);
      }
    });
  }).timeout(timeout);

  it("accepts exactly what the emulator accepts", async () => {
    let accepted = 0;
    await holds(
      declaration.filter((declared) => Object.keys(declared).some((name) => fields.has(name))),
      async (all) => {
        const found = await failures(all);
        // What is null is not declared.
        const declared = Object.fromEntries(
          Object.entries(all).filter(([, value]) => value !== null && value !== undefined),
        );
        const { shopName, webhookUrl } = declared;
        // What Sendcloud takes is ours to refuse: nothing at all, blanks around a name, half a character.
        const isRefused =
          !Object.keys(declared).some((name) => fields.has(name)) ||
          (typeof shopName === "string" && shopName !== shopName.trim()) ||
          Object.values(declared)
            .flat()
            .some((value) => typeof value === "string" && /\p{Cs}/u.test(value));
        if (isRefused) return assert.notEqual(found.length, 0);
        const accepts = await isAccepted(
          emulator,
          webhookUrl === "" ? { ...declared, webhookUrl: null } : declared,
        );
        assert.equal(found.length === 0, accepts, JSON.stringify(found));
        if (accepts) accepted++;
      },
    );
    assert.ok(
      accepted > numRuns / 20 && accepted < numRuns * 0.95,
      `${accepted} accepted: both outcomes must be met often`,
    );
  }).timeout(timeout);

  it("minds no value that is not known yet, and says nothing of a URL but its name", async () => {
    const masked = fc.tuple(declaration, fc.array(fc.constantFrom(...fields.keys())), fc.boolean());
    await holds(masked, async ([declared, names, elements]) => {
      const found = await failures(declared);
      for (const { property, reason } of found) {
        assert.ok(!reason.includes(canary), reason);
        if (property !== "")
          assert.ok(!JSON.stringify(declared[property]).includes("://"), property);
      }
      const mask = (value: unknown): unknown =>
        elements && Array.isArray(value) && value.length > 0
          ? value.map((element: unknown, at) => (at === 0 ? unknown : element))
          : unknown;
      const hidden = Object.fromEntries(
        Object.entries(declared).map(([name, value]) => [
          name,
          names.includes(name) ? mask(value) : value,
        ]),
      );
      if (found.length === 0) assert.deepEqual(await failures(hidden), []);
    });
  }).timeout(timeout);
});
