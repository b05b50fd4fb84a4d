/** What is doubtful about a declaration though it breaks no rule. Pure. */
import { distance } from "fastest-levenshtein";
import { shown } from "../format";
import { isLoopback, isPrivate, parsedUrl } from "../url";
import type { Properties } from "../values";
import { type Declaration, knownOf } from "./check";
import { missingInName, missingInUrl } from "./look-alikes";
import { isUrlSetting } from "./schema";

/** Each warning, by the name that `sendcloud:silence` takes. */
export const warningNames = {
  httpWebhook: "a webhook without https",
  privateWebhook: "a webhook that Sendcloud cannot reach",
  missingText: "the text of a missing value, such as undefined",
  carrierCode: "a carrier code unlike those that Sendcloud uses",
  feedbackIgnored: "a feedback type that has no effect",
  failing: "an integration that Sendcloud says is failing",
  ignoreChanges: "a path in the option ignoreChanges that names nothing",
} as const;

export type WarningName = keyof typeof warningNames;

export interface Warning {
  name: WarningName;
  text: string;
}

/**
 * The warnings about one declaration, as far as its values are known. `emulated` says that the API is an emulator on this
 * machine, which reaches what this machine does. No warning shows the value of a secret.
 */
export function warningsOf(
  declared: Properties,
  given: Pick<Declaration, "isUnknown" | "secrets"> & { emulated: boolean },
): Warning[] {
  const { isUnknown, emulated, secrets = [] } = given;
  const known = knownOf(declared, isUnknown);
  return [
    ...(isUnknown(declared.webhookActive) ? [] : aboutWebhook(known, emulated)),
    ...Object.entries(known).flatMap(([name, value]) =>
      aboutText(name, value, secrets.includes(name)),
    ),
    ...aboutCarriers(known, secrets.includes("servicePointCarriers")),
  ];
}

/** The warnings that need to know the kind of shop. */
export function typeWarnings(type: string | undefined, { feedbackType }: Properties): Warning[] {
  if (type !== "prestashop_v2" || feedbackType === undefined || feedbackType === null) return [];
  const text =
    "feedbackType has no effect on a prestashop_v2 shop, whose status mapping decides: leave it out";
  return [{ name: "feedbackIgnored", text }];
}

function aboutWebhook({ webhookActive, webhookUrl }: Properties, emulated: boolean): Warning[] {
  if (typeof webhookUrl !== "string" || webhookActive === false) return [];
  const url = parsedUrl(webhookUrl);
  if (url === undefined) return [];
  const warnings: Warning[] = [];
  if (url.protocol === "http:" && !isLoopback(url.hostname))
    warnings.push({
      name: "httpWebhook",
      text: "webhookUrl is plain http: parcel data would travel unencrypted. Use https",
    });
  if (isPrivate(url.hostname) && !emulated)
    warnings.push({
      name: "privateWebhook",
      text: "webhookUrl names a host that only this machine or its network can reach: Sendcloud cannot post to it",
    });
  return warnings;
}

function aboutText(name: string, value: unknown, isSecret: boolean): Warning[] {
  if (typeof value !== "string" || !(isUrlSetting(name) || name === "shopName")) return [];
  const missing = isUrlSetting(name) ? missingInUrl(value) : missingInName(value);
  if (missing === undefined) return [];
  const what = `${isSecret ? "" : `${missing}, `}the text of a missing value`;
  return [{ name: "missingText", text: `${name} holds ${what}: look at what it is made of` }];
}

function aboutCarriers({ servicePointCarriers: given }: Properties, isSecret: boolean): Warning[] {
  const codes = Array.isArray(given) ? given.filter((code) => typeof code === "string") : [];
  const doubts = [...new Set(codes)].flatMap((code) => carrierDoubt(code) ?? []);
  const hidden =
    "a code is unlike those that Sendcloud is known to use (which one is not shown, since it is a secret)";
  const texts = isSecret && doubts.length > 0 ? [hidden] : doubts;
  return texts.map((text) => ({ name: "carrierCode", text: `servicePointCarriers: ${text}` }));
}

/** Carrier codes that Sendcloud is known to use. The list is not complete, so it makes warnings alone. */
const carriers =
  `amazon bol bpost brt budbee chronopost cirro colisprive colissimo correos correos_express ctt_express dbschenker
delivengo dhl dhl_2_man_handling dhl_de dhl_ecommerce dhl_express dhl_parcel_gb dhl_parcel_iberia dp dpd dpd_at dpd_fr dpd_gb
dpd_local evri_international fadello fairsenden fedex fedexcrossborder fietskoeriers geodis glovo gls_de gls_es gls_eu gls_it
gls_nl hermes_at hermes_c2c_gb hermes_de hermes_gb hived homerr hurby inpost_es inpost_gb inpost_it inpost_pl lettresuivie mhi
mondial_relay mrw nacex paack parcelforce plx postat poste_italiane poste_it_delivery postnl postnl_fulfilment postnl_large
postnord rjp rjpv2 royal_mail sandd sendcloud seur skymail spring storeshippers tipsa tnt_it transforce trunkrs ups van_straaten
viatim yodel`.split(/\s+/);

function carrierDoubt(code: string): string | undefined {
  if (carriers.includes(code)) return undefined;
  const usual = code
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");
  const joined = usual.replaceAll("_", "");
  const near =
    carriers.find((one) => one.replaceAll("_", "") === joined) ??
    carriers.find((one) => isSlip(usual, one)) ??
    carriers.find((one) => isMistyped(usual, one));
  if (near !== undefined)
    return `${shown(code)} is not a code that Sendcloud is known to use: did you mean ${shown(near)}?`;
  if (/^[a-z0-9_]+$/.test(code)) return undefined;
  return `${shown(code)} is unlike Sendcloud's carrier codes, which are lower-case letters, digits and underscores, such as "mondial_relay"`;
}

/** Whether a code is a known one with two neighbours swapped, or with a letter doubled. */
function isSlip(code: string, known: string): boolean {
  return [...code].some((letter, at) => {
    const [before, after] = [code.slice(0, at), code.slice(at + 1)];
    const isDoubled = letter === code[at - 1] && before + after === known;
    return isDoubled || before + after.charAt(0) + letter + after.slice(1) === known;
  });
}

/** Whether letters of a known code are wrong; where it is long enough, also missing or too many. */
function isMistyped(code: string, known: string): boolean {
  if (distance(code, known) > (known.length > 8 ? 2 : 1)) return false;
  if (known.length < 5) return code.length === known.length;
  // A carrier's code for another country is likely one of Sendcloud's too.
  return /_[a-z]{2}$/.exec(code) === null || code.slice(0, -2) !== known.slice(0, -2);
}
