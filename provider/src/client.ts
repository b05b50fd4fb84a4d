/** How we talk to the API: the only file that knows undici. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Dispatcher, Pool } from "undici";
import * as z from "zod";
import type { Configuration } from "./config";
import { ConnectionError, ResponseError } from "./errors";
import { redact } from "./redact";
import { apiErrors, refused } from "./refusal";
import type { DeclaredSettings } from "./settings";
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

/** How long to wait, in milliseconds. */
export interface TimeOuts {
  /** For a connection. */
  connect: number;
  /** For the answer to begin, and again for each pause in it. */
  answer: number;
}

/** No answer of an integration is near this size, in bytes: a larger one is not Sendcloud's. */
const largestAnswer = 4 * 1024 * 1024;

/** Opens a keep-alive connection pool to the API. Nothing is sent until the first call. */
export function createClient(
  { baseUrl, publicKey, secretKey }: Configuration,
  { connect, answer }: TimeOuts = { connect: 10_000, answer: 30_000 },
): Client {
  const { origin, pathname } = new URL(baseUrl);
  const pool = new Pool(origin, {
    connections: 16,
    connect: { timeout: connect },
    headersTimeout: answer,
    bodyTimeout: answer,
    maxResponseSize: largestAnswer,
  });
  const basic = Buffer.from(`${publicKey}:${secretKey}`).toString("base64");
  const secrets = [basic, secretKey, publicKey];

  async function send(
    method: Dispatcher.HttpMethod,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; text: string; request: string; retryAfter: string | undefined }> {
    const request = `${method} ${baseUrl}${path}`;
    try {
      const response = await pool.request({
        method,
        path: `${pathname === "/" ? "" : pathname}${path}`,
        headers: {
          accept: "application/json",
          authorization: `Basic ${basic}`,
          "user-agent": `pulumi-sendcloud/${version}`,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const retryAfter = response.headers["retry-after"];
      return {
        status: response.statusCode,
        text: await response.body.text(),
        request,
        retryAfter: typeof retryAfter === "string" ? retryAfter : undefined,
      };
    } catch (cause) {
      const why = redact(cause instanceof Error ? cause.message || String(Reflect.get(cause, "code")) : String(cause), secrets);
      const unsure =
        method === "PATCH" ? " The change may or may not have been applied: the next `pulumi up` sends it again, which does no harm." : "";
      throw new ConnectionError(
        `no answer from Sendcloud: ${why} (${request}).${unsure} Check the network and sendcloud:baseUrl, then run again`,
        { cause },
      );
    }
  }

  return {
    baseUrl,
    async get(id) {
      const answered = await send("GET", `/integrations/${id}`);
      if (answered.status === 404 && apiErrors(answered.text)) return undefined;
      if (answered.status !== 200) throw refused({ ...answered, body: answered.text, secrets });
      return decoded(answered.text, answered.request, id);
    },
    async patch(id, settings) {
      const answered = await send("PATCH", `/integrations/${id}`, encodeSettings(settings));
      if (answered.status !== 204 && answered.status !== 200) throw refused({ ...answered, body: answered.text, secrets });
    },
    close: () => pool.close(),
  };
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
