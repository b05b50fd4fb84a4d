/** Plugin: all that needs the rules and the API. It is loaded with the first call that asks for it: the host of a YAML program asks for the schema alone. */
export { checkConfiguration, compareConfigurations, configurationOf } from "./configuration";
export { invoke } from "./lookups";
export { createSession } from "./session";
export { single } from "./single";
