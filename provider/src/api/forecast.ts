/** Says how long requests of one kind will take at their pace: at the beginning where their number is known, else as soon as it shows. */

/** What is known of the requests to come. */
export interface Forecast {
  /** So many requests will be sent, or fewer. */
  expect(count: number): void;
  /** A request has to wait for the pace, and so many with it. */
  waits(count: number): void;
  /** A request need not wait. */
  passes(): void;
}

/** The pace that requests of a kind are kept to, as it is configured. */
export interface NamedRate {
  perMinute: number;
  what: "requests" | "reads" | "writes";
}

/** What takes longer than this is told. */
const long = 30_000;

/** Makes the forecast of one kind of request. */
export function createForecast({ perMinute, what }: NamedRate, tell: (line: string) => void): Forecast {
  const limit = `At most ${perMinute} ${what} a minute are sent (sendcloud:${what}PerMinute)`;
  const takes = (count: number): number => (count * 60_000) / perMinute;
  let expected = 0;
  /** How long the queue was when that was last told, or shorter where it has been since. */
  let queued = 0;
  /** How many requests in a row had to wait. */
  let waited = 0;
  let isTold = false;
  return {
    expect(count) {
      if (takes(count) >= long && count > expected) {
        tell(`${limit}: the up to ${count} integrations to change take up to ${minutes(takes(count))}`);
        expected = count;
      }
    },
    waits(count) {
      const isNews = takes(count) >= long && count >= 2 * Math.max(queued, expected);
      queued = isNews ? count : Math.min(queued, count);
      if (isNews) tell(`${limit}: the ${count} requests that wait take about ${minutes(takes(count))}`);
      isTold ||= isNews || expected > 0;
      // The engine sends few requests at a time, and does not say how many there will be.
      if (isTold || takes(waited++ + count) < long) return;
      isTold = true;
      tell(`${limit}: each ${perMinute} of them take about a minute`);
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
