/** The plugin's schema, which every Pulumi language is served from: made from the list of settings and its documentation. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { native, resourceType } from "../provider/src/pulumi/tokens";
import { isMap } from "../provider/src/values";
import { destroyChoices, feedbackTypes } from "../provider/src/settings/input-values";
import { choiceShape, identityShape, settingShape } from "../provider/src/settings/schema";
import { configuration } from "./schema-configuration";
import { documentation } from "./reference";

const source = join(__dirname, "../provider/src");
const types = documentation(join(source, "settings/types.ts"));
const program = documentation(join(source, "pulumi/program/resource.ts"));
const lookups = documentation(join(source, "pulumi/program/get-integration.ts"));

const manifest = z
  .object({ license: z.string(), homepage: z.string(), repository: z.object({ url: z.string() }) })
  .parse(JSON.parse(readFileSync(join(source, "../package.json"), "utf8")));

/** Where the schema is kept. */
export const schemaPath = join(source, "pulumi/plugin/schema.json");

type Specification = Record<string, unknown>;

const enums: Record<string, { name: string; meanings: Record<string, string> }> = {
  feedbackType: { name: "FeedbackType", meanings: feedbackTypes },
  onDestroy: { name: "OnDestroy", meanings: destroyChoices },
};

const reference = (name: string): string => `#/types/sendcloud:index:${name}`;

/** A property with its documentation. An enumeration takes plain text too, in every SDK that is generated. */
function property(name: string, shape: z.ZodType): Specification {
  const description = text(types, name);
  const named = enums[name];
  if (named) {
    const $ref = reference(named.name);
    return { type: "string", oneOf: [{ type: "string" }, { type: "string", $ref }], description };
  }
  const { type } = z.toJSONSchema(shape);
  if (type === "array") return { type, items: { type: "string" }, description };
  return { type: type === "number" ? "integer" : type, description };
}

function properties(shapes: Record<string, z.ZodType>): Specification {
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [name, property(name, shape)]),
  );
}

/** Facts of an integration, all of them text. */
function facts(...names: string[]): Specification {
  return Object.fromEntries(
    names.map((name) => [name, { type: "string", description: text(types, name) }]),
  );
}

function text(from: ReadonlyMap<string, string>, name: string): string {
  const found = from.get(name);
  if (found === undefined) throw new Error(`${name} is not documented`);
  return found.replace(/\{@link (\S+) ([^}]+)\}/g, "[$2]($1)");
}

const identity = properties(identityShape);
const settings = properties(settingShape);
const choices = properties(choiceShape);

/** The same among outputs, where values of an enumeration are text: Sendcloud may know more of them. */
const asOutputs = (all: Specification): Specification =>
  Object.fromEntries(
    Object.entries(all).map(([name, one]) => [
      name,
      name in enums && isMap(one) ? { type: "string", description: one.description } : one,
    ]),
  );
const settingOutputs = asOutputs(settings);
const choiceOutputs = asOutputs(choices);
const factOutputs = facts("type", "createdAt");

/** An integration as Sendcloud has it. */
const details = {
  id: { type: "integer", description: "Number of the integration." },
  ...facts("type", "createdAt", "updatedAt", "lastFetchedAt", "startedFailingAt"),
  ...settingOutputs,
};

const account = {
  account: {
    type: "string",
    description: "Name of the Sendcloud account; the default account unless given.",
  },
};
const shopUrl = { shopUrl: { type: "string", description: text(lookups, "shopUrl") } };

function enumType({ meanings }: (typeof enums)[string]): Specification {
  return {
    type: "string",
    enum: Object.entries(meanings).map(([value, description]) => ({
      name: capitalized(value),
      value,
      description,
    })),
  };
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** The schema, but for its version. */
export function schema(): Specification {
  const { variables, accountType } = configuration();
  const respects = { respectSchemaVersion: true };
  return {
    name: "sendcloud",
    displayName: "Sendcloud",
    description: "The settings of Sendcloud integrations as code.",
    keywords: ["pulumi", "sendcloud", "category/cloud", "kind/native"],
    license: manifest.license,
    homepage: manifest.homepage,
    // The path of Go's module is made of it.
    repository: manifest.repository.url.replace(/^git\+|\.git$/g, ""),
    meta: { moduleFormat: "(.*)" },
    language: {
      nodejs: respects,
      python: { ...respects, pyproject: { enabled: true } },
      go: respects,
      csharp: respects,
    },
    config: { variables },
    provider: {
      description: "One Sendcloud account: its keys, and how it is asked.",
      inputProperties: variables,
    },
    types: {
      "sendcloud:index:Account": accountType,
      ...Object.fromEntries(
        Object.values(enums).map((one) => [`sendcloud:index:${one.name}`, enumType(one)]),
      ),
      "sendcloud:index:Integration": {
        type: "object",
        description: "An integration as Sendcloud has it.",
        properties: details,
        required: ["id"],
      },
    },
    resources: {
      [native.resource]: {
        description: text(program, "SendcloudIntegrationSettings"),
        inputProperties: { ...identity, ...settings, ...choices },
        requiredInputs: Object.keys(identity),
        properties: { ...identity, ...settingOutputs, ...choiceOutputs, ...factOutputs },
        required: Object.keys(identity),
        stateInputs: { type: "object", properties: account },
        aliases: [{ type: resourceType }],
      },
    },
    functions: {
      [native.getIntegration]: {
        description: text(lookups, "getIntegration"),
        inputs: {
          type: "object",
          properties: {
            id: { type: "integer", description: "Number of the integration." },
            ...shopUrl,
            ...account,
          },
        },
        outputs: { type: "object", properties: details, required: ["id"] },
      },
      [native.listIntegrations]: {
        description: text(lookups, "listIntegrations"),
        inputs: {
          type: "object",
          properties: {
            type: { type: "string", description: text(lookups, "type") },
            ...shopUrl,
            ...account,
          },
        },
        outputs: {
          type: "object",
          properties: {
            integrations: { type: "array", items: { $ref: reference("Integration") } },
          },
          required: ["integrations"],
        },
      },
    },
  };
}

/** The text of the file. */
export function schemaFile(): string {
  return `${JSON.stringify(schema(), null, 2)}\n`;
}

if (require.main === module) writeFileSync(schemaPath, schemaFile());
