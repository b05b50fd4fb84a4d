/** Warnings about the configuration of the plugin's provider. */
import assert from "node:assert/strict";
import { checkConfiguration } from "../../../../provider/src/pulumi/plugin/configuration";

describe("the configuration of a provider", () => {
  for (const [project, name, warns] of [
    ["shops", "default_0_2_0", true],
    ["sendcloud", "default_0_2_0", false],
    ["sendcloud", "berlin", true],
  ] as const) {
    it(`of the project ${project}, of the provider ${name}, ${warns ? "warns" : "does not warn"} of an unknown key`, () => {
      const urn = `urn:pulumi:dev::${project}::pulumi:providers:sendcloud::${name}`;
      const { warnings } = checkConfiguration(urn, { shops: "[]" }, []);
      assert.equal(/sendcloud:shops is not known/.test(warnings.join()), warns);
    });
  }
});
