/** How the arguments of `emulate` are read: each parser throws an error that says what the text must be. Pure. */
import * as z from "zod";
import type { Limits } from "../../emulator/limits";

/** A whole number in this range. */
export function numberFrom(
  least: number,
  most = Number.MAX_SAFE_INTEGER,
): (text: string) => number {
  return (text) => {
    const { data } = z.coerce.number().int().min(least).max(most).safeParse(text);
    if (data !== undefined && text.trim() !== "") return data;
    throw new Error(
      most === Number.MAX_SAFE_INTEGER
        ? `It must be a whole number, ${least} or more.`
        : `It must be a number from ${least} to ${most}, without a fraction.`,
    );
  };
}

/** One more number of several. */
export function numbers(text: string, previous: number[] | undefined): number[] {
  return [...(previous ?? []), numberFrom(1)(text)];
}

/** One of these values, as it is written. */
export function oneOf<Value extends number>(values: readonly Value[]): (text: string) => Value {
  return (text) => {
    const found = values.find((value) => String(value) === text);
    if (found === undefined) throw new Error(`It must be one of ${values.join(", ")}.`);
    return found;
  };
}

const threeLimits = z.tuple([z.int().min(0), z.int().min(0), z.int().min(0)]);

/** Reads a minute, writes a minute and writes a second, with commas between them. */
export function limits(text: string): Limits {
  const { data } = threeLimits.safeParse(
    text.split(",").map((part) => (part.trim() === "" ? undefined : Number(part))),
  );
  if (data === undefined)
    throw new Error("It must be three numbers with commas between them, such as 1000,100,15.");
  const [readsPerMinute, writesPerMinute, writesPerSecond] = data;
  return { readsPerMinute, writesPerMinute, writesPerSecond };
}
