/** Names of the hidden inputs by which a program tells its provider what the engine keeps to itself. */

/** Which settings are ignored. */
export const ignoredInput = "__ignored";

/** Which inputs the program holds secret. */
export const secretInput = "__secret";
