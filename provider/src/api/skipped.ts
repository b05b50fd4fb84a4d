/** Warns of each record that had to be left out of a list, once: which one it was, and what is wrong with it. */
import { described, shown } from "../format";
import { isMap } from "../values";

/** Makes the function that warns of a record. It takes the record, its position on its page, from 0, and the request for the page. */
export function createSkipped(
  tell: (line: string) => void = () => {},
): (record: unknown, position: number, request: string) => void {
  const told = new Set<string>();
  return (record, position, request) => {
    const id = isMap(record) ? record.id : undefined;
    const own =
      typeof id === "string" ? `has the id ${shown(id)}` : `has ${described(id)} as its id`;
    const wrong = isMap(record) ? own : `is ${described(record)}`;
    const line = `warning: record ${position + 1} of a list is left out, since an integration has a whole number from 1 on as its id, and this record ${wrong} (${request}). Tell Sendcloud support if one of your integrations is missing`;
    if (!told.has(line)) tell(line);
    told.add(line);
  };
}
