/** The token endpoint: OAuth2 client credentials for access tokens, as Sendcloud's account service gives them. */
import { randomUUID } from "node:crypto";
import { type Answer, json } from "./responses";
import { basic, type Store } from "./store";

/** Answers a token request, and makes the token valid. No scope in the request grants all that the client has. */
export function grant(form: string, authorization: string, store: Store): Answer {
  const { scopes, tokenLifetime } = store.behaviours;
  const account = store.accounts.find(
    ({ clientId, clientSecret }) =>
      clientId !== undefined &&
      clientSecret !== undefined &&
      authorization === basic(clientId, clientSecret),
  );
  if (account === undefined) return json(401, { error: "invalid_client" });
  const fields = new URLSearchParams(form);
  if (fields.get("grant_type") !== "client_credentials")
    return json(400, { error: "unsupported_grant_type" });
  const asked = (fields.get("scope") ?? "").split(" ").filter(Boolean);
  if (asked.some((scope) => !scopes.includes(scope))) return json(400, { error: "invalid_scope" });
  const granted = asked.length === 0 ? scopes : asked;
  const token = randomUUID();
  const until = Date.now() + tokenLifetime * 1000;
  store.tokens.set(token, { account, scopes: granted, until });
  return json(200, {
    access_token: token,
    expires_in: tokenLifetime,
    scope: granted.join(" "),
    token_type: "bearer",
  });
}
