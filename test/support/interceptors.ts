/** Faults that stories make: what the emulator answers in place of the API. */
import type { World } from "./story";

/** Answers every request of this method with this status. */
export function failing(
  { emulator }: Pick<World, "emulator">,
  method: string,
  status: number,
): void {
  emulator.intercept((request, response) => {
    if (request.method !== method) return false;
    response.writeHead(status).end();
    return true;
  });
}

/** Refuses the first request of this method, and then no more. */
export function failingOnce(
  { emulator }: Pick<World, "emulator">,
  method: string,
  status: number,
  headers: Record<string, string> = {},
): void {
  let refused = false;
  emulator.intercept((request, response) => {
    if (refused || request.method !== method) return false;
    refused = true;
    response.writeHead(status, headers).end();
    return true;
  });
}

/** Does what a PATCH asks, and loses every answer; with `reads`, reading fails too once something was written. */
export function losing({ emulator }: Pick<World, "emulator">, { reads = false } = {}): void {
  let written = false;
  emulator.intercept(({ method }, response) => {
    if (method === "PATCH") {
      written = true;
      return "lose";
    }
    if (reads && written) response.destroy();
    return reads && written;
  });
}

/** Breaks the connection of every PATCH before anything is done. */
export function breaking({ emulator }: Pick<World, "emulator">): void {
  emulator.intercept(({ method }, response) => {
    if (method === "PATCH") response.destroy();
    return method === "PATCH";
  });
}

/** Answers as usual again. */
export function healed({ emulator }: Pick<World, "emulator">): void {
  emulator.intercept();
}
