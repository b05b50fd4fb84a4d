/** Faults that scenes make: what the emulator answers in place of the API. */
import type { Stage } from "./scene";

type At = Pick<Stage, "emulator">;

/** Answers requests of this method with this status; only the first of them, where it is for `once`. */
export function failing(
  { emulator }: At,
  method: string,
  status: number,
  {
    once = false,
    headers = {},
    body = "",
  }: { once?: boolean; headers?: Record<string, string>; body?: string } = {},
): void {
  let failed = false;
  emulator.intercept((request, response) => {
    if ((once && failed) || request.method !== method) return false;
    failed = true;
    response.writeHead(status, headers).end(body);
    return true;
  });
}

/** Loses the answer of each PATCH, carried out or not; with `reads`, reading fails too once something was written. */
export function losing(
  { emulator }: At,
  { reads = false, carriedOut = true }: { reads?: boolean; carriedOut?: boolean } = {},
): void {
  let written = false;
  emulator.intercept(({ method }, response) => {
    const writes = method === "PATCH";
    written ||= writes;
    if (writes && carriedOut) return "lose";
    const isBroken = writes || (reads && written);
    if (isBroken) response.destroy();
    return isBroken;
  });
}

/** Answers as usual again. */
export function healed({ emulator }: At): void {
  emulator.intercept();
}
