/** One request until it has an answer worth having: behind the account's gate, with patience for outages and limits. */
import { ConnectionError } from "../errors";
import type { Clock, Gate } from "./rate-limit";
import { type Met, neverArrived, nextPause } from "./retry-policy";
import { redact } from "../format";
import type { Answer } from "./transport";

/** An answer, and what it answers: method and URL, as messages name them. */
export interface Answered extends Answer {
  request: string;
}

/** What all exchanges of one account share. */
export interface ExchangeOptions {
  gate: Gate;
  clock: Clock;
  /** Hears, a line at a time, what a person who waits should know. */
  tell: (line: string) => void;
  /** Text that no message may hold; it may grow. */
  secrets: readonly string[];
}

/** Sends until there is an answer, or patience ends: then throws {@link ConnectionError}. */
export type Exchange = (request: string, send: () => Promise<Answer>) => Promise<Answered>;

/** Waits shorter than this, in milliseconds, are not worth a line. */
const longWait = 5_000;

/** Makes the exchange of one account. */
export function createExchange({ gate, clock, tell, secrets }: ExchangeOptions): Exchange {
  /** Whether to try again, after the pause that this takes. */
  async function waited(met: Met, attempt: number, started: number): Promise<boolean> {
    const next = nextPause(met, { attempt, elapsed: clock.now() - started, now: clock.now(), random: Math.random() });
    if (next === undefined) return false;
    if (!next.everybody) {
      await clock.sleep(next.pause);
    } else if (gate.close(next.pause) && next.pause >= longWait) {
      tell(`Sendcloud's request limit is reached: waiting ${Math.ceil(next.pause / 1000)} s, then going on`);
    }
    return true;
  }

  function unanswered(cause: unknown, request: string, attempts: number, mayHaveArrived: boolean): ConnectionError {
    const why = redact(cause instanceof Error ? cause.message || codeOf(cause) : String(cause), secrets);
    const tried = attempts > 1 ? `, ${attempts} times` : "";
    return new ConnectionError(
      `no answer from Sendcloud${tried}: ${why} (${request}). Check the network and sendcloud:baseUrl, then run again`,
      mayHaveArrived,
      { cause },
    );
  }

  return async (request, send) => {
    let started: number | undefined;
    let mayHaveArrived = false;
    for (let attempt = 1; ; attempt++) {
      await gate.ready();
      started ??= clock.now();
      try {
        const answer = await send();
        if (!(await waited(answer, attempt, started))) return { ...answer, request };
      } catch (cause) {
        const code = codeOf(cause);
        mayHaveArrived ||= !neverArrived(code);
        if (!(await waited({ code }, attempt, started))) throw unanswered(cause, request, attempt, mayHaveArrived);
      }
    }
  };
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && "code" in cause ? String(cause.code) : "";
}
