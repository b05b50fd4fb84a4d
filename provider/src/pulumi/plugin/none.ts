/** Plugin: how a language without `null` says that a setting shall have no value. Pure. */
import { settingNames, settingShape } from "../../settings/schema";
import type { Properties } from "../../values";

/** The settings that may be `null`. */
const clearable = settingNames.filter((name) => settingShape[name].safeParse(null).success);

/** The inputs with `null` for each empty text that means it: most languages leave out what is `null`. */
export function noneAsNull(inputs: Properties): Properties {
  const none = clearable.filter((name) => inputs[name] === "").map((name) => [name, null] as const);
  return { ...inputs, ...Object.fromEntries(none) };
}
