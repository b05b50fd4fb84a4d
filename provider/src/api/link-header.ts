/** Reads a Link header as RFC 8288 spells it: parameters in any order and case, with or without quotes, and quotes that hold commas. Pure. */

/** A link of a Link header. */
export interface Link {
  /** Where it leads: a URL, or a reference relative to the request's. */
  target: string;
  /** What is there, such as `next`, in lower case. */
  relations: readonly string[];
}

const link = /<([^<>]*)>((?:\s*;\s*(?:[^\s=;,"]+(?:\s*=\s*(?:"(?:\\.|[^"\\])*"|[^\s;,"]*))?)?)*)/g;

const parameter = /;\s*([^\s=;,"]+)(?:\s*=\s*(?:"((?:\\.|[^"\\])*)"|([^\s;,"]*)))?/g;

/**
 * The links of one header, and what of it is none. The packages on npm do not read all that the standard allows:
 * `http-link-header` loses the links after a parameter without a value (`nopush`) and throws at an empty element, the
 * others stop at quoted commas.
 */
export function parseLinkHeader(header: string): { links: Link[]; rest: string } {
  const links = [...header.matchAll(link)].map(([, target = "", parameters = ""]) => {
    // The first `rel` counts, says the standard.
    const rel = [...parameters.matchAll(parameter)].find(
      ([, name]) => name?.toLowerCase() === "rel",
    );
    const relations = rel?.[2]?.replace(/\\(.)/g, "$1") ?? rel?.[3]?.replaceAll("'", "") ?? "";
    return { target: target.trim(), relations: relations.toLowerCase().split(/\s+/) };
  });
  return { links, rest: header.replace(link, "") };
}
