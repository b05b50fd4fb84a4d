/** The entry point "pulumi-sendcloud/provider": states in the wild hold its address, so its path and its exports stay valid for ever. */
import { integration } from "./process";

export const { configure, check, diff, create, read, update } = integration;
const del = integration.delete;
export { del as delete };
