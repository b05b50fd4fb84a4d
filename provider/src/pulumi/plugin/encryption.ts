/** Plugin: text that only processes with the same credentials can read. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

const algorithm = "aes-256-gcm";
const lengthOf = { iv: 12, tag: 16, key: 32 };

/** Encrypts a text. `secret` is what both processes know, and `purpose` what the text is for. */
export function encrypted(text: string, secret: string, purpose: string): string {
  const iv = randomBytes(lengthOf.iv);
  const cipher = createCipheriv(algorithm, keyFrom(secret, purpose), iv);
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64");
}

/** The text again; `undefined` where it was encrypted with another secret, or is damaged. */
export function decrypted(sealed: string, secret: string, purpose: string): string | undefined {
  const bytes = Buffer.from(sealed, "base64");
  const bodyAt = lengthOf.iv + lengthOf.tag;
  try {
    const decipher = createDecipheriv(algorithm, keyFrom(secret, purpose), bytes.subarray(0, lengthOf.iv));
    decipher.setAuthTag(bytes.subarray(lengthOf.iv, bodyAt));
    return Buffer.concat([decipher.update(bytes.subarray(bodyAt)), decipher.final()]).toString("utf8");
  } catch {
    return undefined;
  }
}

function keyFrom(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, purpose, "pulumi-sendcloud", lengthOf.key));
}
