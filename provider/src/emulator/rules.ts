/** What Sendcloud says against a change: field by field, and fields together. Pure. */
import { isWebAddress, strictFault } from "./addresses";
import type { Decided } from "./behaviours";
import { clears } from "./blank";
import type { Fault } from "./exchange";

/** The behaviours that the rules of fields depend on. */
type Rules = Pick<Decided, "clearedBy" | "trims" | "strictUrls">;

/** What is wrong with one field of a change. */
export function fieldFaults(field: string, value: unknown, rules: Rules): Fault[] {
  const fault = (code: string, detail: string): Fault[] => [
    { code, title: "Invalid field", detail, field },
  ];
  switch (field) {
    case "shop_name": {
      if (typeof value !== "string") return fault("invalid", "Not a valid string.");
      const length = Array.from(rules.trims ? value.trim() : value).length;
      return length === 0 || length > 250
        ? fault("invalid", "Ensure this field has 1 to 250 characters.")
        : [];
    }
    case "webhook_url":
      if (clears(value, rules.clearedBy)) return [];
      if (value === null) return fault("null", "This field may not be null.");
      return urlFaults(value, rules, fault);
    case "shop_url":
      return urlFaults(value, rules, fault);
    case "service_point_enabled":
    case "webhook_active":
      return typeof value === "boolean" ? [] : fault("invalid", "Must be a valid boolean.");
    case "service_point_carriers":
      if (!Array.isArray(value)) return fault("not_a_list", "Expected a list of items.");
      return value.every((code) => typeof code === "string" && code !== "")
        ? []
        : fault("invalid", "Not a valid carrier code.");
    case "feedback_type":
      return value === "eager" || value === "delayed" || value === "none"
        ? []
        : fault("invalid_choice", "Not a valid choice.");
    default:
      return fault("unknown_field", `The field ${field} is unknown.`);
  }
}

function urlFaults(
  value: unknown,
  { strictUrls }: Rules,
  fault: (code: string, detail: string) => Fault[],
): Fault[] {
  if (typeof value !== "string" || !isWebAddress(value))
    return fault("invalid", "Enter a valid URL.");
  const strict = strictUrls ? strictFault(value) : undefined;
  return strict === undefined ? [] : fault("invalid", strict);
}

/** What is wrong with fields together. The documentation's own example of such a refusal names no field, so neither do these. */
export function jointFaults(seen: {
  webhook_active?: unknown;
  webhook_url?: unknown;
  service_point_enabled?: unknown;
  service_point_carriers?: unknown;
}): Fault[] {
  const faults: Fault[] = [];
  const fault = { code: "validation_error", title: "Validation error" };
  if (seen.webhook_active === true && !seen.webhook_url) {
    faults.push({ ...fault, detail: "Webhook URL required when enable webhook is set to true" });
  }
  const carriers = seen.service_point_carriers;
  if (seen.service_point_enabled === true && !(Array.isArray(carriers) && carriers.length > 0)) {
    const detail =
      "At least one carrier is required in service_point_carriers when service points are enabled";
    faults.push({ ...fault, detail });
  }
  return faults;
}
