/** The emulator's token endpoint: OAuth2 client credentials for access tokens, as Sendcloud's account service does it. Pure. */
import { randomUUID } from "node:crypto";
import type { ApiResponse, Store } from "./api";

/** The OAuth2 client that gets tokens, and how long they live, in seconds. */
export interface TokenClient {
  clientId: string;
  clientSecret: string;
  lifetime: number;
}

/** Answers a token request, and makes the token valid. */
export function grant(form: string, authorization: string, { clientId, clientSecret, lifetime }: TokenClient, store: Store): ApiResponse {
  if (authorization !== `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`) {
    return { status: 401, body: { error: "invalid_client", error_description: "Client authentication failed." } };
  }
  const fields = new URLSearchParams(form);
  if (fields.get("grant_type") !== "client_credentials") return { status: 400, body: { error: "unsupported_grant_type" } };
  const scope = fields.get("scope") ?? "api";
  if (!/^(api|read:integration|write:integration| )+$/.test(scope)) return { status: 400, body: { error: "invalid_scope" } };
  const token = randomUUID();
  store.tokens.set(token, store.now().getTime() + lifetime * 1000);
  return { status: 200, body: { access_token: token, expires_in: lifetime, scope, token_type: "bearer" } };
}
