/** How commands end. 0 is done, 1 is an error. */

/** What the command looks for was found: drift, or a risk. */
export const found = 2;
