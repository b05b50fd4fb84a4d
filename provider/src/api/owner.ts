/** Whose account it is: Sendcloud tells the user that the keys belong to, but not everywhere. Pure. */
import * as z from "zod";
import { parsedJson } from "../values";
import type { HttpResponse } from "./transport";

const userId = z.union([z.number().int().transform(String), z.string().trim().min(1)]);

const known = z.object({ user_id: userId });

const ownerBody = z.union([z.object({ data: known }).transform(({ data }) => data), known]);

/** The account's user id; `undefined` where the response does not tell. */
export function ownerIn({ status, text }: HttpResponse): string | undefined {
  return status === 200 ? ownerBody.safeParse(parsedJson(text)).data?.user_id : undefined;
}
