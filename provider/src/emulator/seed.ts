/** The integrations that an emulator starts with: partial ones, completed with what a new integration has. */
import * as z from "zod";

/** Text that may be null, which means that it is not set. */
const text = (initial: string) =>
  z
    .string()
    .nullable()
    .default(initial)
    .transform((value) => value ?? "");

const seeded = z.strictObject({
  id: z.int().min(1),
  shop_name: text("Shop"),
  shop_url: text("https://shop.example"),
  type: z.string().default("api"),
  started_failing_at: z.string().nullable().default(null),
  last_fetched_at: z.string().nullable().default(null),
  created_at: z.string().default("2026-01-02T03:04:05.000Z"),
  updated_at: z.string().default("2026-01-02T03:04:05.000Z"),
  service_point_enabled: z.boolean().default(false),
  service_point_carriers: z
    .array(z.string())
    .nullable()
    .default([])
    .transform((value) => value ?? []),
  webhook_active: z.boolean().default(false),
  webhook_url: text(""),
  feedback_type: z.string().default("delayed"),
});

/** An integration to start with, as the API spells it; only `id` is required. `null` is not set. */
export type Seed = z.input<typeof seeded>;

/** An integration as the emulator stores it. A text or a list that is not set is empty. */
export type StoredIntegration = z.output<typeof seeded>;

const seedList = z.array(seeded).superRefine((all, context) => {
  const twice = all.find(({ id }, at) => all.findIndex((other) => other.id === id) !== at);
  if (twice !== undefined) context.addIssue(`two integrations have the same id, ${twice.id}`);
});

/** Completes seeds. Throws an `Error` that says in one line what is wrong, and where. */
export function complete(seeds: unknown): StoredIntegration[] {
  const parsed = seedList.safeParse(seeds);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${z.core.toDotPath(path)}: ${message}`,
  );
  throw new Error(`the integrations to start with are not valid: ${problems.join("; ")}`);
}

/** Changes what a seed gives of an integration; the rest stays as it is. */
export function edit(integration: StoredIntegration, change: Partial<Seed>): void {
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  const [edited] = complete([{ ...integration, ...Object.fromEntries(given) }]);
  const updated_at = change.updated_at ?? recordedDate(new Date());
  Object.assign(integration, edited, { updated_at });
}

/** A date as Sendcloud's answers were recorded: local time, microseconds, offset: `2022-03-03T17:22:47.137622+01:00`. */
export function recordedDate(date: Date): string {
  const local = new Date(date.getTime() + 60 * 60 * 1000).toISOString();
  return `${local.slice(0, -1)}000+01:00`;
}
