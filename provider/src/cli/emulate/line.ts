/** A request as a line of the terminal: what was asked, which settings were sent, and the status. Values are not shown: a URL may hold a token. Pure. */
import type { RecordedRequest } from "../../emulator/recording";
import { cut, redact } from "../../format";

/** Longer lists of names are cut, in characters. */
const longest = 200;

/** The line, such as `PATCH /integrations/7 204 shop_name, webhook_url`. */
export function requestLine({ method, path, status, body }: RecordedRequest): string {
  const names =
    typeof body === "object" && body !== null && !Array.isArray(body)
      ? Object.keys(body).join(", ")
      : "";
  return redact(cut(`${method} ${path} ${status ?? "(no answer)"} ${names}`.trim(), longest), []);
}
