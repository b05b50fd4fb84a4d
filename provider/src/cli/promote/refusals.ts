/** What a promotion says of what is of one environment: where it stands, what it is, and what to do. Pure. */
import { parsedUrl } from "../../url";
import { asText } from "../value";
import type { Finding } from "./guard";
import { comparable } from "./hosts";
import { placeOf } from "./tree";

/** Why something of the source is not promoted. */
export function refusal({ path, what, host, text }: Finding, from: string): string {
  const place = placeOf(path);
  if (what === "a secret")
    return `${place} is a secret of ${from}: secrets are not promoted. Move it to the configuration of each environment`;
  if (what === "a host")
    return `${place} ${named(text, host)}, a host of ${from}: promoting it would send the target's data there. Move it to the configuration of each environment`;
  return `${place} is of one environment, and is never promoted: move it out of what is promoted`;
}

/** Why something of the target's own is not written over. */
export function overwriting({ path, what, host, text }: Finding, to: string): string {
  const held =
    what === "a secret"
      ? `is a secret of ${to}`
      : what === "a host"
        ? `${named(text, host)}, a host of ${to}`
        : `is of ${to} alone`;
  return `${placeOf(path)} ${held}, and promoting would overwrite or remove it: move it out of what is promoted`;
}

/** A host that is found, by the URL that it is in or alone. */
function named(text = "", host = ""): string {
  const isUrl =
    /^https?:\/\/\S+$/i.test(text) && comparable(parsedUrl(text)?.hostname ?? "") === host;
  return isUrl ? `is ${asText(text)}` : `names ${host}`;
}
