/** How fast requests may be sent: what Sendcloud publishes, and what is configured instead. Pure. */
import { parsedUrl } from "../url";

/** A limit on requests of one kind. */
export interface Rate {
  perMinute: number;
  /** How many may go at once after a rest, and in any one second. */
  burst: number;
}

/** What is configured: a number of requests a minute, or no limit of ours. */
export type ConfiguredRate = number | "off";

/** The published limits of an account: GET 1,000 a minute; POST, PATCH, PUT and DELETE 100 a minute, in bursts of 15 a second. */
const published = {
  reads: { perMinute: 1000, burst: 50 },
  writes: { perMinute: 100, burst: 15 },
} as const;

/** The limits to keep to. By default they are the published ones at Sendcloud's own hosts, and none at others, such as an emulator. */
export function ratesFor(
  baseUrl: string,
  { reads, writes }: { reads: ConfiguredRate | undefined; writes: ConfiguredRate | undefined },
): { reads: Rate | undefined; writes: Rate | undefined } {
  return {
    reads: rateOf(reads, published.reads, baseUrl),
    writes: rateOf(writes, published.writes, baseUrl),
  };
}

function rateOf(
  configured: ConfiguredRate | undefined,
  standard: Rate,
  baseUrl: string,
): Rate | undefined {
  if (configured === "off") return undefined;
  if (configured === undefined) return isSendclouds(baseUrl) ? standard : undefined;
  return {
    perMinute: configured,
    burst: Math.min(standard.burst, Math.ceil((configured * standard.burst) / standard.perMinute)),
  };
}

function isSendclouds(baseUrl: string): boolean {
  return /(^|\.)sendcloud\.(sc|com)\.?$/i.test(parsedUrl(baseUrl)?.hostname ?? "");
}
