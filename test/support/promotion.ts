/** Plans of promotions between two texts, as `promote` makes them. */
import { type Plan, planOf, type Promotion } from "../../provider/src/cli/promote/plan";

/** What a promotion of `p:shops` from staging to prod would do. */
export function planned({
  source,
  target,
  hosts = [],
  targetHosts = [],
  keys = ["p:shops"],
}: Pick<Promotion, "source" | "target"> & {
  hosts?: string[];
  targetHosts?: string[];
  keys?: string[];
}): Plan {
  return planOf({
    source,
    target,
    from: "staging",
    to: "prod",
    keys,
    project: "p",
    hosts: new Set(hosts),
    targetHosts: new Set(targetHosts),
  });
}
