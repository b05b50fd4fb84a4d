/** What is declared beside the settings: which integration is meant, and what is chosen for the resource. */
import * as z from "zod";
import { described } from "../format";
import { inQuotes, notDate, quoteDate } from "./kinds";
import type { Choices, Identity } from "./types";

/** Schemas of exactly these types. */
type Schemas<Values> = { [Name in keyof Values]: z.ZodType<Values[Name]> };

/**
 * Which integration is meant.
 * @example
 * ```ts
 * import { declaredSettings, identityShape } from "pulumi-sendcloud/settings";
 *
 * const shop = declaredSettings.extend(identityShape);
 * shop.parse({ integrationId: 12345, shopName: "Flower shop" });
 * ```
 */
export const identityShape = {
  integrationId: z
    .number({
      error: ({ input }) => {
        const read =
          typeof input === "string"
            ? ": write it without quotes, or read it with config.requireNumber"
            : "";
        return `must be the integration's number, but ${described(input)} was given${read}`;
      },
    })
    .refine((id) => Number.isSafeInteger(id) && id >= 1, {
      error: "must be a whole number of at least 1",
    }),
} satisfies Schemas<Identity>;

/**
 * What is said of the resource rather than of the shop.
 * @example
 * ```ts
 * import { choiceShape } from "pulumi-sendcloud/settings";
 *
 * choiceShape.onDestroy.parse("restore");
 * ```
 */
export const choiceShape = {
  account: z
    .string({
      error: ({ input }) =>
        `must be the name of an account in sendcloud:accounts, but ${described(input)} was given${inQuotes(input)}`,
    })
    .refine(notDate, { error: quoteDate })
    .refine((name) => name !== "", {
      error: "must not be empty: leave it out for the default account",
    }),
  onDestroy: z.enum(["retain", "restore"], {
    error: ({ input }) => {
      const given = typeof input === "string" ? "" : `, but ${described(input)} was given`;
      return `must be "retain" (nothing is sent) or "restore" (the settings return to what they were)${given}`;
    },
  }),
} satisfies Schemas<Choices>;
