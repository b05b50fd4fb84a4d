/** What kind of change of a setting it is, in a few words. Pure. */
import type { SettingName } from "../../settings/types";
import { isEmpty } from "../../values";
import { isOpaque } from "../value";

const labels: Record<SettingName, string> = {
  shopName: "name",
  shopUrl: "shop URL",
  servicePointEnabled: "service points",
  servicePointCarriers: "carriers",
  webhookActive: "webhook",
  webhookUrl: "webhook URL",
  feedbackType: "tracking feedback",
};

/** The kind of change of a setting, by which a summary counts. */
export function kindOf(name: SettingName, was: unknown, becomes: unknown): string {
  if (becomes === undefined) return `${labels[name]} no longer managed`;
  if (isOpaque(becomes)) return `${labels[name]} cannot be seen`;
  if (typeof becomes === "boolean") return `${labels[name]} ${becomes ? "on" : "off"}`;
  if (isEmpty(becomes) || becomes === "none")
    return `${labels[name]} ${name === "feedbackType" ? "off" : "removed"}`;
  return `${labels[name]} ${was === undefined ? "set" : "changed"}`;
}
