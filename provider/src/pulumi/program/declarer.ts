/** Program process: what a resource registers beside what is declared, so that its provider knows whose it is. `check` takes it out again: no state holds it. */
import * as pulumi from "@pulumi/pulumi";
import { declarer } from "../tokens";
import { perProgram } from "./context";

const declared = perProgram(() => ({ count: 0 }));

/** The hidden input. The number tells resources with the same name apart; `more` is what else its provider is to know. */
export function declaredBy(name: string, more: pulumi.Inputs): pulumi.Inputs {
  return { [declarer]: { name, number: ++declared().count, stack: pulumi.getStack(), ...more } };
}
