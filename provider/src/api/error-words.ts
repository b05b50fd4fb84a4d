/** Finds what a response says went wrong, in each of the forms that Sendcloud, and the gateways in front of it, are known to use. Pure. */
import { isMap, parsedJson, type Properties } from "../values";
import { textOfMarkup } from "./markup";

/** One thing that went wrong. */
export interface Said {
  text: string;
  /** The field that it is about, as it was named: `webhook_url`, `/data/attributes/webhook_url`, `body/webhook_url`. */
  field?: string | undefined;
}

/** How much is read: characters of one reason, number of reasons, and characters of a page that is no JSON, such as a proxy's. */
const maxLength = 4_000;
const maxCount = 50;
const maxPage = 20_000;

/** How deep objects and lists may be nested: no error that is meant for people goes deeper. */
const maxDepth = 6;

/** What a response says went wrong. Empty where it says nothing. */
export function saidIn({ status, text }: { status: number; text: string }): Said[] {
  return (status >= 200 && status < 300 ? refusals(parsedJson(text)) : errorWords(text)).slice(
    0,
    maxCount,
  );
}

function errorWords(body: string): Said[] {
  const json = parsedJson(body);
  if (json === undefined) return said(textOfMarkup(body.slice(0, maxPage)));
  if (!isMap(json)) return said(json);
  const named = refusals(json);
  if (named.length > 0) return named;
  const plain = wordOf(json);
  if (plain !== undefined) return [{ text: plain }];
  const { data: _data, ...fields } = json;
  return said(fields);
}

/** What a response that looks like a success says was refused all the same. */
export function refusals(body: unknown): Said[] {
  if (!isMap(body)) return [];
  const { errors, error, error_description: description, status, message } = body;
  const failed = status === "failed" || error === true;
  if (typeof error === "string" && typeof description === "string")
    return [{ text: `${error}: ${description}` }];
  const found = [...said(errors), ...said(error)];
  return found.length === 0 && failed
    ? [{ text: typeof message === "string" ? message : "failed" }]
    : found;
}

/** Whether a 404 is the API's own: then there is no such integration. A page of somebody else says nothing about it. */
export function isNotFound(body: string): boolean {
  const json = parsedJson(body);
  return (
    isMap(json) &&
    (said(json.errors).length > 0 || isMap(json.error) || typeof json.detail === "string")
  );
}

function said(value: unknown, field?: string, depth = 0): Said[] {
  if (depth > maxDepth) return [];
  if (typeof value === "string")
    return value.trim() === "" ? [] : [{ text: value.trim().slice(0, maxLength), field }];
  if (Array.isArray(value)) return value.flatMap((element) => said(element, field, depth + 1));
  if (!isMap(value)) return [];
  const about = fieldOf(value) ?? field;
  const text = wordOf(value);
  if (text !== undefined) return [{ text, field: about }];
  const inside = Object.entries(value)
    .filter(([name]) => !["status", "code", "request", "source", "id", "type"].includes(name))
    .flatMap(([name, one]) =>
      said(one, wholes.has(name) || /^\d+$/.test(name) ? about : name, depth + 1),
    );
  return inside.length > 0 || depth === 0 ? inside : [{ text: "no reason given", field: about }];
}

/** Members that hold errors about no single field. */
const wholes = new Set(["non_field_errors", "__all__", "errors", "detail", "error", "message"]);

function wordOf(value: Properties): string | undefined {
  const words = [
    value.detail,
    value.message,
    value.msg,
    value.description,
    value.reason,
    value.title,
    value.code,
  ];
  return words
    .find((word) => typeof word === "string" && word.trim() !== "")
    ?.toString()
    .trim()
    .slice(0, maxLength);
}

function fieldOf({ source, loc, field, param }: Properties): string | undefined {
  if (Array.isArray(loc)) return loc.join("/");
  const places = isMap(source) ? [source.pointer, source.parameter] : [source, field, param];
  return places.find((place) => typeof place === "string");
}
