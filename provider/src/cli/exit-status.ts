/** The exit statuses of the commands: 0 is done, 1 an error. */

/** The exit status of a command that found what it looks for: drift, or a risk. */
export const foundStatus = 2;
