/** How an error response becomes a message: Sendcloud's words under our property names, the request, and what to do. Pure. */
import type { Configuration } from "../config/config";
import { ApiError } from "../errors";
import { cut, redact, withoutUrls } from "../format";
import { namesOf, type SettingValues } from "../settings/diff";
import { settingNames, wireNames } from "../settings/schema";
import type { SettingName } from "../settings/types";
import { isMap, parsedJson } from "../values";
import type { HttpResponse } from "./transport";

/** What the message of an error response takes besides the response. */
export interface Asked extends Pick<Configuration, "baseUrl" | "credentials" | "from"> {
  secrets: string[];
  /** The settings that were sent, and their texts that the program holds secret. */
  sent?: SettingValues;
  hidden?: readonly string[];
}

/** One thing that went wrong, and the field that it is about, such as `webhook_url` or `/data/attributes/webhook_url`. */
interface Refusal {
  text: string;
  field?: string | undefined;
}

/** The reasons together are cut to so many characters; of a page, and of each reason, so many are read. */
const [maxLength, maxRead] = [500, 20_000];

/** The error to throw for a response that is not a success, or that looks like one and refuses something in its body. */
export function apiError(response: HttpResponse, asked: Asked, did = "refused with"): ApiError {
  const { status, request } = response;
  const { secrets, sent = {}, hidden = [] } = asked;
  const clean = (part: string): string =>
    withoutUrls(redact(part, [...secrets, ...hidden]), Object.values(sent));
  const refusals = refusalsIn(response).map(({ text, field = "" }) => {
    const named = propertiesIn(field);
    const names = named.length > 0 ? named : propertiesIn(text);
    const words = clean(text);
    const label = names.length > 0 ? names.join(", ") : cut(clean(field), 60);
    return { names, line: label === "" || words.includes(label) ? words : `${label}: ${words}` };
  });
  const nothing = `the response ${isToken(request) ? "holds no token" : "gives no reason"}`;
  const words = cut([...new Set(refusals.map(({ line }) => line))].join("; "), maxLength);
  const names = [...new Set(refusals.flatMap((refusal) => refusal.names))];
  const all = names.length > 0 ? [] : namesOf(sent);
  const what = all.length === 0 ? request : `${request}; sent: ${all.join(", ")}`;
  const reason = `Sendcloud ${did} status ${status}: ${words || nothing} (${what})`;
  return new ApiError(`${reason}. ${adviceFor(response, asked)}`, status, names, reason);
}

/** Whether a 404 is the API's own: then there is no such integration. A page of somebody else says nothing about it. */
export function isNotFound({ status, text }: HttpResponse): boolean {
  const body = parsedJson(text);
  if (status !== 404 || !isMap(body)) return false;
  return reasonsIn(body.errors).length > 0 || isMap(body.error) || typeof body.detail === "string";
}

/** What a body refuses, also where its status says success: as v3 writes it, as v2 does, and as OAuth2 does. */
export function refusalsOf(body: unknown): Refusal[] {
  if (!isMap(body)) return [];
  const { errors, error, error_description: description, status, message } = body;
  if (typeof error === "string" && typeof description === "string")
    return [{ text: `${error}: ${description}` }];
  const found = [...reasonsIn(errors), ...reasonsIn(error)];
  if (found.length > 0 || status !== "failed") return found;
  return [{ text: textOf(message) ?? "failed" }];
}

/** What a response refuses; where it is no error of Sendcloud, its first words. */
function refusalsIn({ status, text }: HttpResponse): Refusal[] {
  const body = parsedJson(text);
  const refusals = refusalsOf(body);
  if (refusals.length > 0 || (status >= 200 && status < 300)) return refusals;
  return reasonsIn(body === undefined ? wordsOfPage(text.slice(0, maxRead)) : body);
}

