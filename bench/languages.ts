/** One preview of one integration, by how the program is written: what Pulumi's type check of TypeScript costs, and what our types add to it. */
import { startEmulator } from "pulumi-sendcloud/emulator";
import { acquireEngine } from "../engine/acquire";
import { type Project, reaching } from "../engine/project";
import { scriptProject } from "../test/support/engine";
import { succeed } from "./engine";
import { median, seconds, shown, table } from "./stopwatch";

const times = 5;

const floor = `import * as pulumi from "@pulumi/pulumi";
const provider: pulumi.dynamic.ResourceProvider = { create: async (inputs) => ({ id: "1", outs: inputs }) };
class Settings extends pulumi.dynamic.Resource {
  constructor(name: string, args: { integrationId: number; shopName: string }) {
    super(provider, name, args);
  }
}
new Settings("shop", { integrationId: 1, shopName: "One" });
`;

const ours = `import { SendcloudIntegrationSettings } from "pulumi-sendcloud";
new SendcloudIntegrationSettings("shop", { integrationId: 1, shopName: "One" });
`;

const compiled = `"use strict";
const { SendcloudIntegrationSettings } = require("pulumi-sendcloud");
new SendcloudIntegrationSettings("shop", { integrationId: 1, shopName: "One" });
`;

const variants = [
  {
    name: "empty dynamic provider, TypeScript, type-checked",
    file: "index.ts",
    text: floor,
    transpileOnly: "false",
  },
  {
    name: "empty dynamic provider, TypeScript, `PULUMI_NODEJS_TRANSPILE_ONLY=true`",
    file: "index.ts",
    text: floor,
    transpileOnly: "true",
  },
  {
    name: "pulumi-sendcloud, TypeScript, type-checked",
    file: "index.ts",
    text: ours,
    transpileOnly: "false",
  },
  {
    name: "pulumi-sendcloud, TypeScript, `PULUMI_NODEJS_TRANSPILE_ONLY=true`",
    file: "index.ts",
    text: ours,
    transpileOnly: "true",
  },
  {
    name: "pulumi-sendcloud, JavaScript (or compiled before)",
    file: "index.js",
    text: compiled,
    transpileOnly: "false",
  },
];

export async function languages(): Promise<string> {
  const engine = await acquireEngine((line) => console.error(line));
  const emulator = await startEmulator({ seed: [{ id: 1 }] });
  const entries: { name: string; project: Project; taken: number[] }[] = [];
  try {
    for (const { name, file, text, transpileOnly } of variants) {
      const environment = { ...reaching(emulator), PULUMI_NODEJS_TRANSPILE_ONLY: transpileOnly };
      const files = { [file]: text, "package.json": JSON.stringify({ main: file }) };
      entries.push({
        name,
        project: await scriptProject(engine, { environment, files }),
        taken: [],
      });
    }
    for (let time = 0; time < times; time++) {
      for (const { project, taken } of entries) {
        taken.push(await seconds(() => succeed(project, "preview")));
      }
    }
    return table(
      ["preview of one integration", "median"],
      entries.map(({ name, taken }) => [name, `${shown(median(taken))} s`]),
    );
  } finally {
    for (const { project } of entries) await project.close();
    await emulator.close();
  }
}
