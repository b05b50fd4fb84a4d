/** Integrations with all that people enter, from a seed, so that a failure can be seen again. */
import type { Seed } from "pulumi-sendcloud/emulator";

/** So many integrations of every kind, the same for the same seed. */
export function random(count: number, seed: number): Seed[] {
  let state = seed;
  const next = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const pick = <Value>(values: readonly [Value, ...Value[]]): Value =>
    values[next(values.length)] ?? values[0];
  const names: [string, ...string[]] = [
    "Tulips",
    "Bücher & Co.",
    `He said "hi"`,
    "it's",
    "`${x}`",
    "\\back\\",
    "花屋 🌷",
    "a\nb\t",
    "*/ // x",
    "-",
    "x".repeat(250),
    "\u2028",
  ];
  const carriers = [
    "dhl",
    "postnl",
    "ups",
    "dpd",
    "colissimo",
    "mondial_relay",
    "a_very_long_carrier_code_of_its_own",
    "gls",
  ];
  return Array.from({ length: count }, (_, index) => {
    const some = carriers.filter(() => next(2) === 1);
    const url = pick([
      null,
      "https://hooks.example",
      `https://hooks.example/${index}?token=canary`,
      "https://u:canary@hooks.example/",
      `http://h.example/${"p".repeat(70)}`,
    ]);
    return {
      id: 1 + index * (1 + next(5)) * 7919 + next(7),
      shop_name: pick(names),
      shop_url: pick([
        "https://shop.example",
        "https://shop.example/",
        "http://x.example:8080/a?b=c#d",
        "https://ünïcode.example/ä",
      ]),
      type: pick(["shopify", "api"]),
      service_point_enabled: some.length > 0 && next(2) === 1,
      service_point_carriers: some,
      webhook_active: url !== null && next(2) === 1,
      webhook_url: url,
      feedback_type: pick(["eager", "delayed", "none"]),
    };
  });
}

/** Without those whose number another has too. */
export function unique(seeds: readonly Seed[]): Seed[] {
  return [...new Map(seeds.map((seed) => [seed.id, seed])).values()];
}
