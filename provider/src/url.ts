/** Text that may be a URL. Pure. */

/**
 * The URL, or `undefined` where the text is none. In place of `URL.canParse`, which in Node.js 20 and 22, once it is
 * called often, takes text with characters such as ü for no URL.
 */
export function parsedUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
