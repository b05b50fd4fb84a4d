/** Takes out of text that others wrote (Sendcloud, the network) what must never be printed: keys, and all of a URL but its host. */
export function redact(text: string, secrets: readonly string[]): string {
  const withoutKeys = secrets.filter((secret) => secret !== "").reduce((rest, secret) => rest.replaceAll(secret, "[secret]"), text);
  return withoutKeys
    .replace(/(\bhttps?:\/\/)(?:[^\s/?#"'<>@]*@)?([^\s/?#"'<>]+)([/?#][^\s"'<>]*)?/gi, (_url, scheme, host, rest) =>
      rest === undefined || rest === "/" ? `${scheme}${host}` : `${scheme}${host}/…`,
    )
    .replace(/\p{Cc}+/gu, " ");
}
