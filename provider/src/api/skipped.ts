/** Tells of each record that had to be left out of a list: once, and by what can be said of it. */
import { described, shown } from "../format";
import { isMap } from "../values";

/** Makes what tells of a record, with its position on its page, from 0, and the request for the page. */
export function createSkipped(tell: (line: string) => void = () => {}): (record: unknown, position: number, request: string) => void {
  const told = new Set<string>();
  return (record, position, request) => {
    const id = isMap(record) ? record.id : undefined;
    const has = isMap(record) ? (typeof id === "string" ? `id ${shown(id)}` : `${described(id)} as its id`) : described(record);
    const line = `warning: record ${position + 1} of a list is left out, since it has no number of an integration, but ${has} (${request}). Tell Sendcloud support if one of your integrations is missing`;
    if (!told.has(line)) tell(line);
    told.add(line);
  };
}
