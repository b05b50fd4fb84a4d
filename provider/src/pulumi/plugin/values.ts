/** Plugin: the protocol's values ⇄ plain data. Secrets come wrapped, and are wrapped again where they stood. */
import { ListValue, NullValue, Struct, Value } from "google-protobuf/google/protobuf/struct_pb";
import { isMap, type Properties } from "../../values";
import { type SecretPaths, sealedAt } from "../../settings/secrets";
import { secret, secretIn, secretMark } from "../tokens";

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

/** Where secrets stand in a message. Of a list that holds one, the whole list counts. */
export function secretPaths(struct: Struct | undefined): string[][] {
  const found: string[][] = [];
  struct
    ?.getFieldsMap()
    .forEach((value, name) => void found.push(...secretsIn(value).map((path) => [name, ...path])));
  return found;
}

function secretsIn(value: Value): string[][] {
  const list = value.getListValue()?.getValuesList() ?? [];
  if (list.some((element) => secretsIn(element).length > 0)) return [[]];
  const map = value.getStructValue();
  const mark = map?.getFieldsMap().get(secretMark.key)?.getStringValue();
  return mark === secretMark.signature ? [[]] : secretPaths(map);
}

/** The message that says this, with secrets at these paths. */
export function encodedWith(properties: Properties, secrets: SecretPaths): Struct {
  const all = sealedAt(properties, secrets, (value) =>
    isMap(value) && secretIn(value) !== undefined ? value : secret(value),
  );
  return encoded(isMap(all) ? all : properties);
}

/** The message that says this; what is `undefined` is left out. */
export function encoded(properties: Properties): Struct {
  const struct = new Struct();
  for (const [name, value] of Object.entries(properties))
    if (value !== undefined) struct.getFieldsMap().set(name, wrapped(value));
  return struct;
}

function wrapped(value: unknown): Value {
  const message = new Value();
  if (typeof value === "number") message.setNumberValue(value);
  else if (typeof value === "string") message.setStringValue(value);
  else if (typeof value === "boolean") message.setBoolValue(value);
  else if (Array.isArray(value))
    message.setListValue(new ListValue().setValuesList(value.map(wrapped)));
  else if (isMap(value)) message.setStructValue(encoded(value));
  else message.setNullValue(NullValue.NULL_VALUE);
  return message;
}
