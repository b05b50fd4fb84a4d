/** What was asked of the emulator about integrations. */
import type { Emulator } from "pulumi-sendcloud/emulator";

/** The requests from this one on, without the question whose keys they are: it is asked once an account, whatever is done. */
export function requestsFrom(
  { requests }: Pick<Emulator, "requests">,
  first = 0,
): Emulator["requests"] {
  return requests.slice(first).filter(({ path }) => path !== "/user/auth/metadata");
}

/** One read of several in a row of the same integration: a read that may be behind a write is repeated, as often as it takes. */
export function withoutRepeatedReads(requests: readonly unknown[]): unknown[] {
  const spelled = requests.map((request) => JSON.stringify(request));
  return requests.filter(
    (_, at) =>
      spelled[at] !== spelled[at - 1] ||
      !/^\["GET","\/integrations\/\d+"\]$/.test(spelled[at] ?? ""),
  );
}

/** A read of an integration, as stories write it. */
export function get(id: number): unknown[] {
  return ["GET", `/integrations/${id}`];
}

/** A write of an integration, as stories write it. */
export function patch(id: number, body: object): unknown[] {
  return ["PATCH", `/integrations/${id}`, body];
}
