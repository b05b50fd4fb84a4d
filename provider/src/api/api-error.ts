/** How an error response becomes a message: Sendcloud's words under our property names, the request, and what to do. */
import { ApiError } from "../errors";
import { cut, redact } from "../format";
import { type DeclaredSettings, settingNames, wireNames } from "../settings/schema";
import type { SettingName } from "../settings/types";
import { namesOf } from "../settings/diff";
import { advice, type Asked } from "./advice";
import { saidIn } from "./error-words";
import { hideSentUrls } from "./sent-urls";
import type { HttpResponse } from "./transport";

/** What the message of an error response takes besides the response. */
export interface ErrorContext extends Asked {
  /** Text that the message must not hold. */
  secrets: readonly string[];
  /** The settings that were sent. */
  sent?: DeclaredSettings | undefined;
  /** Texts that the program holds secret. */
  hidden?: readonly string[] | undefined;
}

/** The reasons together are cut to so many characters. */
const maxLength = 500;

/** The error to throw for a response that is not a success, or that looks like one and refuses something in its body. */
export function apiError(response: HttpResponse, context: ErrorContext): ApiError {
  const { status, request } = response;
  const { secrets, sent = {}, hidden = [] } = context;
  const clean = (part: string): string => redact(hideSentUrls(part, sent), [...secrets, ...hidden]);
  const told = saidIn(response).map(({ text: words, field }) => {
    const named = propertiesIn(field ?? "");
    const properties = named.length > 0 ? named : propertiesIn(words);
    const plain = clean(words);
    const label = properties.length > 0 ? properties.join(", ") : lastPart(clean(field ?? ""));
    return {
      properties,
      line: label === "" || plain.includes(label) ? plain : `${label}: ${plain}`,
    };
  });
  const words =
    told.length > 0
      ? cut([...new Set(told.map(({ line }) => line))].join("; "), maxLength)
      : "the response gives no reason";
  const names = namesOf(sent);
  const unnamed = names.length > 0 && told.every(({ properties }) => properties.length === 0);
  const asked = unnamed ? `${request}; sent: ${names.join(", ")}` : request;
  const reason = `Sendcloud refused with status ${status}: ${words} (${asked})`;
  const about = [...new Set(told.flatMap(({ properties }) => properties))];
  return new ApiError(`${reason}. ${advice(response, context)}`, status, about, reason);
}

/** Our names of the settings that a text names in whatever spelling: one text may hold several refusals. */
function propertiesIn(text: string): SettingName[] {
  const plain = text.replaceAll(/[-_\s]/g, "").toLowerCase();
  return settingNames.filter((name) => plain.includes(wireNames[name].replaceAll("_", "")));
}

/** The name at the end of a pointer; empty where it names the whole, or no field. */
function lastPart(field: string): string {
  const parts = field
    .split(/[/.[\]]+/)
    .filter((part) => part !== "" && !/^(data|attributes|body|query|path|errors|\d+)$/.test(part));
  return /^[\w-]{1,60}$/.exec(parts.at(-1) ?? "")?.[0] ?? "";
}
