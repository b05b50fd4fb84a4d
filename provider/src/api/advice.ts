/** What to do about a response that is not a success. Pure. */
import type { Configuration } from "../config/accounts";
import { cut, redact } from "../format";
import type { HttpResponse } from "./transport";

/** Who asked, and for what. */
export interface Asked extends Pick<Configuration, "baseUrl" | "credentials" | "credentialsFrom"> {
  /** The integration that was asked for, where it was one. */
  id?: number | undefined;
}

/** The largest number that an integration can have: the largest of a database's usual integers. */
export const maxId = 2 ** 31 - 1;

/** The advice at the end of the message. */
export function advice(
  { status, retryAfter, request }: HttpResponse,
  { baseUrl, credentials, credentialsFrom, id }: Asked,
): string {
  if (status === 401) {
    const oauth =
      'or the integration wants OAuth2 ("Use OAuth2 authentication" is ticked in its settings in the Sendcloud panel)';
    const why = credentials.kind === "keys" ? `were revoked, ${oauth}` : "were revoked";
    const read = isOfEnvironment(credentialsFrom)
      ? "they were read as they are set in the environment of this run"
      : rotation;
    return `The credentials are wrong or ${why}. Check ${credentialsFrom}: ${read}`;
  }
  if (status === 403) {
    const scope = request.startsWith("GET ") ? "read:integration" : "write:integration";
    const missing =
      credentials.kind === "client"
        ? needs(scope, credentials.scope)
        : "the account may lack the feature";
    const after = isOfEnvironment(credentialsFrom) ? "" : `; ${rotation}`;
    return `The credentials of ${credentialsFrom} may not do this: ${missing}. Use those of the account that owns the integration, and check that its plan grants what is set${after}`;
  }
  if (status === 429) {
    const when =
      retryAfter === undefined
        ? "in a minute"
        : `later (Sendcloud says Retry-After: ${cut(redact(retryAfter, []), 40)})`;
    return `The account's rate limit is reached: run again ${when}`;
  }
  if (id !== undefined && id > maxId)
    return `Check the number: no integration has one beyond ${maxId}`;
  if ((status === 404 || status === 405) && /\/v2(\/|$)/.test(baseUrl)) {
    return "sendcloud:baseUrl is that of API v2, which has other paths and methods: set it to that of API v3, such as https://panel.sendcloud.sc/api/v3";
  }
  return byStatus(status);
}

function byStatus(status: number): string {
  if (status === 404) {
    return "Check integrationId and that the keys are those of the account that owns the integration: GET /integrations lists what they can see";
  }
  if (status === 405) return "Check sendcloud:baseUrl: it must be that of API v3";
  if (status === 409) return "Somebody else is changing the integration: run again";
  if (status >= 500 || status === 408 || status === 425)
    return "Sendcloud has a problem of its own: run again later";
  if (status >= 300 && status < 400)
    return "Redirects are not followed, since they would carry the keys elsewhere: check sendcloud:baseUrl";
  return "Correct the setting in the program and run again";
}

/** A token has the scopes that are configured and no others, whatever the client may do. */
function needs(scope: string, configured: string | undefined): string {
  const isAsked =
    configured === undefined || configured.split(" ").some((one) => one === scope || one === "api");
  return `the OAuth2 client needs the scope ${scope}${isAsked ? "" : ", which sendcloud:scope does not ask for: add it there"}`;
}

function isOfEnvironment(credentialsFrom: string): boolean {
  return credentialsFrom.startsWith("SENDCLOUD_") && !credentialsFrom.includes("sendcloud:");
}

/** Pulumi's refresh and destroy run with the configuration of the last up: a key that was rotated since is refused there. */
const rotation =
  "`pulumi refresh` and `pulumi destroy` use those that the last `pulumi up` stored. After a rotation run `pulumi up` first, or pass --run-program, or keep keys in the environment alone";
