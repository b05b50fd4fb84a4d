/** check, given everything that there is: it never throws, and decides as the emulator's own rules do. */
import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { Failure } from "../../provider/src/settings/check";
import { answer, type Store } from "../../provider/src/emulator/api";
import { complete } from "../../provider/src/emulator/seed";
import { check } from "../../provider/src/pulumi/dynamic/provider";
import { effort, figure } from "../support/effort";
import { fields as apiFields } from "../support/fields";

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const canary = "canary-9d2c";

const fields = new Map<string, string>(Object.entries(apiFields));

const oddCharacter = fc.constantFrom(
  " ",
  "\t",
  "\n",
  "\0",
  "\x7f",
  "\u0085",
  "\u00a0",
  "\u2028",
  "\ufeff",
  "\\",
  "@",
  "[",
  "]",
  "%",
  "%zz",
  ":",
  "?",
  "#",
  "/",
  "é",
  "🌷",
  "\ud800",
  "\udfff",
);
const perhaps = fc.oneof({ weight: 12, arbitrary: fc.constant("") }, { weight: 1, arbitrary: oddCharacter });
const utf16 = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 }).map((units) => String.fromCharCode(...units));
const huge = fc
  .tuple(fc.constantFrom("x", "🌷", "\ud800", "https://"), fc.constantFrom(249, 250, 251, 4_000, 100_000))
  .map(([unit, count]) => unit.repeat(count));
const text = fc.oneof(
  fc.string(),
  fc.string({ unit: "binary", maxLength: 300 }),
  utf16,
  { weight: 1, arbitrary: huge },
  fc.constantFrom("", "true", "eager", "none", "0", "null", "__proto__"),
);

/** URLs, and what nearly is one. */
const url = fc
  .tuple(
    fc.constantFrom(
      ...Array.from({ length: 20 }, () => "https://"),
      "http://",
      "HTTPS://",
      "hTTp://",
      "http:",
      "https:/",
      "https:///",
      "ftp://",
      "//",
      "",
      "javascript:",
      " https://",
    ),
    perhaps,
    fc.oneof(
      fc.domain(),
      fc.ipV4(),
      fc.ipV6().map((host) => `[${host}]`),
      fc.constantFrom(
        "",
        "localhost",
        "user:word@hooks.example",
        "bücher.example",
        "xn--",
        "1.2.3.4.5",
        "..",
        "a..b",
        "0x7f.1",
        "%41.example",
        "hooks.example:0",
        "hooks.example:65536",
      ),
    ),
    perhaps,
    fc.oneof(fc.constant(`/${canary}`), fc.webPath(), fc.constantFrom("", "?", `#${canary}`, `?token=${canary}`)),
    perhaps,
  )
  .map((parts) => parts.join(""));

const number = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(0, -0, NaN, Infinity, -Infinity, 2 ** 53, 5e-324));
const keys = fc.constantFrom(
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "toJSON",
  "valueOf",
  "hasOwnProperty",
  "length",
  "then",
  "",
  "shop_name",
  "webhookURL",
  "carriers",
  "__provider",
);

/** Everything that a program can send: deep or wide, with keys that mean something to JavaScript. */
const { anything } = fc.letrec<{ anything: unknown; record: unknown }>((tie) => ({
  anything: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    number,
    text,
    url,
    fc.array(tie("anything"), { maxLength: 4 }),
    tie("record"),
  ),
  record: fc
    .array(fc.tuple(fc.oneof(keys, fc.string({ maxLength: 5 })), tie("anything")), { maxLength: 4 })
    .map((entries) => Object.fromEntries(entries)),
}));
const deep = fc.constantFrom(50, 500, 3_000).map((depth) => {
  let value: unknown = "https://deep.example";
  for (let level = 0; level < depth; level++) value = level % 2 ? [value] : { toString: value };
  return value;
});

