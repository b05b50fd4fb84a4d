/** Text that may be JSON, and may as well be a proxy's page. Pure. */

/** The value, or `undefined` where the text is not JSON. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
