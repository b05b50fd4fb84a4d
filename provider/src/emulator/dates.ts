/** Dates as Sendcloud's answers were recorded: local time of Central Europe, with microseconds and an offset. Pure. */

/** Such as `2022-03-03T17:22:47.137622+01:00`. */
export function recordedDate(date: Date): string {
  const local = new Date(date.getTime() + 60 * 60 * 1000).toISOString();
  return `${local.slice(0, -1)}000+01:00`;
}
