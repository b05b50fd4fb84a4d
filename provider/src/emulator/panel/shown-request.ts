/** What the panel shows of a request: never its credentials, and of a URL in its body the host alone. Pure. */
import type { RecordedRequest } from "../recording";

/** Longer bodies are cut, in characters. */
const longest = 2000;

/** A request as the panel shows it. */
export interface ShownRequest {
  method: string;
  path: string;
  /** `null` where the connection broke before an answer. */
  status: number | null;
  /** Empty where there was none. */
  body: string;
}

/** What is shown of a request. */
export function shownRequest({ method, path, status, body }: RecordedRequest): ShownRequest {
  const text =
    body === undefined ? "" : hostsAlone(typeof body === "string" ? body : JSON.stringify(body));
  return {
    method,
    path,
    status: status ?? null,
    body: text.length > longest ? `${text.slice(0, longest)}…` : text,
  };
}

function hostsAlone(text: string): string {
  return text.replace(
    /(https?:\/\/)(?:[^\s/?#"\\]*@)?([^\s/?#"\\]+)(?:[/?#\\][^\s"]*)?/gi,
    (url: string, scheme: string, host: string) =>
      url === `${scheme}${host}` ? url : `${scheme}${host}/…`,
  );
}
