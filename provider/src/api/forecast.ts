/** Says how long requests of one kind will take at their pace: at the beginning where their number is known, else as soon as many of them wait. */

/** What is known of the requests to come. */
export interface Forecast {
  /** So many requests will be sent, or fewer. */
  expect(count: number): void;
  /** A request has to wait for its turn; so many wait, itself among them. */
  waits(count: number): void;
  /** A request need not wait. */
  passes(): void;
}

/** The configured limit of one kind of request. */
export interface NamedRate {
  perMinute: number;
  what: "requests" | "reads" | "writes";
}

/** What takes longer than this is told. */
const long = 30_000;

/** Makes the forecast of one kind of request. */
export function createForecast(
  { perMinute, what }: NamedRate,
  tell: (line: string) => void,
): Forecast {
  const sent =
    perMinute === 1 ? `1 ${what.slice(0, -1)} a minute is` : `${perMinute} ${what} a minute are`;
  const limit = `At most ${sent} sent (sendcloud:${what}PerMinute)`;
  const takes = (count: number): number => (count * 60_000) / perMinute;
  let expected = 0;
  /** How many requests waited when that was last told; fewer, where the queue has been shorter since. */
  let queued = 0;
  /** How many requests in a row had to wait. */
  let waited = 0;
  let isTold = false;
  return {
    expect(count) {
      if (takes(count) >= long && count > expected) {
        const changes =
          count === 1
            ? "the integration to change takes"
            : `the up to ${count} integrations to change take`;
        tell(`${limit}: ${changes} up to ${minutes(takes(count))}`);
        expected = count;
      }
    },
    waits(count) {
      const isNews = takes(count) >= long && count >= 2 * Math.max(queued, expected);
      queued = isNews ? count : Math.min(queued, count);
      const waiting =
        count === 1 ? "the request that waits takes" : `the ${count} requests that wait take`;
      if (isNews) tell(`${limit}: ${waiting} about ${minutes(takes(count))}`);
      isTold ||= isNews || expected > 0;
      // The engine sends few requests at a time, and does not say how many there will be.
      if (isTold || takes(waited++ + count) < long) return;
      isTold = true;
      tell(
        `${limit}: ${perMinute === 1 ? "each of them takes" : `each ${perMinute} of them take`} about a minute`,
      );
    },
    passes() {
      waited = 0;
    },
  };
}

function minutes(milliseconds: number): string {
  const count = Math.max(1, Math.round(milliseconds / 60_000));
  return `${count} minute${count === 1 ? "" : "s"}`;
}
