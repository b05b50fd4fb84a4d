/** Configurations of two stacks, and what a promotion makes of them. */
import {
  type Change,
  compared,
  type Configuration,
} from "../../provider/src/cli/promote/comparison";

/** A configuration as the Pulumi CLI prints it: text as it is, all else as an object or a list. */
export function configured(values: Record<string, unknown>): Configuration {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      typeof value === "string"
        ? { value, secret: false }
        : { value: JSON.stringify(value), objectValue: value, secret: false },
    ]),
  );
}

/** What a promotion of `p:shops` from staging to prod does. */
export function promotionOf({
  source,
  target = {},
  from = "staging",
  to = "prod",
  keys = ["p:shops"],
}: {
  source: Configuration;
  target?: Configuration;
  from?: string;
  to?: string;
  keys?: string[];
}): { changes: Change[]; problems: string[] } {
  return compared({ from, to, source, target }, keys);
}
