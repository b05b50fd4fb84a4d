/** What a user could pick instead, with OpenTofu: `terraform_data` and curl, which know nothing of a shop, and a provider for any REST API. */
import { execFile, execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Emulator } from "pulumi-sendcloud/emulator";
import * as z from "zod";
import { settle } from "../engine/acquire";
import type { Command, Contender } from "./compare";

const commands: Record<Command, string> = {
  preview: "plan -input=false",
  up: "apply -input=false -auto-approve",
  refresh: "refresh -input=false",
  destroy: "destroy -input=false -auto-approve",
};

/** A provider that OpenTofu finds in a folder, by its address. */
interface Provider {
  address: string;
  module: string;
  version: string;
}

const settings = `{ shop_name = var.names[count.index], webhook_active = true, webhook_url = "https://hooks.example/\${count.index + 1}" }`;

export const curl = withTofu(
  "OpenTofu, curl",
  ({ url, publicKey, secretKey }) => `
resource "terraform_data" "shop" {
  count            = length(var.names)
  triggers_replace = ${settings}
  provisioner "local-exec" {
    command = "curl -sSf --retry 10 -o /dev/null -u ${publicKey}:${secretKey} -X PATCH -H 'content-type: application/json' -d '\${jsonencode(self.triggers_replace)}' ${url}/integrations/\${count.index + 1}"
  }
}
`,
);

export const restProvider = withTofu(
  "OpenTofu, restapi provider",
  ({ url, publicKey, secretKey }) => `
terraform {
  required_providers {
    restapi = { source = "mastercard/restapi" }
  }
}
provider "restapi" {
  uri            = "${url}"
  username       = "${publicKey}"
  password       = "${secretKey}"
  headers        = { "content-type" = "application/json" }
  rate_limit     = 7
  create_method  = "PATCH"
  update_method  = "PATCH"
  destroy_method = "GET"
}
resource "restapi_object" "shop" {
  count       = length(var.names)
  path        = "/integrations"
  create_path = "/integrations/\${count.index + 1}"
  object_id   = count.index + 1
  data        = jsonencode(${settings})
}
`,
  {
    address: "mastercard/restapi",
    module: "github.com/Mastercard/terraform-provider-restapi",
    version: "v1.20.0",
  },
);

function withTofu(
  name: string,
  program: (emulator: Emulator) => string,
  provider?: Provider,
): Contender {
  return {
    name,
    async enter(emulator) {
      const tofu = await built("github.com/opentofu/opentofu", "v1.10.6", "./cmd/tofu");
      const cwd = mkdtempSync(join(tmpdir(), "pulumi-sendcloud-tofu-"));
      writeFileSync(join(cwd, "main.tf"), `variable "names" {}\n${program(emulator)}`);
      const configuration = join(cwd, "tofu.rc");
      writeFileSync(configuration, provider === undefined ? "" : await override(provider));
      const env = { ...process.env, TF_CLI_CONFIG_FILE: configuration };
      const run = (args: string): Promise<unknown> =>
        promisify(execFile)(tofu, args.split(" "), { cwd, env, maxBuffer: 1 << 28 });
      if (provider === undefined) await run("init -input=false");
      return {
        declare: (names) =>
          writeFileSync(join(cwd, "terraform.tfvars.json"), JSON.stringify({ names })),
        run: (command) => run(commands[command]),
        stateSize: () => Promise.resolve(statSync(join(cwd, "terraform.tfstate")).size),
        leave: () => Promise.resolve(rmSync(cwd, { recursive: true })),
      };
    },
  };
}

/** The configuration with which OpenTofu takes the provider from its folder, and no registry is asked. */
async function override({ address, module, version }: Provider): Promise<string> {
  const folder = join(await built(module, version, "."), "..");
  return `provider_installation {
  dev_overrides {
    "${address}" = "${folder}"
  }
}
`;
}

/** The program of a Go module, built once, which takes some minutes. */
async function built(module: string, version: string, main: string): Promise<string> {
  const name = module.split("/").at(-1) ?? module;
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  const folder = join(cache, "pulumi-sendcloud", `${name}-${version}`);
  const program = join(folder, name);
  if (existsSync(program)) return program;
  console.error(`building ${module} ${version} with Go`);
  mkdirSync(join(folder, ".."), { recursive: true });
  await settle(folder, (unfinished) => {
    // As a dependency it cannot be built: its module may replace others.
    const found = execFileSync("go", ["mod", "download", "-json", `${module}@${version}`], {
      encoding: "utf8",
    });
    const { Dir: sources } = z.object({ Dir: z.string() }).parse(JSON.parse(found));
    const copy = join(unfinished, "sources");
    cpSync(sources, copy, { recursive: true });
    execFileSync("chmod", ["-R", "u+w", copy]);
    execFileSync("go", ["build", "-o", join(unfinished, name), main], {
      cwd: copy,
      stdio: "ignore",
    });
    rmSync(copy, { recursive: true });
    return Promise.resolve();
  });
  return program;
}
