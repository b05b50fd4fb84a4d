/** A stack under the real engine, driven as a person drives it: by its command line. */
import assert from "node:assert/strict";
import type { Project } from "../../engine/project";
import { declaring } from "./programs";
import { hasty, type Properties, providerText } from "./provider-process";
import type { Declared, Stack } from "./stack";
import { recorded } from "./state";

const urn = "urn:pulumi:dev::shops::pulumi-nodejs:dynamic/sendcloud:IntegrationSettings::shop";

/** Has the provider retry as often as ever, but after short pauses. */
const hastily = `require("@pulumi/pulumi").runtime.registerResourceTransform(({ props, opts }) =>
  "__provider" in props ? { props: { ...props, __provider: ${JSON.stringify(providerText(hasty()))} }, opts } : undefined);
`;

export function engineStack(project: Project): Stack {
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
      project.write(
        "index.js",
        hastily + declaring(program ? { shop: JSON.stringify(flat(program)) } : {}),
      );
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
