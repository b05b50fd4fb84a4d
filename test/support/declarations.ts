/** Everything that a program can declare, right, nearly right and absurd, for the property-testing library. */
import * as fc from "fast-check";

/** Part of URLs, which no message may repeat. */
export const canary = "canary-9d2c";

const words = (text: string): fc.Arbitrary<string> => fc.constantFrom(...text.split(" "));
const oddCharacter = fc.oneof(
  fc.constantFrom(..." \t\n\0\x7f\u0085\u00a0\u2028\ufeff\\@[]%:?#/é🌷"),
  fc.constantFrom("%zz", "\ud800", "\udfff"),
);
const perhaps = fc.oneof(
  { weight: 12, arbitrary: fc.constant("") },
  { weight: 1, arbitrary: oddCharacter },
);
const utf16 = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 })
  .map((units) => String.fromCharCode(...units));
const huge = fc
  .tuple(
    fc.constantFrom("x", "🌷", "\ud800", "https://"),
    fc.constantFrom(249, 250, 251, 4_000, 100_000),
  )
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
    fc.oneof(
      { weight: 20, arbitrary: fc.constant("https://") },
      { weight: 1, arbitrary: fc.constantFrom("", " https://") },
      {
        weight: 9,
        arbitrary: words("http:// HTTPS:// hTTp:// http: https:/ https:/// ftp:// // javascript:"),
      },
    ),
    perhaps,
    fc.oneof(
      fc.domain(),
      fc.ipV4(),
      fc.ipV6().map((host) => `[${host}]`),
      fc.constant(""),
      words("localhost user:word@hooks.example bücher.example xn-- 1.2.3.4.5 .. a..b"),
      words("0x7f.1 %41.example hooks.example:0 hooks.example:65536"),
    ),
    perhaps,
    fc.oneof(
      fc.constant(`/${canary}`),
      fc.webPath(),
      fc.constantFrom("", "?", `#${canary}`, `?token=${canary}`),
    ),
    perhaps,
  )
  .map((parts) => parts.join(""));

const number = fc.oneof(
  fc.integer(),
  fc.double(),
  fc.constantFrom(0, -0, NaN, Infinity, -Infinity, 2 ** 53, 5e-324),
);
/** Names that mean something to JavaScript, or nearly something to the resource. */
export const keys = fc.oneof(
  fc.constant(""),
  words("__proto__ constructor prototype toString toJSON valueOf hasOwnProperty length then"),
  words("shop_name webhookURL carriers __provider"),
);

/** Everything that a program can send: deep or wide, with keys that mean something to JavaScript. */
export const { anything } = fc.letrec<{ anything: unknown; record: unknown }>((tie) => ({
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
/** Values nested deeper than anybody needs. */
export const deep = fc.constantFrom(50, 500, 3_000).map((depth) => {
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
export const declaration: fc.Arbitrary<Record<string, unknown>> = fc
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
    fc.oneof(
      { weight: 12, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.array(fc.tuple(keys, anything), { maxLength: 2 }) },
    ),
  )
  .map(([settings, more]): Record<string, unknown> =>
    Object.fromEntries([...Object.entries(settings), ...more]),
  )
  .map(({ __provider: _, ...declared }) => declared);
