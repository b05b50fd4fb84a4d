/** Provider process: how what is declared differs from what is recorded, and what is told of what is not declared any more. */
import { compare, type Comparison } from "./plan";
import type { Properties } from "../values";
import { tell } from "./run";
import { identifiedIn, recordedIn } from "./encoding";

/** Compares what is declared alone; a changed `__provider` is no change. */
export function differences(olds: Properties, news: Properties): Comparison {
  return compare({ ...identifiedIn(olds), ...recordedIn(olds) }, { ...identifiedIn(news), settings: news });
}

/** Says, at preview too, what becomes of an integration, or of these settings of it. */
export function tellReleased(integration: string, { onDestroy }: Properties, settings: readonly string[] = []): void {
  const becomes = onDestroy === "restore" ? "returns to what it was when it was adopted" : "stays as it is at Sendcloud";
  const which = settings.length > 0 ? `: ${settings.join(", ")}` : "";
  tell(`integration ${integration}: no longer declared, and ${becomes}${which}`);
}
