/** The option `ignoreChanges` over the plugin, with programs in YAML. */
import { tellNative } from "../support/tell";
import { yamlValue } from "../support/in-yaml";
import { type YamlResource, yamlProgram } from "../support/yaml";
import { type Ignoring, ignoringStories } from "./stories/ignore-changes";

const inYaml: Ignoring = {
  one: (args, paths) => yamlProgram({ shop: resource(args, paths) }),
  set: (members, paths, rest = "") =>
    yamlProgram({
      shops: {
        type: "sendcloud:IntegrationSettingsSet",
        ...resource(`{ integrations: ${members}, ${rest} }`, paths),
      },
    }),
};

function resource(args: string, paths: string): YamlResource {
  return { properties: yamlValue(args), options: { ignoreChanges: yamlValue(paths) } };
}

tellNative("the option ignoreChanges, in YAML", ignoringStories(inYaml));
