/** The integrations of an emulator: what they start with, and how `PATCH /integrations/{id}` changes them. */
import * as z from "../zod-parts";
import { parsedUrl } from "../url";
import type { Behaviours } from "./behaviours";
import { type Answer, type Fault, parsedJson, refusal, type Refusal } from "./responses";

/** An integration as the emulator stores it. A text or a list that is not set is empty. */
export interface StoredIntegration {
  id: number;
  shop_name: string;
  shop_url: string;
  type: string;
  started_failing_at: string | null;
  last_fetched_at: string | null;
  created_at: string;
  updated_at: string;
  service_point_enabled: boolean;
  service_point_carriers: string[];
  webhook_active: boolean;
  webhook_url: string;
  feedback_type: string;
}

type Nullable = "shop_name" | "shop_url" | "service_point_carriers" | "webhook_url";

/** An integration to start with, as the API spells it; only `id` is required. `null` is not set. */
export type Seed = { id: number } & {
  [Name in keyof StoredIntegration]?:
    StoredIntegration[Name] | (Name extends Nullable ? null : never) | undefined;
};

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

const seedList = z
  .array(seeded satisfies z.ZodType<StoredIntegration, Seed>)
  .superRefine((all, context) => {
    const twice = all.find(({ id }, at) => all.findIndex((other) => other.id === id) !== at);
    if (twice !== undefined) context.addIssue(`two integrations have the same id, ${twice.id}`);
  });

/** Completes seeds. Throws an `Error` that says in one line what is wrong, and where. */
export function complete(seeds: unknown): StoredIntegration[] {
  const parsed = seedList.safeParse(seeds);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${z.toDotPath(path)}: ${message}`,
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

/** Fields of an integration, as a client sends them. */
type Fields = Readonly<Record<string, unknown>>;

/** Answers a change, and stores it where it is right. */
export function patch(
  text: string,
  shop: StoredIntegration,
  rules: Behaviours["rules"],
): Answer | Refusal {
  const body = z.record(z.string(), z.unknown()).safeParse(parsedJson(text)).data;
  if (body === undefined)
    return refusal(400, "invalid", "Invalid", "Invalid data. Expected an object.");
  const faults = faultsOf(body, shop, rules);
  if (faults.length > 0) return { status: 400, faults };
  apply(body, shop);
  return { status: 204, headers: {}, body: "" };
}

/** Stores a change that is right. */
export function apply(change: Fields, shop: StoredIntegration): void {
  const stored = Object.entries(change).map(([field, value]) => [field, value ?? ""]);
  Object.assign(shop, Object.fromEntries(stored), { updated_at: recordedDate(new Date()) });
}

/** What is wrong with a change: field by field, or else with fields together. */
export function faultsOf(
  change: Fields,
  shop: StoredIntegration,
  rules: Behaviours["rules"],
): Fault[] {
  const faults = Object.entries(change).flatMap(([field, value]) => fieldFaults(field, value));
  if (faults.length > 0) return faults;
  return jointFaults(rules === "body" ? change : { ...shop, ...change });
}

function fieldFaults(field: string, value: unknown): Fault[] {
  const unless = (isRight: boolean, code: string, detail: string): Fault[] =>
    isRight ? [] : [{ code, title: "Invalid field", detail, field }];
  switch (field) {
    case "shop_name": {
      const isName = typeof value === "string" && /^.{1,250}$/su.test(value);
      return unless(isName, "invalid", "Ensure this field has 1 to 250 characters.");
    }
    case "shop_url":
    case "webhook_url": {
      const isCleared = field === "webhook_url" && value === null;
      return unless(isCleared || isWebAddress(value), "invalid", "Enter a valid URL.");
    }
    case "service_point_enabled":
    case "webhook_active":
      return unless(typeof value === "boolean", "invalid", "Must be a valid boolean.");
    case "service_point_carriers": {
      const isCode = (code: unknown): boolean => typeof code === "string" && code !== "";
      const isList = Array.isArray(value) && value.every(isCode);
      return unless(isList, "not_a_list", "Expected a list of carrier codes.");
    }
    case "feedback_type": {
      const isChoice = value === "eager" || value === "delayed" || value === "none";
      return unless(isChoice, "invalid_choice", "Not a valid choice.");
    }
    default:
      return unless(false, "unknown_field", `The field ${field} is unknown.`);
  }
}

/** Whether a value is an http or https URL with nothing in it that a URL must not have. */
function isWebAddress(value: unknown): boolean {
  if (typeof value !== "string" || !/^https?:\/\/[^/?#]/i.test(value)) return false;
  return parsedUrl(value) !== undefined && !/[\s\\\p{Cc}]/u.test(value);
}

/** What is wrong with fields together. The documentation's own example of such a refusal names no field. */
function jointFaults(seen: Fields): Fault[] {
  const details: string[] = [];
  if (seen.webhook_active === true && !seen.webhook_url)
    details.push("Webhook URL required when enable webhook is set to true");
  const carriers = seen.service_point_carriers;
  if (seen.service_point_enabled === true && !(Array.isArray(carriers) && carriers.length > 0))
    details.push(
      "At least one carrier is required in service_point_carriers when service points are enabled",
    );
  return details.map((detail) => ({ code: "validation_error", title: "Validation error", detail }));
}
