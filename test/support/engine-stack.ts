/** A stack under the real engine, driven as a person drives it: by its command line. */
import assert from "node:assert/strict";
import { chmodSync } from "node:fs";
import { join } from "node:path";
import type { Project } from "../../engine/project";
import { scriptProject } from "./engine";
import { declaring } from "./programs";
import { hasty, type Properties, providerText } from "./provider-process";
import type { Declared, Stack } from "./stack";
import { recorded } from "./state";
import { yamlProgram, yamlProject } from "./yaml";

const server = join(__dirname, "../../provider/dist/pulumi/plugin/server.js");

/** How programs are written on each edge. Both have the provider retry as often as ever, but after short pauses. */
export const engineEdges = {
  dynamic: {
    project: scriptProject,
    urn: "urn:pulumi:dev::shops::pulumi-nodejs:dynamic/sendcloud:IntegrationSettings::shop",
    write(project: Project, inputs: object | undefined): void {
      const hastily = `require("@pulumi/pulumi").runtime.registerResourceTransform(({ props, opts }) =>
  "__provider" in props ? { props: { ...props, __provider: ${JSON.stringify(providerText(hasty()))} }, opts } : undefined);
`;
      project.write(
        "index.js",
        hastily + declaring(inputs ? { shop: JSON.stringify(inputs) } : {}),
      );
    },
  },
  plugin: {
    project: yamlProject,
    urn: "urn:pulumi:dev::shops::sendcloud:index:IntegrationSettings::shop",
    write(project: Project, inputs: object | undefined): void {
      const launcher = "plugin/pulumi-resource-sendcloud";
      const script = `require(${JSON.stringify(server)}).start(${JSON.stringify(hasty())})`;
      project.write(
        launcher,
        `#!/bin/sh\nexec '${process.execPath}' -e '${script}' -- "$0" "$@"\n`,
      );
      chmodSync(join(project.directory, launcher), 0o755);
      project.write(
        "Pulumi.yaml",
        yamlProgram(
          inputs ? { shop: { properties: inputs, options: { deleteBeforeReplace: true } } } : {},
          { plugins: { providers: [{ name: "sendcloud", path: "./plugin" }] } },
        ),
      );
    },
  },
} as const;

export function engineStack(project: Project, edge: keyof typeof engineEdges): Stack {
  const { urn } = engineEdges[edge];

  async function run(...args: string[]): Promise<boolean> {
    const { status, output } = await project.pulumi([
      ...args,
      "--yes",
      "--skip-preview",
      "--color",
      "never",
    ]);
    stack.said = output;
    return status === 0;
  }

  async function resource(): Promise<Properties | undefined> {
    const all = await recorded({ project });
    assert.ok(Object.keys(all).every((name) => name === "shop"));
    return all.shop;
  }

  const stack: Stack = {
    said: "",
    async up(program, { refresh, replace }) {
      engineEdges[edge].write(project, program && flat(program));
      const forced = replace && program !== undefined && (await resource()) !== undefined;
      return run("up", ...(refresh ? ["--refresh"] : []), ...(forced ? ["--replace", urn] : []));
    },
    refresh: () => run("refresh"),
    destroy: () => run("destroy"),
    recorded: resource,
  };
  return stack;
}

function flat({ settings, ...rest }: Declared): object {
  return { ...rest, ...settings };
}
