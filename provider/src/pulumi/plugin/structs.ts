/** Plugin: the protocol's values ⇄ plain data. Secrets come wrapped, and are wrapped again by the name of their property. */
import { ListValue, NullValue, Struct, Value } from "google-protobuf/google/protobuf/struct_pb";
import { isMap, type Properties } from "../../values";
import { markSecrets, secretIn, secretMark } from "../tokens";

/** What a message says, secrets in the clear. */
export function decoded(struct: Struct | undefined): Properties {
  const found: [string, unknown][] = [];
  struct?.getFieldsMap().forEach((value, name) => void found.push([name, plain(value)]));
  return Object.fromEntries(found);
}

function plain(value: Value): unknown {
  switch (value.getKindCase()) {
    case Value.KindCase.NUMBER_VALUE:
      return value.getNumberValue();
    case Value.KindCase.STRING_VALUE:
      return value.getStringValue();
    case Value.KindCase.BOOL_VALUE:
      return value.getBoolValue();
    case Value.KindCase.LIST_VALUE:
      return value.getListValue()?.getValuesList().map(plain);
    case Value.KindCase.STRUCT_VALUE: {
      const map = decoded(value.getStructValue());
      const hidden = secretIn(map);
      return hidden === undefined ? map : hidden.value;
    }
    default:
      return null;
  }
}

/** The properties of a message that are secrets, or hold one. */
export function secretNames(struct: Struct | undefined): string[] {
  const found: string[] = [];
  struct?.getFieldsMap().forEach((value, name) => {
    if (holdsSecret(value)) found.push(name);
  });
  return found;
}

function holdsSecret(value: Value): boolean {
  if ((value.getListValue()?.getValuesList() ?? []).some(holdsSecret)) return true;
  const map = value.getStructValue();
  const mark = map?.getFieldsMap().get(secretMark.key)?.getStringValue();
  return mark === secretMark.signature || secretNames(map).length > 0;
}

/** The message that says this, these properties as secrets. What is marked already stays so. */
export function encoded(properties: Properties, secrets: readonly string[] = []): Struct {
  const unmarked = secrets.filter((name) => {
    const value = properties[name];
    return !(isMap(value) && secretIn(value) !== undefined);
  });
  return struct(markSecrets(properties, unmarked));
}

/** What is `undefined` is left out: the wire format has none. */
function struct(properties: Properties): Struct {
  const message = new Struct();
  for (const [name, value] of Object.entries(properties))
    if (value !== undefined) message.getFieldsMap().set(name, wrapped(value));
  return message;
}

function wrapped(value: unknown): Value {
  const message = new Value();
  if (typeof value === "number") message.setNumberValue(value);
  else if (typeof value === "string") message.setStringValue(value);
  else if (typeof value === "boolean") message.setBoolValue(value);
  else if (Array.isArray(value))
    message.setListValue(new ListValue().setValuesList(value.map(wrapped)));
  else if (isMap(value)) message.setStructValue(struct(value));
  else message.setNullValue(NullValue.NULL_VALUE);
  return message;
}
