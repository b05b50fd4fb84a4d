/** The entry point "pulumi-sendcloud/provider": existing states hold its address, so its path and its exports must never change. */
import { integration } from "./process";

export const { configure, check, diff, create, read, update } = integration;
const del = integration.delete;
export { del as delete };
