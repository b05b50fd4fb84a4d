/** The integrations that an emulator starts with: partial ones, completed with what a new integration has. */
import * as z from "zod";
import type { StoredIntegration } from "./api";

const seeded = z.strictObject({
  id: z.int().min(1),
  shop_name: z.string().nullable().default("Shop"),
  shop_url: z.string().nullable().default("https://shop.example"),
  type: z.string().default("api"),
  started_failing_at: z.string().nullable().default(null),
  last_fetched_at: z.string().nullable().default(null),
  created_at: z.string().default("2026-01-02T03:04:05.000Z"),
  updated_at: z.string().default("2026-01-02T03:04:05.000Z"),
  service_point_enabled: z.boolean().default(false),
  service_point_carriers: z.array(z.string()).default([]),
  webhook_active: z.boolean().default(false),
  webhook_url: z.string().nullable().default(null),
  feedback_type: z.string().default("delayed"),
});

/** An integration to start with, as the API spells it; only `id` is required. */
export type Seed = z.input<typeof seeded>;

const seedList = z.array(seeded).refine((all) => new Set(all.map(({ id }) => id)).size === all.length, "two integrations have the same id");

/** Completes seeds. Throws an `Error` that names what is wrong and where. */
export function complete(seeds: unknown): StoredIntegration[] {
  const parsed = seedList.safeParse(seeds);
  if (!parsed.success) throw new Error(`the integrations to start with are not valid: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
