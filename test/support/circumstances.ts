/** What Sendcloud may be like while things happen: any likenesses together, and what of them the model must know. */
import * as fc from "fast-check";
import type { Likeness } from "./likeness";

/** The behaviours that are on. */
export type Circumstances = Pick<
  Likeness,
  | "accepts"
  | "blank"
  | "clearedBy"
  | "denies"
  | "errors"
  | "metadata"
  | "normalizes"
  | "links"
  | "pageSize"
  | "records"
  | "rules"
  | "withheld"
>;

/** Any of the behaviours, together; often only a few, so that a difference is easily told. */
export const circumstances: fc.Arbitrary<Circumstances> = fc.record(
  {
    accepts: fc.constantFrom(200, 202),
    blank: fc.constantFrom("null", "missing"),
    clearedBy: fc.constantFrom("text", "either", "nothing"),
    denies: fc.constantFrom(
      ["shop_name"],
      ["feedback_type"],
      ["service_point_carriers", "webhook_active"],
    ),
    errors: fc.constantFrom("v3 as one object", "v2", "fields", "html", "empty"),
    metadata: fc.constant("missing"),
    normalizes: fc.constant(true),
    pageSize: fc.constant(1),
    links: fc.constantFrom("relative", "body", "circular", "elsewhere"),
    records: fc.subarray(
      [
        "facts missing",
        "facts null",
        "numbers as text",
        "epoch dates",
        "unknown fields",
        "broken record",
        "byte order mark",
      ],
      { maxLength: 3 },
    ),
    rules: fc.constant("body"),
    withheld: fc.constantFrom(["service_point_enabled"], ["webhook_url"]),
  },
  { requiredKeys: [] },
);

/** How a URL of these tests is stored where values are normalized: by hand, since the emulator must not be its own judge. */
const normalForms: Readonly<Record<string, string>> = {
  "https://shop.example": "https://shop.example/",
  "https://One.example./shop%2fa?#top": "https://one.example/shop%2Fa",
};

/** One spelling of values that mean the same. */
export function normal<Value>(value: Value): Value | string {
  return typeof value === "string" ? (normalForms[value] ?? value) : value;
}
