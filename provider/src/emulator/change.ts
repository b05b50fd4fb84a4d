/** `PATCH /integrations/{id}`: what is wrong with a change, what of it is stored, and how it is answered. */
import { recordedDate } from "./dates";
import { spelledFaults } from "./error-spellings";
import { type ApiResponse, type Fault, type Refusal, refusal } from "./exchange";
import type { StoredIntegration } from "./integration";
import { normalized } from "./normalize";
import { spelled, withRecord } from "./records";
import { fieldFaults, jointFaults } from "./rules";
import { keepShowing } from "./stale";
import type { Store } from "./store";

/** Answers a change, and stores it where it is right. */
export function change(
  text: string,
  integration: StoredIntegration,
  store: Store,
): ApiResponse | Refusal {
  const { behaviours } = store;
  const body = parsed(text);
  if (body === undefined)
    return refusal(400, "parse_error", "Malformed request", "JSON parse error.");
  if (body === null) return refusal(400, "invalid", "Invalid", "Invalid data. Expected an object.");
  const fields = Object.keys(body);
  const withheld = fields.find((field) => behaviours.withheld.includes(field));
  if (withheld !== undefined) {
    return refusal(
      403,
      "permission_denied",
      "Permission denied",
      `The feature of ${withheld} is not available for this account.`,
    );
  }
  const faults = Object.entries(body).flatMap(([field, value]) =>
    fieldFaults(field, value, behaviours),
  );
  if (faults.length === 0)
    faults.push(...jointFaults(behaviours.rules === "merged" ? { ...integration, ...body } : body));
  if (faults.length > 0) return { status: 400, faults };

  const denied = fields.filter(
    (field) => behaviours.denies === "all" || behaviours.denies.includes(field),
  );
  const taken = Object.entries(body).filter(([field]) => !denied.includes(field));
  if (taken.length > 0 || denied.length === 0) {
    keepShowing(integration, store.outdated, behaviours.stale, store.now().getTime());
    const stored = Object.fromEntries(
      taken.map(([field, value]) => [field, asStored(field, value, behaviours)]),
    );
    Object.assign(integration, stored, { updated_at: recordedDate(store.now()) });
  }
  return accepted(integration, denied, store);
}

/** `undefined` where the text is no JSON, null where it is no object. */
function parsed(text: string): object | null | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === "object" && !Array.isArray(body) ? body : null;
  } catch {
    return undefined;
  }
}

function asStored(
  field: string,
  value: unknown,
  { trims, normalizes }: Store["behaviours"],
): unknown {
  if (value === null) return "";
  return field === "shop_name" && trims && typeof value === "string"
    ? value.trim()
    : normalized(value, normalizes);
}

function accepted(
  integration: StoredIntegration,
  denied: readonly string[],
  store: Store,
): ApiResponse {
  const { accepts, errors } = store.behaviours;
  if (accepts === 204) return { status: 204 };
  const data = spelled(integration, store);
  if (accepts === 200 || denied.length === 0) return withRecord(accepts, data, store);
  const faults = denied.map((field): Fault => ({
    code: "invalid",
    title: "Invalid field",
    detail: "This field was not changed.",
    field,
  }));
  return withRecord(202, data, store, { errors: spelledFaults(400, faults, errors) });
}
