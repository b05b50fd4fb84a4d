/** What was asked of the emulator about integrations. */
import assert from "node:assert/strict";
import type { Emulator } from "pulumi-sendcloud/emulator";

/** The requests from this one on, without the question whose keys they are: it is asked once an account, whatever is done. */
export function requestsFrom(
  { requests }: Pick<Emulator, "requests">,
  first = 0,
): Emulator["requests"] {
  return requests.slice(first).filter(({ path }) => path !== "/user/auth/metadata");
}

/** The same, as stories write it. */
export function asked(emulator: Pick<Emulator, "requests">, first = 0): unknown[][] {
  return requestsFrom(emulator, first).map(({ method, path, body }) =>
    body === undefined ? [method, path] : [method, path, body],
  );
}

/** Fails where others were asked, or in another order where that does not depend on chance. */
export function assertAsked(
  actual: readonly unknown[],
  expected: readonly unknown[],
  { anyOrder = false, said }: { anyOrder?: boolean | undefined; said: string },
): void {
  const ordered = (requests: readonly unknown[]): readonly unknown[] =>
    anyOrder ? requests.map((request) => JSON.stringify(request)).sort() : requests;
  assert.deepEqual(ordered(actual), ordered(expected), said);
}

/** A read of an integration, as stories write it. */
export function get(id: number): unknown[] {
  return ["GET", `/integrations/${id}`];
}

/** A write of an integration, as stories write it. */
export function patch(id: number, body: object): unknown[] {
  return ["PATCH", `/integrations/${id}`, body];
}
