/** `pulumi-sendcloud import --language python`: the program is compiled and run by Python, with a stand-in for the generated SDK. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import * as z from "zod";
import { type Emulator, type Seed, startEmulator } from "pulumi-sendcloud/emulator";
import { type Project, reaching } from "../../engine/project";
import { cli } from "../support/cli";
import { requireEngine, scriptProject } from "../support/engine";
import { random, unique } from "../support/random-integrations";

/** Prints what is declared; of a resource with a secret, the key of its configuration. */
const sdk = `import atexit, json
made = []
def IntegrationSettings(name, **args):
    made.append(args)
atexit.register(lambda: print(json.dumps(made)))
`;
const pulumi = "class Config:\n    def require_secret(self, key):\n        return key\n";

/** The number of the first of them: no other is so large. */
const firstOdd = 9_000_000_000;

/** Names that look like something else to Python. */
const odd = [
  "'\"\\",
  '"""',
  "{x}",
  "%s\\n",
  "# a",
  "a\\",
  "\\N{DASH}",
  "a\u202eb\u2066c\u200bd",
  "\u{e0041}🌸x",
  "True",
  "None",
];
const declared = z.array(
  z.looseObject({ integration_id: z.number(), shop_name: z.string().optional() }),
);

describe("pulumi-sendcloud import in Python", function () {
  this.timeout(300_000);
  let emulator: Emulator | undefined;
  let project: Project | undefined;

  before(async function () {
    if (!hasPython()) {
      console.error(
        "\n!!! NOT TESTED: there is no python3, so that no program in Python was compiled\n",
      );
      this.skip();
    }
    const engine = await requireEngine(this);
    const names = odd.map((shop_name, index): Seed => ({ id: firstOdd + index, shop_name }));
    emulator = await startEmulator({ seed: [...unique(random(40, 20260103)), ...names] });
    project = await scriptProject(engine, { environment: reaching(emulator) });
    project.write("pulumi_sendcloud.py", sdk);
    project.write("pulumi.py", pulumi);
  });
  after(async () => {
    await project?.close();
    await emulator?.close();
  });

  it(`writes a program that compiles, and declares every text as it is`, async () => {
    assert.ok(project && emulator);
    const args = ["import", "--all", "--language", "python", "--force"];
    const { status, stderr } = await cli(project, args);
    assert.equal(status, 0, stderr);
    const program = join(project.directory, "__main__.py");
    execFileSync("python3", ["-m", "py_compile", program]);
    const printed = declared.parse(
      JSON.parse(execFileSync("python3", [program], { encoding: "utf8", cwd: project.directory })),
    );
    assert.ok(printed.length > odd.length);
    for (const { integration_id: id, shop_name: name } of printed)
      if (name !== undefined) assert.equal(name, emulator.integration(id)?.shop_name);
    const told = printed.flatMap(({ integration_id: id, shop_name: name }) =>
      id >= firstOdd && name !== undefined ? [name] : [],
    );
    assert.deepEqual(told, odd);
  });
});

function hasPython(): boolean {
  try {
    execFileSync("python3", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
