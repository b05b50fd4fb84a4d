/** What a user could pick instead: OpenTofu, with `terraform_data` and curl, which send each integration but know nothing of it. */
import { execFile, execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import * as z from "zod";
import { settle } from "../engine/acquire";
import type { Contender, Phase } from "./compare";

const version = "v1.10.6";

const commands: Record<Phase, string> = {
  "first preview": "plan -input=false -var value=One",
  "up (create)": "apply -input=false -auto-approve -var value=One",
  "preview, nothing changed": "plan -input=false -var value=One",
  "up, nothing changed": "apply -input=false -auto-approve -var value=One",
  "up (all changed)": "apply -input=false -auto-approve -var value=Two",
  refresh: "refresh -input=false -var value=Two",
  destroy: "destroy -input=false -auto-approve -var value=Two",
};

function program(count: number, base: string, keys: string): string {
  return `variable "value" {}
resource "terraform_data" "shop" {
  count            = ${count}
  triggers_replace = { shop_name = "\${var.value} \${count.index + 1}", webhook_active = true, webhook_url = "https://hooks.example/\${count.index + 1}" }
  provisioner "local-exec" {
    command = "curl -sSf -o /dev/null -u ${keys} -X PATCH -H 'content-type: application/json' -d '\${jsonencode(self.triggers_replace)}' ${base}/integrations/\${count.index + 1}"
  }
}
`;
}

export const tofu: Contender = {
  name: "OpenTofu, terraform_data and curl",
  async enter({ url, publicKey, secretKey }, count) {
    const command = await acquireTofu();
    const cwd = mkdtempSync(join(tmpdir(), "pulumi-sendcloud-tofu-"));
    writeFileSync(join(cwd, "main.tf"), program(count, url, `${publicKey}:${secretKey}`));
    const run = (args: string): Promise<unknown> =>
      promisify(execFile)(command, args.split(" "), { cwd, maxBuffer: 1 << 28 });
    await run("init -input=false");
    return {
      prepare() {},
      run: (phase) => run(commands[phase]),
      stateSize: () => Promise.resolve(statSync(join(cwd, "terraform.tfstate")).size),
      leave: () => Promise.resolve(rmSync(cwd, { recursive: true })),
    };
  },
};

/** Builds OpenTofu from its Go module, once, which takes some minutes. */
async function acquireTofu(): Promise<string> {
  const folder = join(
    process.env.XDG_CACHE_HOME || join(homedir(), ".cache"),
    "pulumi-sendcloud",
    `tofu-${version}`,
  );
  if (!existsSync(folder)) {
    console.error(`building OpenTofu ${version} with Go`);
    await settle(folder, (unfinished) => {
      // As a dependency it cannot be built: its module replaces others.
      const found = execFileSync(
        "go",
        ["mod", "download", "-json", `github.com/opentofu/opentofu@${version}`],
        { encoding: "utf8" },
      );
      const module = z.object({ Dir: z.string() }).parse(JSON.parse(found)).Dir;
      const sources = join(unfinished, "sources");
      cpSync(module, sources, { recursive: true });
      execFileSync("chmod", ["-R", "u+w", sources]);
      execFileSync("go", ["build", "-o", join(unfinished, "tofu"), "./cmd/tofu"], {
        cwd: sources,
        stdio: "ignore",
      });
      rmSync(sources, { recursive: true });
      return Promise.resolve();
    });
  }
  return join(folder, "tofu");
}