const carrier = fc.oneof(fc.constantFrom("dhl", "postnl", "", " "), text);
const likely: Record<string, fc.Arbitrary<unknown>> = {
  shopName: text,
  shopUrl: url,
  servicePointEnabled: fc.boolean(),
  servicePointCarriers: fc.array(carrier, { maxLength: 3 }),
  webhookActive: fc.boolean(),
  webhookUrl: fc.oneof(fc.constant(null), url),
  feedbackType: fc.constantFrom("eager", "delayed", "none", "Eager"),
};

/** Declarations that are nearly right: most values are of the right kind. */
const declaration: fc.Arbitrary<Record<string, unknown>> = fc
  .tuple(
    fc.record(
      Object.fromEntries(
        Object.entries(likely).map(([name, value]) => [
          name,
          fc.oneof({ weight: 12, arbitrary: value }, { weight: 1, arbitrary: anything }),
        ]),
      ),
      { requiredKeys: [] },
    ),
    fc.oneof({ weight: 12, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(fc.tuple(keys, anything), { maxLength: 2 }) }),
  )
  .map(([settings, more]): Record<string, unknown> => Object.fromEntries([...Object.entries(settings), ...more]))
  .map(({ __provider: _, ...declared }) => declared);

/** What the emulator says of the same as one request. */
function emulatorAccepts(declared: Record<string, unknown>): boolean {
  const named = Object.entries(declared).map(([name, value]) => [fields.get(name) ?? ` ${name}`, value]);
  // JSON makes null of what is no number in JSON; here it must stay something that no field takes.
  const body = JSON.stringify(Object.fromEntries(named), (_, value: unknown) =>
    typeof value === "number" && !Number.isFinite(value) ? {} : value,
  );
  const store: Store = {
    integrations: new Map(complete([{ id: 7 }]).map((one) => [one.id, one])),
    keys: { publicKey: "p", secretKey: "s" },
    rules: "body",
    normalizes: false,
    pageSize: 1,
    tokens: new Map([["t", Infinity]]),
    now: () => new Date(),
  };
  const request = { method: "PATCH", path: "/integrations/7", query: new URLSearchParams(), body, authorization: "Bearer t" };
  return answer(request, store).status === 204;
}

async function failures(declared: Record<string, unknown>): Promise<Failure[]> {
  const checked = await check({}, { integrationId: 7, ...declared });
  return checked.failures ?? [];
}

/** How many inputs each claim is tried with. */
const { numRuns, timeout } = effort({ short: { numRuns: 40_000, timeout: 300_000 }, long: { numRuns: 300_000, timeout: 3_000_000 } });

describe("check, given everything", () => {
  let inputs = 0;
  after(() => figure("check", `${inputs} generated inputs: never thrown, 0 differences from the emulator's rules`));

  function holds<Input>(input: fc.Arbitrary<Input>, claim: (input: Input) => Promise<void>): Promise<void> {
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
          fc.oneof(keys, fc.constantFrom("integrationId", "account", "onDestroy", ...fields.keys())),
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
      async (declared) => {
        const found = await failures(declared);
        const accepts = emulatorAccepts(declared);
        assert.equal(found.length === 0, accepts, JSON.stringify(found));
        if (accepts) accepted++;
      },
    );
    assert.ok(accepted > numRuns / 20 && accepted < numRuns * 0.95, `${accepted} accepted: both outcomes must be met often`);
  }).timeout(timeout);

  it("minds no value that is not known yet, and says nothing of a URL but its name", async () => {
    const masked = fc.tuple(declaration, fc.array(fc.constantFrom(...fields.keys())), fc.boolean());
    await holds(masked, async ([declared, names, elements]) => {
      const found = await failures(declared);
      for (const { property, reason } of found) {
        assert.ok(!reason.includes(canary), reason);
        if (property !== "") assert.ok(!JSON.stringify(declared[property]).includes("://"), property);
      }
      const mask = (value: unknown): unknown =>
        elements && Array.isArray(value) && value.length > 0
          ? value.map((element: unknown, at) => (at === 0 ? unknown : element))
          : unknown;
      const hidden = Object.fromEntries(
        Object.entries(declared).map(([name, value]) => [name, names.includes(name) ? mask(value) : value]),
      );
      if (found.length === 0) assert.deepEqual(await failures(hidden), []);
    });
  }).timeout(timeout);
});
