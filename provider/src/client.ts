/** How we talk to the API: what is asked, when it is asked again, and what an answer means. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import * as z from "zod";
import type { Configuration } from "./config";
import { ConnectionError, ResponseError } from "./errors";
import { type Clock, createGate } from "./gate";
import { type Met, nextPause } from "./patience";
import { redact } from "./redact";
import { apiErrors, refused } from "./refusal";
import type { DeclaredSettings } from "./settings";
import { type Answer, createTransport, type TimeOuts } from "./transport";
import { decodeIntegration, encodeSettings, type Integration } from "./wire";

const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(__dirname, "../package.json"), "utf8")));

/** The API, as far as this package needs it. */
export interface Client {
  /** Base URL of the API, as configured. */
  readonly baseUrl: string;
  /** The integration as it is now; `undefined` where Sendcloud says that there is none with this number. */
  get(id: number): Promise<Integration | undefined>;
  /** Changes exactly these settings. */
  patch(id: number, settings: DeclaredSettings): Promise<void>;
  /** Closes the connections. */
  close(): Promise<void>;
}

/** What a client may be given in place of its defaults. */
export interface ClientOptions {
  timeOuts?: TimeOuts;
  clock?: Clock;
  /** Hears, a line at a time, what a person who waits should know. */
  tell?: (line: string) => void;
}

/** Waits shorter than this, in milliseconds, are not worth a line. */
const longWait = 5_000;

const systemClock: Clock = { now: Date.now, sleep: (milliseconds) => sleep(milliseconds) };

/** Opens a client of one account. Nothing is sent until the first call. */
export function createClient(
  { baseUrl, publicKey, secretKey, maxConcurrency, requestsPerMinute }: Configuration,
  { timeOuts = { connect: 10_000, answer: 30_000 }, clock = systemClock, tell = () => {} }: ClientOptions = {},
): Client {
  const transport = createTransport(baseUrl, maxConcurrency, timeOuts);
  const gate = createGate({ maxConcurrency, requestsPerMinute }, clock);
  const basic = Buffer.from(`${publicKey}:${secretKey}`).toString("base64");
  const secrets = [basic, secretKey, publicKey];
  const headers = { accept: "application/json", authorization: `Basic ${basic}`, "user-agent": `pulumi-sendcloud/${version}` };

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

  function send(method: "GET" | "PATCH", path: string, body?: unknown): Promise<Answer & { request: string }> {
    const request = `${method} ${baseUrl}${path}`;
    const sent = body === undefined ? headers : { ...headers, "content-type": "application/json" };
    return gate.hold(async () => {
      let started: number | undefined;
      for (let attempt = 1; ; attempt++) {
        await gate.ready();
        started ??= clock.now();
        try {
          const answer = await transport.send(method, `${baseUrl}${path}`, sent, body === undefined ? undefined : JSON.stringify(body));
          if (!(await waited(answer, attempt, started))) return { ...answer, request };
        } catch (cause) {
          if (!(await waited({ code: codeOf(cause) }, attempt, started))) throw unanswered(cause, request, attempt);
        }
      }
    });
  }

  function unanswered(cause: unknown, request: string, attempts: number): ConnectionError {
    const why = redact(cause instanceof Error ? cause.message || codeOf(cause) : String(cause), secrets);
    const tried = attempts > 1 ? `, ${attempts} times` : "";
    const unsure = request.startsWith("PATCH")
      ? " The change may or may not have been applied: the next `pulumi up` sends it again, which does no harm."
      : "";
    return new ConnectionError(
      `no answer from Sendcloud${tried}: ${why} (${request}).${unsure} Check the network and sendcloud:baseUrl, then run again`,
      { cause },
    );
  }

  return {
    baseUrl,
    async get(id) {
      const answer = await send("GET", `/integrations/${id}`);
      if (answer.status === 404 && apiErrors(answer.text)) return undefined;
      if (answer.status !== 200) throw refused({ ...answer, secrets });
      return decoded(answer.text, answer.request, id);
    },
    async patch(id, settings) {
      const answer = await send("PATCH", `/integrations/${id}`, encodeSettings(settings));
      if (answer.status !== 204 && answer.status !== 200) throw refused({ ...answer, secrets });
    },
    close: () => transport.close(),
  };
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && "code" in cause ? String(cause.code) : "";
}

function decoded(text: string, request: string, id: number): Integration {
  let integration: Integration;
  try {
    integration = decodeIntegration(JSON.parse(text));
  } catch (cause) {
    const where =
      cause instanceof z.ZodError ? [...new Set(cause.issues.map((issue) => issue.path.join(".")))].join(", ") : "it is not JSON";
    throw new ResponseError(`the answer is not an integration as the API documents it: ${where} (${request}). Check sendcloud:baseUrl`, {
      cause,
    });
  }
  if (integration.id !== id)
    throw new ResponseError(`the answer is integration ${integration.id}, not ${id} (${request}). Check sendcloud:baseUrl`);
  return integration;
}
