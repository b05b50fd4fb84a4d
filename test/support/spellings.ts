/** Where a secret may have gone: the ways in which it can be spelled, and the files that may hold it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A secret as it may be spelled; in base64, wherever it stands in what was encoded. */
export function spellings(secret: string): string[] {
  const inBase64 = [0, 1, 2].map((offset) =>
    Buffer.from("-".repeat(offset) + secret)
      .toString("base64")
      .slice(offset === 0 ? 0 : 4, -4),
  );
  const inUrls = inBase64.map((text) => text.replaceAll("+", "-").replaceAll("/", "_"));
  return [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString("hex"),
    ...inBase64,
    ...inUrls,
  ];
}

/** Every file of a folder but those of packages, each byte as one character. */
export function filesBelow(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && !entry.parentPath.includes("node_modules"),
  );
  return Object.fromEntries(
    files.map(({ parentPath, name }) => [
      join(parentPath, name),
      readFileSync(join(parentPath, name), "latin1"),
    ]),
  );
}
