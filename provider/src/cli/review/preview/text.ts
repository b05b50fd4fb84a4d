/** The text of a preview, however it was saved, and the JSON in it, whatever stands around it. Pure. */
import { isMap, parsedJson, type Properties } from "../../../values";

/** Decodes UTF-8, or UTF-16 as PowerShell writes it, with or without a byte order mark. */
export function decoded(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  // Without a mark: what a preview begins with is ASCII, of which UTF-16 has a zero byte in each pair.
  if (first === 0) return "utf-16be";
  return second === 0 ? "utf-16le" : "utf-8";
}

/** What a text holds: the objects that stand in it as JSON, in their order, and what stands around them. */
export interface Found {
  objects: Properties[];
  /** All that is part of no object. */
  rest: string;
}

/** Finds the outermost objects of a text. */
export function objectsIn(text: string): Found {
  const whole = parsedJson(text);
  if (whole !== undefined)
    return isMap(whole) ? { objects: [whole], rest: "" } : { objects: [], rest: text };
  const found: Found = { objects: [], rest: "" };
  let end = 0;
  for (
    let start = text.indexOf("{");
    start >= 0;
    start = text.indexOf("{", Math.max(end, start + 1))
  ) {
    const close = endOfObject(text, start);
    const value = close === undefined ? undefined : parsedJson(text.slice(start, close));
    if (close === undefined || !isMap(value)) continue;
    found.objects.push(value);
    found.rest += text.slice(end, start);
    end = close;
  }
  found.rest += text.slice(end);
  return found;
}

/** Where the object that begins here ends; `undefined` where it does not, or is not JSON as far as its first characters tell. */
function endOfObject(text: string, start: number): number | undefined {
  if (!/^\{\s*["}]/.test(text.slice(start, start + 1_000))) return undefined;
  const signs = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}]/gs;
  signs.lastIndex = start;
  let depth = 0;
  for (let sign = signs.exec(text); sign !== null; sign = signs.exec(text)) {
    if (sign[0] === "{") depth += 1;
    else if (sign[0] === "}") depth -= 1;
    if (depth === 0) return signs.lastIndex;
  }
  return undefined;
}
