/** The entry point "pulumi-sendcloud/set-provider": states in the wild hold its address, so its path and its exports stay valid for ever. */
import { set } from "./process";

export const { configure, check, diff, create, read, update } = set;
const del = set.delete;
export { del as delete };
