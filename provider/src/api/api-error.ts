/** Turns an error response into a message: Sendcloud's reason with our property names, the request, and what to do. */
import * as z from "zod";
import { ApiError } from "../errors";
import { parsedJson } from "../values";
import { redact } from "../format";
import { settingNames, wireNames } from "../settings/schema";
import type { HttpResponse } from "./transport";

/** What the message of an error response takes besides the response. */
export interface ErrorContext {
  /** Text that is redacted from the message. */
  secrets: readonly string[];
  /** The places that the credentials came from. */
  credentialsFrom: string;
}

const member = z.object({
  code: z.string().optional().catch(undefined),
  title: z.string().optional().catch(undefined),
  detail: z.string().optional().catch(undefined),
  source: z
    .object({ pointer: z.string().optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

/** Sendcloud documents `errors` as a list, and for some statuses as one object; every member may be missing. */
const errorBody = z.object({ errors: z.union([z.array(member).min(1), member.transform((one) => [one])]) });

/** The errors of a JSON:API body, or nothing where the body is something else (a proxy's page, say). */
export function apiErrors(body: string): z.infer<typeof member>[] | undefined {
  return errorBody.safeParse(parsedJson(body)).data?.errors;
}

/** The error to throw for a response that is not a success. */
export function apiError({ request, status, text: body, retryAfter }: HttpResponse, { secrets, credentialsFrom }: ErrorContext): ApiError {
  const said = apiErrors(body)?.map((error) => {
    const text = error.detail ?? error.title ?? error.code ?? "no reason given";
    const property = propertyOf(error.source?.pointer) ?? propertyOf(text);
    return redact(property === undefined || text.includes(property) ? text : `${property}: ${text}`, secrets);
  });
  const words = said ? said.join("; ") : "the response gives no reason";
  return new ApiError(
    `Sendcloud refused with status ${status}: ${words} (${request}). ${advice(status, retryAfter, credentialsFrom)}`,
    status,
  );
}

function propertyOf(text: string | undefined): string | undefined {
  const plain = text?.replaceAll(/[_\s]/g, "").toLowerCase();
  return plain === undefined ? undefined : settingNames.find((name) => plain.includes(wireNames[name].replaceAll("_", "")));
}

/** Pulumi's refresh and destroy run with the configuration of the last up: there a key that was rotated since then gets a 401 or 403. */
function rotation(credentialsFrom: string): string {
  return credentialsFrom.startsWith("SENDCLOUD_") && !credentialsFrom.includes("sendcloud:")
    ? `they were read from ${credentialsFrom} in the environment of this run`
    : `\`pulumi refresh\` and \`pulumi destroy\` use the ${credentialsFrom} that the last \`pulumi up\` stored. After a rotation run \`pulumi up\` first, or pass --run-program, or keep keys in the environment alone`;
}

function advice(status: number, retryAfter: string | undefined, credentialsFrom: string): string {
  switch (status) {
    case 401:
      return `The credentials are wrong or were revoked. Check ${credentialsFrom}: ${rotation(credentialsFrom)}`;
    case 403:
      return `The credentials of ${credentialsFrom} may not do this: use those of the account that owns the integration; ${rotation(credentialsFrom)}`;
    case 404:
      return "Check integrationId and that the keys are those of the account that owns the integration: GET /integrations lists what they can see";
    case 409:
      return "Somebody else is changing the integration: run again";
    case 429:
      return `The account's rate limit is reached: run again ${retryAfter === undefined ? "in a minute" : `later (Sendcloud says Retry-After: ${redact(retryAfter, [])})`}`;
    default:
      if (status >= 500) return "Sendcloud has a problem of its own: run again later";
      if (status >= 300 && status < 400)
        return "Redirects are not followed, since they would carry the keys elsewhere: check sendcloud:baseUrl";
      return "Correct the setting in the program and run again";
  }
}
