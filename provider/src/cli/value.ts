/** How the commands show a value: a URL by its host, and of a secret nothing. Pure. */
import { maskedSecret, unknownValue } from "../pulumi/tokens";
import { parsedUrl } from "../url";

/** Whether a value cannot be looked at. */
export function isOpaque(value: unknown): boolean {
  return (
    value === maskedSecret ||
    value === unknownValue ||
    (Array.isArray(value) && value.some(isOpaque))
  );
}

/** A value as a review shows it: a URL by its host and a hint that more follows. */
export function asText(value: unknown): string {
  if (value === undefined) return "not managed";
  if (value === maskedSecret) return "a secret";
  if (value === unknownValue) return "not known yet";
  if (value === null) return "none";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map(asText).join(", ");
  return typeof value === "string" ? address(value) : JSON.stringify(value);
}

function address(value: string): string {
  const url = /^https?:/i.test(value) ? parsedUrl(value) : undefined;
  if (url === undefined) return value;
  const { protocol, host, pathname, search, hash } = url;
  return `${protocol}//${host}${pathname === "/" && search === "" && hash === "" ? "" : "/…"}`;
}
