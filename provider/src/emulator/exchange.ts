/** What goes over the wire: a request as it arrived, and what it is answered with. */

/** A request as it arrived. */
export interface ApiRequest {
  method: string;
  /** Path below the base URL, such as `/integrations/7`; empty for what lies elsewhere. */
  path: string;
  query: URLSearchParams;
  /** The body as text; empty where there is none. */
  body: string;
  /** The Authorization header; empty where there is none. */
  authorization: string;
  /** What the request was sent to, such as `http://127.0.0.1:8080`: links are made of it. */
  origin: string;
}

/** An answer to send. */
export interface ApiResponse {
  status: number;
  /** Where one name has several values, each is a header of its own. */
  headers?: Record<string, string | string[]>;
  /** `undefined` sends none. */
  body?: string;
}

/** One thing that is wrong with a request. */
export interface Fault {
  code: string;
  title: string;
  detail: string;
  /** The field that it is about; `undefined` where it is about none, or about several together. */
  field?: string;
}

/** A request that is refused, before it is decided how refusals are spelled. */
export interface Refusal {
  status: number;
  faults: readonly Fault[];
}

/** A refusal for one reason. */
export function refusal(status: number, code: string, title: string, detail: string): Refusal {
  return { status, faults: [{ code, title, detail }] };
}

/** An answer in JSON. */
export function json(
  status: number,
  body: unknown,
  headers: Record<string, string | string[]> = {},
): ApiResponse {
  return {
    status,
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  };
}
