/** How a weight is shown: by a sign and by words, never by colour alone. Pure. */
import type { Weight } from "./rows";

/** The sign of a weight; none for what is harmless. */
export const signs: Readonly<Record<Weight, string>> = { risk: "⚠️", unknown: "❔", calm: "" };

/** The words of a weight. */
export const weightNames: Readonly<Record<Weight, string>> = {
  risk: "Risk",
  unknown: "Not known",
  calm: "",
};
