/** What a change of a setting means to the shop, in a sentence, and whether it is a risk. Pure. */
import { cut, redact } from "../../format";
import { maskedSecret, unknownValue } from "../../pulumi/tokens";
import type { SettingName } from "../../settings/types";
import { isEmpty, type Properties } from "../../values";

/** A sentence about a change. It is a risk where buyers, parcels or their tracking may suffer. */
export interface Meaning {
  text: string;
  risk: boolean;
}

const risk = (text: string): Meaning => ({ text, risk: true });
const calm = (text: string): Meaning => ({ text, risk: false });

/** Whether a value cannot be seen: a secret, one that is not known yet, or a list with such an element. */
export function isOpaque(value: unknown): boolean {
  const isOne = value === maskedSecret || value === unknownValue;
  return isOne || (Array.isArray(value) && value.some(isOpaque));
}

/** A value in a sentence or a cell: of a URL its host, and nothing invisible. */
export function valueText(value: unknown): string {
  if (value === maskedSecret) return "a secret";
  if (value === unknownValue) return "not known yet";
  if (isEmpty(value)) return "none";
  if (Array.isArray(value)) return value.map(valueText).join(", ");
  return cut(redact(typeof value === "string" ? value : JSON.stringify(value), []), 250);
}

/** What a change means. `before` lacks what nobody knows of the shop. What cannot be seen is a risk, unless it has no effect. */
export function meaning(name: SettingName, before: Properties, after: Properties): Meaning {
  const [was, becomes] = [before[name], after[name]];
  const mayReturn = before.onDestroy === "restore" || isOpaque(before.onDestroy);
  const isOff = (flag: SettingName): boolean =>
    (after[flag] ?? (mayReturn ? undefined : before[flag])) === false;
  if (name === "servicePointCarriers" && isOff("servicePointEnabled"))
    return calm("no effect while service points are off");
  if (name === "webhookUrl" && isOff("webhookActive"))
    return calm("no effect while the webhook is off");
  if (isOpaque(becomes))
    return isOpaque(was)
      ? risk(`${valueText(becomes)}: whether it changes cannot be seen`)
      : risk(`the new value is ${valueText(becomes)}, so this cannot be told`);
  const known = meanings[name](before, after);
  return isOpaque(was) ? risk(`${known.text}; what it was is ${valueText(was)}`) : known;
}

/** Whether a property is a setting. */
export function isSetting(property: string): property is SettingName {
  return Object.hasOwn(meanings, property);
}

const feedbackMoments = new Map<unknown, string>([
  ["eager", "once the label is created"],
  ["delayed", "once the carrier scans the label"],
]);
const ofCarriers = ({ servicePointCarriers: codes }: Properties): string =>
  isEmpty(codes) ? "" : ` of ${valueText(codes)}`;
const addressText = (url: unknown): string =>
  isEmpty(url) ? "its webhook" : url === maskedSecret ? "a secret address" : valueText(url);

/** The table of meanings: of each setting, what it means that it was one thing and becomes another. */
const meanings: Record<SettingName, (was: Properties, becomes: Properties) => Meaning> = {
  shopName: (was) =>
    calm(`the shop has ${was.shopName === undefined ? "this" : "another"} name in Sendcloud`),
  shopUrl: (was, becomes) => {
    const text = `Sendcloud connects to the shop at ${valueText(becomes.shopUrl)}`;
    if (isEmpty(was.shopUrl)) return calm(text);
    return risk(`${text}, no longer at ${valueText(was.shopUrl)}`);
  },
  servicePointEnabled: (was, becomes) => {
    if (becomes.servicePointEnabled === true)
      return calm(`checkout offers pick-up points${ofCarriers(becomes)}`);
    return was.servicePointEnabled === true
      ? risk(`checkout loses pick-up points${ofCarriers(was)}`)
      : calm("checkout offers no pick-up points");
  },
  servicePointCarriers: (was, becomes) => {
    const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
    const [had, has] = [listOf(was.servicePointCarriers), listOf(becomes.servicePointCarriers)];
    if (was.servicePointCarriers === undefined || was.servicePointEnabled === false)
      return calm(`checkout offers pick-up points of ${valueText(has)} alone`);
    const lost = had.filter((code) => !has.includes(code));
    const won = has.filter((code) => !had.includes(code));
    const gains = won.length > 0 ? `gains those of ${valueText(won)}` : "";
    if (lost.length === 0) return calm(`checkout ${gains}`);
    return risk(`checkout loses pick-up points of ${valueText(lost)}${gains && `, and ${gains}`}`);
  },
  webhookActive: (was, becomes) => {
    const [from, to] = [was.webhookUrl ?? becomes.webhookUrl, becomes.webhookUrl ?? was.webhookUrl];
    const text = `parcel status is posted to ${addressText(to)}`;
    if (becomes.webhookActive === true) return { text, risk: isOpaque(becomes.webhookUrl) };
    return was.webhookActive === true
      ? risk(`parcel status stops reaching ${addressText(from)}`)
      : calm("parcel status is posted nowhere");
  },
  webhookUrl: (was, becomes) => {
    const [from, to] = [valueText(was.webhookUrl), valueText(becomes.webhookUrl)];
    const old = isEmpty(was.webhookUrl) ? "" : `, no longer ${from}`;
    if (isEmpty(becomes.webhookUrl)) return risk(`parcel status has no address to go to${old}`);
    if (old === "") return calm(`parcel status is posted to ${to}`);
    return from === to
      ? risk(`parcel status goes to another path, query or user at ${to}`)
      : risk(`parcel status goes to ${to}, and stops reaching ${addressText(was.webhookUrl)}`);
  },
  feedbackType: ({ feedbackType: was }, { feedbackType: becomes }) => {
    const [before, after] = [feedbackMoments.get(was), feedbackMoments.get(becomes)];
    if (becomes === "none" || isEmpty(becomes))
      return isEmpty(was) || was === "none"
        ? calm("tracking feedback does not go back to the shop")
        : risk("tracking feedback no longer goes back to the shop");
    const old = before === undefined ? "" : `, no longer ${before}`;
    return calm(`tracking feedback goes back ${after ?? `as ${valueText(becomes)}`}${old}`);
  },
};
