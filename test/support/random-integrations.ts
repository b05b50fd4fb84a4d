/** Integrations with all that people enter, from a seed, so that a failure can be seen again. */
import * as fc from "fast-check";
import type { Seed } from "pulumi-sendcloud/emulator";

const names = [
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
const shopUrls = [
  "https://shop.example",
  "https://shop.example/",
  "http://x.example:8080/a?b=c#d",
  "https://ünïcode.example/ä",
];
const webhookUrls = [
  null,
  "https://hooks.example",
  "https://hooks.example/1?token=canary",
  "https://u:canary@hooks.example/",
  `http://h.example/${"p".repeat(70)}`,
];
const carriers = ["dhl", "postnl", "mondial_relay", "a_very_long_carrier_code_of_its_own"];

const integration = fc
  .record({
    id: fc.integer({ min: 1, max: 9_999_999 }),
    shop_name: fc.constantFrom(...names),
    shop_url: fc.constantFrom(...shopUrls),
    type: fc.constantFrom("shopify", "api"),
    service_point_enabled: fc.boolean(),
    service_point_carriers: fc.subarray(carriers),
    webhook_active: fc.boolean(),
    webhook_url: fc.constantFrom(...webhookUrls),
    feedback_type: fc.constantFrom("eager", "delayed", "none"),
  })
  .map((seed) => ({
    ...seed,
    service_point_enabled: seed.service_point_enabled && seed.service_point_carriers.length > 0,
    webhook_active: seed.webhook_active && seed.webhook_url !== null,
  }));

/** So many integrations, the same for the same seed. */
export function random(count: number, seed: number): Seed[] {
  return fc.sample(integration, { seed, numRuns: count });
}

/** Without those whose number another has too. */
export function unique(seeds: readonly Seed[]): Seed[] {
  return [...new Map(seeds.map((seed) => [seed.id, seed])).values()];
}
