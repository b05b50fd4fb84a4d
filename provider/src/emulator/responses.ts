/** Requests, answers and refusals of the API; and interceptors, which may answer in its place. Pure. */
import type { ServerResponse } from "node:http";

export interface ApiRequest {
  method: string;
  /** Path below the base URL, such as `/integrations/7`; empty for what lies elsewhere. */
  path: string;
  query: URLSearchParams;
  /** Empty where there is none. */
  body: string;
  /** The Authorization header; empty where there is none. */
  authorization: string;
  /** Scheme and host that the request was sent to: links are made of it. */
  origin: string;
}

/** An answer of the API; its body is empty where there is none. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** A request that arrived. Authorization is never recorded. */
export interface RecordedRequest {
  method: string;
  /** Path below the base URL, such as `/integrations/7`. */
  path: string;
  /** The parsed body; `undefined` where there was none, or where it is a request for a token. */
  body: unknown;
  userAgent: string;
  /** When it arrived. */
  time: Date;
  /** The status answered; `undefined` while the answer is pending, or where an interceptor broke the connection. */
  status: number | undefined;
}

/**
 * Sees a request before the API does. Returns `true` where it has answered; `false` where the API shall answer as usual;
 * `"lose"` where the API shall do what is asked, but the connection breaks before the answer.
 * `answer` carries the request out, or another one in its place, and returns what the API would answer: an interceptor
 * that gives the API another request, or the client another answer, makes a Sendcloud that behaves otherwise.
 */
export type Interceptor = (
  request: RecordedRequest,
  response: ServerResponse,
  answer: (instead?: { method?: string; path?: string; body?: unknown }) => Answer,
) => boolean | "lose";

/** One thing that is wrong with a request, and the field that it is about, where it is about one. */
export interface Fault {
  code: string;
  title: string;
  detail: string;
  field?: string;
}

export interface Refusal {
  status: number;
  faults: readonly Fault[];
}

export function refusal(status: number, code: string, title: string, detail: string): Refusal {
  return { status, faults: [{ code, title, detail }] };
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Answer {
  const type = { "content-type": "application/json" };
  return { status, headers: { ...type, ...headers }, body: JSON.stringify(body) };
}

/** The answer that a refusal is. The status within it is text in a 400, and a number elsewhere. */
export function refused({ status, faults }: Refusal): Answer {
  const errors = faults.map(({ code, title, detail, field }) => ({
    status: status === 400 ? String(status) : status,
    code,
    title,
    detail,
    ...(field !== undefined && { source: { pointer: `/data/attributes/${field}` } }),
  }));
  return json(status, { errors });
}

/** The value that a text holds in JSON; `undefined` where it holds none. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
