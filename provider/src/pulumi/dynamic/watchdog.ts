/** Provider process: it ends with the engine. Pulumi's runtime lives on where the engine was killed, and would send what is queued after somebody has started over. */

/** How often to look, in milliseconds. */
const interval = 250;

/** Ends this process soon after the one that started it is gone. Windows does not tell of that. */
export function exitWithParent(): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit();
  }, interval).unref();
}
