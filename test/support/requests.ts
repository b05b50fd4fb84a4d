/** What was asked of the emulator about integrations. */
import type { Emulator } from "pulumi-sendcloud/emulator";

/** The requests from this one on, without the question whose keys they are: it is asked once an account, whatever is done. */
export function requestsFrom(
  { requests }: Pick<Emulator, "requests">,
  first = 0,
): Emulator["requests"] {
  return requests.slice(first).filter(({ path }) => path !== "/user/auth/metadata");
}

/** A read of an integration, as stories write it. */
export function get(id: number): unknown[] {
  return ["GET", `/integrations/${id}`];
}

/** A write of an integration, as stories write it. */
export function patch(id: number, body: object): unknown[] {
  return ["PATCH", `/integrations/${id}`, body];
}
