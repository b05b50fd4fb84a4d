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

/** Whether a value cannot be seen: a secret, one that is not known yet, or a list with such an element. */
export function isOpaque(value: unknown): boolean {
  return (
    value === maskedSecret ||
    value === unknownValue ||
    (Array.isArray(value) && value.some(isOpaque))
  );
}

/** A value in a sentence or a cell: of a URL its host, and nothing invisible. */
export function valueText(value: unknown): string {
  if (value === maskedSecret) return "a secret";
  if (value === unknownValue) return "not known yet";
  if (isEmpty(value)) return "none";
  if (Array.isArray(value)) return value.map(valueText).join(", ");
  return cut(redact(typeof value === "string" ? value : JSON.stringify(value), []), 250);
}

/**
 * What it means that a setting was one thing and will be another. `before` lacks what nobody knows of the shop. What
 * cannot be seen may be anything, and so is a risk, unless it has no effect.
 */
export function meaning(name: SettingName, before: Properties, after: Properties): Meaning {
  const [was, becomes] = [before[name], after[name]];
  const [wasHidden, isHidden] = [isOpaque(was), isOpaque(becomes)];
  const idle = withoutEffect(name, before, after);
  if (idle !== undefined) return calm(idle);
  if (isHidden && wasHidden)
    return risk(`${valueText(becomes)}: whether it changes cannot be seen`);
  if (isHidden) return risk(`the new value is ${valueText(becomes)}, so this cannot be told`);
  const known = meanings[name](before, after);
  return wasHidden ? risk(`${known.text}; what it was is ${valueText(was)}`) : known;
}

/** Whether a property is a setting. */
export function isSetting(property: string): property is SettingName {
  return Object.hasOwn(meanings, property);
}

/** Why a change has no effect: the flag that it needs is off, and stays so. */
function withoutEffect(
  name: SettingName,
  before: Properties,
  after: Properties,
): string | undefined {
  const isOff = (flag: SettingName): boolean => {
    const mayReturn = before.onDestroy === "restore" || isOpaque(before.onDestroy);
    return (after[flag] ?? (mayReturn ? undefined : before[flag])) === false;
  };
  if (name === "servicePointCarriers" && isOff("servicePointEnabled"))
    return "no effect while service points are off";
  if (name === "webhookUrl" && isOff("webhookActive")) return "no effect while the webhook is off";
  return undefined;
}

/** The table of meanings: of each setting, what it means that it was one thing and becomes another. */
const meanings: Record<SettingName, (was: Properties, becomes: Properties) => Meaning> = {
  shopName: (was) =>
    calm(`the shop has ${was.shopName === undefined ? "this" : "another"} name in Sendcloud`),
  shopUrl: (was, becomes) => {
    const old = was.shopUrl === undefined ? "" : `, no longer at ${valueText(was.shopUrl)}`;
    return risk(`Sendcloud connects to the shop at ${valueText(becomes.shopUrl)}${old}`);
  },
  servicePointEnabled: (was, becomes) => {
    if (becomes.servicePointEnabled === true)
      return calm(`checkout offers pick-up points${ofCarriers(becomes)}`);
    return was.servicePointEnabled === true
      ? risk(`checkout loses pick-up points${ofCarriers(was)}`)
      : calm("checkout offers no pick-up points");
  },
  servicePointCarriers: (was, becomes) => {
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
    if (becomes.webhookActive === true)
      return {
        text: `parcel status is posted to ${addressText(to)}`,
        risk: isOpaque(becomes.webhookUrl),
      };
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
      ? risk(`parcel status goes to another path or query at ${to}`)
      : risk(`parcel status goes to ${to}, and stops reaching ${addressText(was.webhookUrl)}`);
  },
  feedbackType: ({ feedbackType: was }, { feedbackType: becomes }) => {
    const [before, after] = [feedbackMoments.get(was), feedbackMoments.get(becomes)];
    if (becomes === "none" || isEmpty(becomes))
      return before === undefined
        ? calm("tracking feedback does not go back to the shop")
        : risk("tracking feedback no longer goes back to the shop");
    const old = before === undefined ? "" : `, no longer ${before}`;
    return calm(`tracking feedback goes back ${after ?? `as ${valueText(becomes)}`}${old}`);
  },
};

const feedbackMoments = new Map<unknown, string>([
  ["eager", "once the label is created"],
  ["delayed", "once the carrier scans the label"],
]);

function risk(text: string): Meaning {
  return { text, risk: true };
}

function calm(text: string): Meaning {
  return { text, risk: false };
}

function ofCarriers({ servicePointCarriers: codes }: Properties): string {
  return isEmpty(codes) ? "" : ` of ${valueText(codes)}`;
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function addressText(url: unknown): string {
  return isEmpty(url) ? "its webhook" : url === maskedSecret ? "a secret address" : valueText(url);
}
