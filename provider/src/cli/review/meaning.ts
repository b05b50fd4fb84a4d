/** What a change of a setting means to the shop, in a sentence, and whether it is a risk. Pure. */
import { redact } from "../../format";
import { isEmpty } from "../../values";
import { maskedSecret } from "../../pulumi/tokens";
import type { SettingName } from "../../settings/types";
import { asText, isOpaque } from "../value";
import { withoutEffect } from "./effect";
import type { Side } from "./preview/change";

/** A value in a sentence. */
const shown = (value: unknown): string => redact(asText(value), []);

/** A sentence about a change. */
export interface Meaning {
  text: string;
  /** Whether buyers, parcels or their tracking may suffer: risks are listed first. */
  risk: boolean;
}

/**
 * What it means that a setting was one thing and would be another. `before` is empty where it is not known what the shop
 * has. What cannot be seen may be anything, and so is a risk, unless it has no effect.
 */
export function meaning(name: SettingName, before: Side, after: Side): Meaning {
  const [was, becomes] = [before[name], after[name]];
  const idle = withoutEffect(name, before, after);
  if (idle !== undefined) return { text: idle, risk: false };
  if (isOpaque(becomes) && isOpaque(was))
    return { text: `${shown(becomes)}: whether it changes cannot be seen`, risk: true };
  if (isOpaque(becomes))
    return { text: `the new value is ${shown(becomes)}, so this cannot be told`, risk: true };
  const { text, risk } = told(name, before, after);
  return isOpaque(was)
    ? { text: `${text}; what it was is ${shown(was)}`, risk: true }
    : { text, risk };
}

function told(name: SettingName, before: Side, after: Side): Meaning {
  const [was, becomes] = [before[name], after[name]];
  switch (name) {
    case "shopName":
      return {
        text: `the shop has ${was === undefined ? "this" : "another"} name in Sendcloud`,
        risk: false,
      };
    case "shopUrl":
      return {
        text: `Sendcloud connects to the shop at ${shown(becomes)}${was === undefined ? "" : `, no longer at ${shown(was)}`}`,
        risk: true,
      };
    case "servicePointEnabled":
      return becomes === true
        ? { text: `checkout offers pick-up points${of(after.servicePointCarriers)}`, risk: false }
        : {
            text: `checkout ${was === true ? "loses" : "offers no"} pick-up points${was === true ? of(before.servicePointCarriers) : ""}`,
            risk: was === true,
          };
    case "servicePointCarriers":
      return carriers(before, after);
    case "webhookActive":
      if (becomes === true)
        return {
          text: `parcel status is posted to ${target(after, before)}`,
          risk: isOpaque(after.webhookUrl),
        };
      return was === true
        ? { text: `parcel status stops reaching ${target(before, after)}`, risk: true }
        : { text: "parcel status is posted nowhere", risk: false };
    case "webhookUrl":
      return webhook(before, after);
    case "feedbackType":
      return feedback(was, becomes);
  }
}

function of(carriers: unknown): string {
  return isEmpty(carriers) ? "" : ` of ${shown(carriers)}`;
}

function target(side: Side, other: Side): string {
  const url = side.webhookUrl ?? other.webhookUrl;
  return isEmpty(url) ? "its webhook" : url === maskedSecret ? "a secret address" : shown(url);
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function carriers(before: Side, after: Side): Meaning {
  const [had, has] = [listOf(before.servicePointCarriers), listOf(after.servicePointCarriers)];
  if (before.servicePointCarriers === undefined || before.servicePointEnabled === false)
    return { text: `checkout offers pick-up points of ${shown(has)} alone`, risk: false };
  const lost = had.filter((code) => !has.includes(code));
  const won = has.filter((code) => !had.includes(code));
  const parts = [
    lost.length > 0 ? `loses pick-up points of ${shown(lost)}` : [],
    won.length > 0 ? `gains those of ${shown(won)}` : [],
  ].flat();
  return { text: `checkout ${parts.join(", and ")}`, risk: lost.length > 0 };
}

function webhook(before: Side, after: Side): Meaning {
  const [was, becomes] = [before.webhookUrl, after.webhookUrl];
  if (isEmpty(becomes))
    return {
      text: `parcel status has no address to go to${isEmpty(was) ? "" : `, no longer ${shown(was)}`}`,
      risk: true,
    };
  if (isEmpty(was)) return { text: `parcel status is posted to ${shown(becomes)}`, risk: false };
  const [from, to] = [shown(was), shown(becomes)];
  return from === to
    ? { text: `parcel status goes to another path or query at ${to}`, risk: true }
    : {
        text: `parcel status goes to ${to}, and stops reaching ${was === maskedSecret ? "the secret address before" : from}`,
        risk: true,
      };
}

const feedbackMoments = new Map<unknown, string>([
  ["eager", "once the label is created"],
  ["delayed", "once the carrier scans the label"],
]);

function feedback(was: unknown, becomes: unknown): Meaning {
  const [before, moment] = [feedbackMoments.get(was), feedbackMoments.get(becomes)];
  if (becomes === "none")
    return {
      text: `tracking feedback ${before === undefined ? "does not go" : "no longer goes"} back to the shop`,
      risk: before !== undefined,
    };
  return {
    text: `tracking feedback goes back ${moment ?? `as ${shown(becomes)}`}${before === undefined ? "" : `, no longer ${before}`}`,
    risk: false,
  };
}