/** A list of errors, one error, or texts by field. No error that is meant for people nests deeper than six levels. */
function reasonsIn(value: unknown, field?: string, depth = 0): Refusal[] {
  const text = textOf(value);
  if (text !== undefined) return [{ text, field }];
  if (Array.isArray(value) && depth < 6)
    return value.slice(0, 50).flatMap((one: unknown) => reasonsIn(one, field, depth + 1));
  if (!isMap(value) || depth > 6) return [];
  const { source, detail, message, title, code } = value;
  const about = (isMap(source) && textOf(source.pointer ?? source.parameter)) || field;
  const words = [detail, message, title, code].map(textOf).find(Boolean);
  if (words !== undefined) return [{ text: words, field: about }];
  const inside = Object.entries(value)
    .filter(([name]) => !/^(status|code|request|source|id|type|data)$/.test(name))
    .flatMap(([name, one]) => reasonsIn(one, /^\d+$/.test(name) ? about : name, depth + 1));
  return inside.length > 0 || depth === 0 ? inside : [{ text: "no reason given", field: about }];
}

function textOf(value: unknown): string | undefined {
  return (typeof value === "string" && value.trim().slice(0, maxRead)) || undefined;
}

/** The words of an HTML or XML page; other text as it is. */
function wordsOfPage(page: string): string {
  return page
    .replace(/<!--.*?(?:-->|$)|<(script|style)\b.*?(?:<\/\1[^>]*>?|$)|<[a-z!?/][^>]*>?/gis, " ")
    .replace(/\s+/g, " ");
}

/** Our names of the settings that a text names in whatever spelling: one text may hold several refusals. */
function propertiesIn(text: string): SettingName[] {
  const plain = text.replaceAll(/[-_\s]/g, "").toLowerCase();
  return settingNames.filter((name) => plain.includes(wireNames[name].replaceAll("_", "")));
}

function adviceFor({ status, request }: HttpResponse, asked: Asked): string {
  const { baseUrl, credentials, from } = asked;
  const ofToken = isToken(request);
  const place = ofToken ? from.tokenUrl : from.baseUrl;
  if (ofToken && [400, 401, 403].includes(status))
    return `Check the OAuth2 client in ${from.credentials}, and that it may use the API`;
  if (status === 401 || status === 403) {
    const scope = `the scope ${request.startsWith("GET ") ? "read" : "write"}:integration`;
    const isKeys = credentials.kind === "keys";
    const lacks = isKeys ? "the account may lack the feature" : `the client needs ${scope}`;
    const may = `may not do this: ${lacks}. Use those of the account that owns the integration`;
    const orOauth =
      ', or the integration wants OAuth2 ("Use OAuth2 authentication" is ticked in its settings in the Sendcloud panel)';
    const wrong = `are wrong or were revoked${isKeys ? orOauth : ""}`;
    const check = `Check ${from.credentials}${from.credentials.includes("sendcloud:") ? rotated : ""}`;
    return `The credentials ${status === 403 ? may : wrong}. ${check}`;
  }
  if ((status === 404 || status === 405) && !ofToken && !isOfV3(baseUrl))
    return `Check ${place}: it does not end with /api/v3, as the address of API v3 does (https://panel.sendcloud.sc/api/v3)`;
  if (status === 404 && !ofToken)
    return `Check integrationId, and that the keys (${from.credentials}) are those of the account that owns the integration: GET /integrations lists what they can see`;
  if (status === 409) return "Somebody else is changing the same: run again";
  if (status === 429) return "The account's rate limit is reached: run again in a minute";
  if (status >= 500 || status === 408 || status === 425)
    return "Sendcloud has a problem of its own: run again later";
  if (status >= 300 && status < 400)
    return `Redirects are not followed, since they would carry the keys elsewhere: check ${place}`;
  if (status === 405 || ofToken) return `Check ${place}`;
  return "Correct the setting in the program and run again";
}

function isToken(request: string): boolean {
  return request.startsWith("POST ");
}

/** Whether a base URL looks like that of API v3: a gateway may have another path. */
export function isOfV3(baseUrl: string): boolean {
  return baseUrl.endsWith("/api/v3");
}

/** Pulumi refreshes and destroys with the configuration of the last up: a key that was rotated since is refused there. */
const rotated =
  ": `pulumi refresh`, `pulumi destroy` and `pulumi up --refresh` use those that the last `pulumi up` stored. After a rotation run `pulumi up --refresh=false`, or pass --run-program, or keep keys in the environment alone";
