/** Provider process: a webhook that a transform would clear, since it made a secret of a setting that the program does not declare: what is not declared is not managed. */
import type { Run } from "../../lifecycle/run";
import type { Properties } from "../../values";
import type { Declarer } from "../calls/declarer";

/** Who declares it, where the program clears a webhook itself, and what is recorded: the engine puts that in place of what it ignores. */
interface Clearing {
  by: Declarer | undefined;
  clears: unknown;
  olds: Properties;
}

/** One integration, without a webhook that only a transform would clear. */
export function meantOf(
  run: Run,
  declared: Properties,
  { by, clears, olds }: Clearing,
): Properties {
  return by === undefined || clears === true
    ? declared
    : withoutCleared(run, by.name, declared, olds);
}

function withoutCleared(
  run: Run,
  label: string,
  declared: Properties,
  recorded: Properties = {},
): Properties {
  const { webhookUrl, ...others } = declared;
  if (webhookUrl !== null || recorded.webhookUrl === null) return declared;
  run.tellOnce(
    `warning: resource '${label}': webhookUrl is null, though the program does not declare it (a transform that makes a secret of it does that), so it is not managed. To clear it, declare webhookUrl: null`,
  );
  return others;
}
