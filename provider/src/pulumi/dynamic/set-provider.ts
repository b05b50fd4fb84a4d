/** The entry point "pulumi-sendcloud/set-provider": existing states hold its address, so its path and its exports must never change. */
import { set } from "./process";

export const { configure, check, diff, create, read, update } = set;
const del = set.delete;
export { del as delete };
