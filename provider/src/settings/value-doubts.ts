/** What makes a single value doubtful though it breaks no rule: carrier codes and URLs that Sendcloud would probably not take. Pure. */
import { isIP } from "node:net";
import { isLoopback, parsedUrl, standardUrl } from "../url";
import { carrierDoubt } from "./carriers";
import type { Doubt } from "./warnings";

/** Longer URLs are probably refused, in characters: nobody has documented it. */
const maxUrlLength = 200;

/** Doubts about values, as far as they are known. `emulated` says that the API is an emulator on this machine. Of `secrets` no value is shown. */
export function valueDoubts(
  declared: Readonly<Record<string, unknown>>,
  emulated: boolean,
  secrets: readonly string[] = [],
): Doubt[] {
  const { servicePointCarriers: carriers } = declared;
  const codes = Array.isArray(carriers)
    ? [...new Set(carriers.filter((code) => typeof code === "string"))]
    : [];
  const about = codes.flatMap((code) => carrierDoubt(code) ?? []);
  const told =
    about.length > 0 && secrets.includes("servicePointCarriers") ? [hiddenCarrier] : about;
  const named = told.map((text): Doubt => ({
    name: "carrierCode",
    text: `servicePointCarriers: ${text}`,
  }));
  return [
    ...named,
    ...urlDoubts("shopUrl", declared.shopUrl, emulated),
    ...urlDoubts("webhookUrl", declared.webhookUrl, emulated),
  ];
}

const hiddenCarrier =
  "a code is unlike those that Sendcloud is known to use (which one is not shown, since it is a secret)";

function urlDoubts(name: string, value: unknown, emulated: boolean): Doubt[] {
  const url = typeof value === "string" ? parsedUrl(value) : undefined;
  if (typeof value !== "string" || url === undefined) return [];
  const { length } = standardUrl(value);
  const host = url.hostname.replace(/\.$/, "");
  const isName = isIP(host.replace(/^\[|\]$/g, "")) === 0;
  const reasons = [
    ...(host.includes("_") ? ["has an underscore in its host"] : []),
    ...(isName && !host.includes(".") && !(emulated && isLoopback(host))
      ? ["has no dot in its host"]
      : []),
    ...(length > maxUrlLength ? [`has ${length} characters, more than ${maxUrlLength}`] : []),
  ];
  return reasons.map((reason) => ({
    name: "doubtfulUrl",
    text: `${name} ${reason}: Sendcloud would probably refuse it`,
  }));
}
